//! Asking for more: from a trigger to a dialog, and from its answer to scopes.
//!
//! Source: 001_da8ff31ae8236703.txt, Request permissions with apps.permissions.request, and
//! scope_granted, scope_denied; 002_092bebbe0adfac6f.txt, Errors and Response.

use super::install::requested;
use super::{Decision, channel_rule, chosen_channels, team_resource};
use crate::model::change::Change;
use crate::model::prompt::{Prompt, Purpose};
use crate::model::trigger::{Trigger, TriggeredBy};
use crate::model::workspace::Workspace;
use crate::model::{
    Call, Channels, DeniedTrigger, InvalidTriggerCode, Milestone, MixedScopes, Rule, ScopeClass,
    ScopeSet, TriggerSources,
};
use crate::wire::{ApiError, Reply};

/// How long a trigger may wait to be exchanged, in milliseconds.
// Source: FACTS, section f (3).
pub(crate) const TRIGGER_LIFETIME: u64 = 3000;

/// `apps.permissions.request`: shows the dialog to the person behind the trigger.
pub(super) fn request(workspace: &Workspace, call: &Call) -> Decision {
    let (Some(names), Some(trigger)) =
        (call.arguments.get("scopes"), call.arguments.get("trigger_id"))
    else {
        return Decision::refused(ApiError::InvalidArguments, Rule::InteractionGivesTrigger);
    };
    let trigger = match live_trigger(workspace, trigger) {
        Ok(trigger) => trigger,
        Err((error, rule)) => return Decision::refused(error, rule),
    };
    let names: Vec<String> = names.split(',').map(str::to_owned).collect();
    let scopes = requested(workspace, &names).map_err(|rule| (ApiError::InvalidScope, rule));
    match scopes.and_then(|scopes| check_types(workspace, scopes)) {
        Err((error, rule)) => Decision::refused(error, rule),
        Ok(scopes) => {
            let purpose = Purpose::Permissions { trigger: trigger.text.clone() };
            shown(workspace, trigger, scopes, purpose)
        }
    }
}

/// The person agreed: the scopes travel to what the app has, and to what was chosen now.
pub(super) fn approved(
    workspace: &Workspace,
    prompt: &Prompt,
    trigger: &str,
    channels: &Channels,
) -> Decision {
    let scopes = prompt.scopes;
    let granted = Change::ScopesGranted { scopes, trigger: Some(trigger.to_owned()) };
    let resources: Vec<Change> = team_resource(workspace, scopes)
        .into_iter()
        .chain(chosen_channels(workspace, channels))
        .collect();
    let mut because = vec![Rule::ApprovalGrantsScopes, Rule::ScopesTravel];
    if !resources.is_empty() {
        because.push(Rule::ApprovalAddsResources);
    }
    because.extend(channel_rule(channels));
    let changes = std::iter::once(granted).chain(resources).collect();
    Decision { reply: None, changes, because }
}

/// The person declined: nothing is granted, and the app is told.
pub(super) fn denied(workspace: &Workspace, prompt: &Prompt, trigger: &str) -> Decision {
    let denied = Change::ScopesDenied { scopes: prompt.scopes, trigger: trigger.to_owned() };
    let mut decision = Decision::changed(denied, &[Rule::DenialTold]);
    match workspace.cast().dialect.denied_trigger {
        DeniedTrigger::Used => {}
        DeniedTrigger::Usable => {
            decision.changes.push(Change::TriggerRenewed { trigger: trigger.to_owned() });
        }
    }
    decision
}

/// The dialog is on the screen of the person behind the trigger, which is used up.
pub(super) fn shown(
    workspace: &Workspace,
    trigger: &Trigger,
    scopes: ScopeSet,
    purpose: Purpose,
) -> Decision {
    let prompt = Prompt {
        id: workspace.next_prompt(),
        user: trigger.user,
        scopes,
        purpose,
        opened_at: workspace.now(),
        closed: None,
    };
    Decision::answered(Reply::done(), &[Rule::RequestShowsDialog, Rule::NoAnswerNoEvent])
        .and(Change::TriggerExchanged { trigger: trigger.text.clone() })
        .and(Change::PromptOpened(prompt))
}

/// The trigger of that text, if the app can still ask with it.
pub(super) fn live_trigger<'a>(
    workspace: &'a Workspace,
    text: &str,
) -> Result<&'a Trigger, (ApiError, Rule)> {
    let invalid = match workspace.cast().dialect.invalid_trigger {
        InvalidTriggerCode::InvalidTrigger => ApiError::InvalidTrigger,
        InvalidTriggerCode::InvalidTriggerId => ApiError::InvalidTriggerId,
    };
    let trigger = workspace.trigger(text).ok_or((invalid, Rule::InteractionGivesTrigger))?;
    check_trigger(workspace, trigger, invalid)?;
    Ok(trigger)
}

/// Whether the app can still ask with it.
pub(crate) fn lets_ask(workspace: &Workspace, trigger: &Trigger) -> bool {
    check_trigger(workspace, trigger, ApiError::InvalidTrigger).is_ok()
}

fn check_trigger(
    workspace: &Workspace,
    trigger: &Trigger,
    invalid: ApiError,
) -> Result<(), (ApiError, Rule)> {
    let dialogs_count = workspace.cast().dialect.trigger_sources == TriggerSources::WithDialogs;
    if matches!(trigger.by, TriggeredBy::Dialog(_)) && !dialogs_count {
        return Err((invalid, Rule::InteractionGivesTrigger));
    }
    if trigger.exchanged {
        return Err((ApiError::TriggerExchanged, Rule::TriggerOnce));
    }
    // ASSUMPTION: an expired trigger is answered as invalid.
    if workspace.now().since(trigger.issued_at) > TRIGGER_LIFETIME {
        return Err((invalid, Rule::ExpiredTriggerIsInvalid));
    }
    if workspace.is_deactivated(trigger.user) {
        return Err((ApiError::InvalidUser, Rule::DeactivationEndsAgency));
    }
    Ok(())
}

fn check_types(workspace: &Workspace, scopes: ScopeSet) -> Result<ScopeSet, (ApiError, Rule)> {
    let refused = workspace.cast().dialect.mixed_scope == MixedScopes::Refused;
    let mixing_refused = refused && Milestone::MixedScope.has_come(workspace.now());
    let mut classes = scopes.iter().map(|scope| scope.class());
    let first = classes.next();
    let alike = first.is_some() && classes.all(|class| Some(class) == first);
    match first {
        // ASSUMPTION: scopes that act for a person are not asked for by this method.
        Some(ScopeClass::User) if alike => {
            Err((ApiError::InvalidScope, Rule::UserScopesAskedApart))
        }
        Some(_) | None if alike || !mixing_refused => Ok(scopes),
        Some(_) | None => Err((ApiError::MixedScope, Rule::ScopeTypesNotMixed)),
    }
}
