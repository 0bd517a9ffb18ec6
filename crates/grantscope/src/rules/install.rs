//! Installing: consent, the code, and what an installation grants.
//!
//! Not here: the exchange's arguments (`calls.rs`).
//!
//! Source: 001_da8ff31ae8236703.txt, A user installs your app for the first (or nth) time;
//! 003_ddcde49b587a50ab.txt, What was unique to workspace tokens?; FACTS, section e.

use super::{Decision, channel_rule, check_person, chosen_channels, scramble, team_resource};
use crate::model::change::{Change, Code, Prompt, Purpose};
use crate::model::workspace::Workspace;
use crate::model::{
    Channels, ConversationId, InstallRoute, Misuse, ResourceKind, Rule, Scope, ScopeClass,
    ScopeSet, Timestamp, UserId,
};
use crate::wire::ApiError;

/// How long a code may wait to be exchanged, in milliseconds.
// ASSUMPTION: a code lives ten minutes.
pub(super) const CODE_LIFETIME: u64 = 10 * 60 * 1000;

/// A person is shown what the app asks for. Scopes that are not for workspace apps are refused
/// before anybody is asked.
pub(super) fn ask_consent(
    workspace: &Workspace,
    now: Timestamp,
    user: UserId,
    scopes: &[String],
    through: InstallRoute,
) -> Result<Decision, Misuse> {
    check_person(workspace, user)?;
    let Some(scopes) = requested(scopes) else {
        return Ok(Decision::refused(ApiError::InvalidScope, Rule::UnknownScopeRefused));
    };
    let prompt = Prompt {
        id: workspace.next_prompt(),
        user,
        scopes,
        purpose: Purpose::Install(through),
        opened_at: now,
        closed: None,
    };
    Ok(Decision::changed(vec![Change::PromptOpened(prompt)], &[Rule::InstallAsksConsent]))
}

/// The person agreed: by OAuth the app now holds a code, from its settings it is installed.
// ASSUMPTION: an OAuth install takes effect when its code is exchanged.
pub(super) fn consented(
    workspace: &Workspace,
    now: Timestamp,
    prompt: &Prompt,
    route: InstallRoute,
    channels: &Channels,
) -> Decision {
    let code = Code {
        text: code_text(workspace),
        user: prompt.user,
        scopes: prompt.scopes,
        channels: channels.clone(),
        issued_at: now,
        exchanged: false,
    };
    match route {
        InstallRoute::Oauth => {
            Decision::changed(vec![Change::CodeIssued(code)], &[Rule::InstallEffectiveAtExchange])
        }
        InstallRoute::Settings => {
            let mut decision = installed(workspace, &code);
            decision.because.insert(0, Rule::SingleWorkspaceInstall);
            decision
        }
    }
}

/// What an installation grants. Installing again adds to what is there.
pub(super) fn installed(workspace: &Workspace, consent: &Code) -> Decision {
    let user = consent.user;
    let (own, shared): (Vec<Scope>, Vec<Scope>) =
        consent.scopes.iter().partition(|scope| scope.class() == ScopeClass::User);
    let (own, shared): (ScopeSet, ScopeSet) =
        (own.into_iter().collect(), shared.into_iter().collect());

    let mut changes = vec![Change::Installed { by: user }];
    let mut because = vec![Rule::WorkspaceOwnsInstallation];
    if !shared.is_empty() {
        changes.push(Change::ScopesGranted { scopes: shared, trigger: None });
        because.push(Rule::ScopesTravel);
    }
    if !own.is_empty() {
        changes.push(Change::UserScopesGranted { user, scopes: own, trigger: None });
        because.push(Rule::PersonMustConsent);
    }
    let home = workspace.home(user).unwrap_or_else(|| next_home(workspace));
    let reach = &workspace.grants().of(ResourceKind::AppHome).reach;
    if !reach.containment(home.id()).is_inside() {
        changes.push(Change::AppHomeOpened { user, home });
        because.push(Rule::InstallGivesAppHome);
    }
    changes.extend(team_resource(workspace, shared));
    changes.extend(chosen_channels(workspace, &consent.channels));
    because.extend(channel_rule(&consent.channels));
    Decision { reply: None, changes, because }
}

/// The direct message that the next new person gets.
pub(super) fn next_home(workspace: &Workspace) -> ConversationId {
    ConversationId::direct_message(workspace.homes().saturating_add(1))
}

/// The scopes of those names, or nothing if one is not for workspace apps.
pub(super) fn requested(names: &[String]) -> Option<ScopeSet> {
    let known = |name: &String| {
        Scope::parse(name.trim()).filter(|scope| scope.works_with_workspace_tokens())
    };
    names.iter().map(known).collect()
}

fn code_text(workspace: &Workspace) -> String {
    let number = u64::from(workspace.codes_issued()).saturating_add(1);
    format!("{}.{:016x}", 1_000_000_000 + number, scramble(number ^ 0xc0de))
}
