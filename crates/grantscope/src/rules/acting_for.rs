//! Asking a person whether the app may act for them, acting, and their taking it back.
//!
//! Not here: what is done for them (`reminders.rs`, `dnd.rs`, `profiles.rs`), or scopes granted while installing (`install.rs`).
//!
//! Source: 000_2d3da42c3657f384.txt, Asking for permission in Slack with the Permissions API;
//! 002_092bebbe0adfac6f.txt, Arguments, Errors and Response.

use super::install::requested;
use super::progressive::{live_trigger, shown};
use super::{Decision, check_person, permission};
use crate::model::change::Change;
use crate::model::prompt::{Prompt, Purpose};
use crate::model::trigger::Trigger;
use crate::model::workspace::Workspace;
use crate::model::{Call, Method, Misuse, Rule, ScopeClass, ScopeSet, UserId};
use crate::wire::ApiError;

/// `apps.permissions.users.request`: shows the dialog to the person whom it is about.
pub(super) fn request(workspace: &Workspace, call: &Call) -> Decision {
    let argument = |name: &str| call.arguments.get(name);
    let (Some(names), Some(trigger), Some(user)) =
        (argument("scopes"), argument("trigger_id"), argument("user"))
    else {
        return Decision::refused(ApiError::InvalidArguments, Rule::InteractionGivesTrigger);
    };
    let trigger = match live_trigger(workspace, trigger) {
        Ok(trigger) => trigger,
        Err((error, rule)) => return Decision::refused(error, rule),
    };
    if !is_behind(trigger, user) {
        return Decision::refused(ApiError::InvalidUser, Rule::AskedPersonIsBehindTrigger);
    }
    let names: Vec<String> = names.split(',').map(str::to_owned).collect();
    match requested(workspace, &names).and_then(act_for_a_person) {
        Err(rule) => Decision::refused(ApiError::InvalidScope, rule),
        Ok(scopes) => {
            let purpose = Purpose::ActingFor { trigger: trigger.text.clone() };
            shown(workspace, trigger, scopes, purpose)
        }
    }
}

/// The person agreed: the app may act for them, and nobody else.
pub(super) fn approved(prompt: &Prompt, trigger: &str) -> Decision {
    let granted = Change::UserScopesGranted {
        user: prompt.user,
        scopes: prompt.scopes,
        trigger: Some(trigger.to_owned()),
    };
    Decision::changed(granted, &[Rule::PersonMustConsent, Rule::AnyPersonMayConsent])
}

/// The person declined.
pub(super) fn denied(prompt: &Prompt, trigger: &str) -> Decision {
    let denied = Change::UserScopesDenied {
        user: prompt.user,
        scopes: prompt.scopes,
        trigger: trigger.to_owned(),
    };
    Decision::changed(denied, &[Rule::UserDenialTold])
}

/// The person whom the app acts for, or why it may not.
pub(super) fn actor(
    workspace: &Workspace,
    method: Method,
    call: &Call,
) -> Result<UserId, Box<Decision>> {
    let nobody = || Decision::refused(ApiError::UserNotSpecified, Rule::HeaderNamesPerson);
    permission::check(workspace, method, call)?.person.ok_or_else(|| Box::new(nobody()))
}

/// A person takes back all that they let the app do for them.
pub(super) fn revoke(workspace: &Workspace, user: UserId) -> Result<Decision, Misuse> {
    check_person(workspace, user)?;
    if workspace.grants().of_user(user).is_empty() {
        return Err(Misuse::NothingGranted { user });
    }
    Ok(Decision::changed(Change::UserRemoved { user }, &[Rule::PersonMayTakeBack]))
}

// ASSUMPTION: only the person behind the trigger can be asked.
fn is_behind(trigger: &Trigger, user: &str) -> bool {
    user.parse() == Ok(trigger.user)
}

// ASSUMPTION: scopes about conversations or the workspace are invalid when acting is asked for.
fn act_for_a_person(scopes: ScopeSet) -> Result<ScopeSet, Rule> {
    let own = scopes.of_class(ScopeClass::User);
    if own.is_empty() || own != scopes { Err(Rule::UserScopesAskedApart) } else { Ok(scopes) }
}
