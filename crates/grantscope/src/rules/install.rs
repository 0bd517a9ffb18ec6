//! Installing: consent, the code, and what an installation grants.
//!
//! Not here: the exchange's arguments (`calls.rs`).
//!
//! Source: 001_da8ff31ae8236703.txt, A user installs your app for the first (or nth) time;
//! 003_ddcde49b587a50ab.txt, What was unique to workspace tokens?; FACTS, section e.

use super::{
    Decision, channel_rule, check_person, chosen_channels, classic, scramble, team_resource,
};
use crate::model::change::Change;
use crate::model::prompt::{Code, Consent, InstallRequest, Prompt, Purpose};
use crate::model::workspace::Workspace;
use crate::model::{
    AppKind, Channels, Distribution, InstallRoute, Milestone, Misuse, ResourceKind, Rule, Scope,
    ScopeClass, ScopeSet, UserId,
};
use crate::wire::ApiError;

/// How long a code may wait to be exchanged, in milliseconds.
// ASSUMPTION: a code lives ten minutes.
pub(crate) const CODE_LIFETIME: u64 = 10 * 60 * 1000;

/// A person is shown what the app asks for. What a workspace app may not ask for is refused before
/// anybody is asked.
pub(super) fn ask_consent(
    workspace: &Workspace,
    user: UserId,
    scopes: &[String],
    request: InstallRequest,
) -> Result<Decision, Misuse> {
    check_person(workspace, user)?;
    let distributed = workspace.cast().app.distribution == Distribution::Distributed;
    if distributed && request.route == InstallRoute::Settings {
        return Err(Misuse::OnlyByOauth);
    }
    // ASSUMPTION: after retirement day an install is refused as that of an unknown client.
    let retired = Milestone::Retired.has_come(workspace.now());
    if retired && workspace.cast().app.kind == AppKind::Workspace {
        let rule = Rule::WorkspaceAppsRetired;
        return Ok(Decision::refused(ApiError::InvalidClientId, rule));
    }
    let scopes = match requested(workspace, scopes) {
        Ok(scopes) => scopes,
        Err(rule) => return Ok(Decision::refused(ApiError::InvalidScope, rule)),
    };
    let prompt = Prompt {
        id: workspace.next_prompt(),
        user,
        scopes,
        purpose: Purpose::Install(request),
        opened_at: workspace.now(),
        closed: None,
    };
    Ok(Decision::changed(Change::PromptOpened(prompt), &[Rule::InstallAsksConsent]))
}

/// The person agreed: by OAuth the app now holds a code, from its settings it is installed.
// ASSUMPTION: an OAuth install takes effect when its code is exchanged.
pub(super) fn consented(
    workspace: &Workspace,
    prompt: &Prompt,
    request: &InstallRequest,
    channels: &Channels,
) -> Result<Decision, Misuse> {
    let one = matches!(channels, Channels::Chosen(chosen) if chosen.len() == 1);
    if request.single_channel && !one {
        return Err(Misuse::ChooseOneChannel);
    }
    let consent = Consent { user: prompt.user, scopes: prompt.scopes, channels: channels.clone() };
    Ok(match request.route {
        InstallRoute::Oauth => {
            let text = code_text(workspace);
            let request = request.clone();
            let code =
                Code { text, consent, request, issued_at: workspace.now(), exchanged: false };
            Decision::changed(Change::CodeIssued(code), &[Rule::InstallEffectiveAtExchange])
        }
        InstallRoute::Settings => {
            let mut decision = installed(workspace, &consent);
            decision.because.insert(0, Rule::SingleWorkspaceInstall);
            decision
        }
    })
}

/// What an installation grants. Installing again adds to what is there.
pub(super) fn installed(workspace: &Workspace, consent: &Consent) -> Decision {
    let user = consent.user;
    if workspace.cast().app.kind == AppKind::Classic {
        return classic::authorized(user, consent.scopes);
    }
    let own = consent.scopes.of_class(ScopeClass::User);
    let shared = consent.scopes.without(own);
    // Between consent and exchange an account can be deleted: what is the workspace's still counts.
    let gone = workspace.is_deactivated(user);

    let mut changes = vec![Change::Installed { by: user }];
    let mut because = vec![Rule::WorkspaceOwnsInstallation];
    if !shared.is_empty() {
        changes.push(Change::ScopesGranted { scopes: shared, trigger: None });
        because.push(Rule::ScopesTravel);
    }
    if !own.is_empty() && !gone {
        changes.push(Change::UserScopesGranted { user, scopes: own, trigger: None });
        because.push(Rule::PersonMustConsent);
    }
    let home = workspace.home(user).unwrap_or_else(|| workspace.next_home());
    let reach = &workspace.grants().of(ResourceKind::AppHome).reach;
    if !gone && !reach.containment(home.id()).is_inside() {
        changes.push(Change::AppHomeOpened { user, home });
        because.push(Rule::InstallGivesAppHome);
    }
    changes.extend(team_resource(workspace, shared));
    changes.extend(chosen_channels(workspace, &consent.channels));
    because.extend(channel_rule(&consent.channels));
    Decision { reply: None, changes, because }
}

/// The scopes of those names.
///
/// # Errors
/// The rule by which one of them, or all together, may not be asked for.
pub(super) fn requested(workspace: &Workspace, names: &[String]) -> Result<ScopeSet, Rule> {
    let known = |name: &String| scope_named(workspace, name.trim());
    let scopes: ScopeSet =
        names.iter().map(known).collect::<Option<_>>().ok_or(Rule::UnknownScopeRefused)?;
    check_companions(scopes)
}

/// The scope that a name means at that moment, if the app may ask for it.
// ASSUMPTION: until there was one scope for posting its older name stood for it.
fn scope_named(workspace: &Workspace, name: &str) -> Option<Scope> {
    let (cast, catalogue) = (workspace.cast(), workspace.catalogue());
    if !catalogue.is_slacks() {
        return catalogue.scope(name);
    }
    match (cast.app.kind, cast.dialect.meant(name)) {
        (AppKind::Classic, _) => {
            catalogue.scope(name).filter(|scope| scope.is_open_to_classic_apps(workspace.now()))
        }
        (AppKind::Workspace, "chat:write:user")
            if !Milestone::ChatWriteScope.has_come(workspace.now()) =>
        {
            catalogue.scope("chat:write")
        }
        (AppKind::Workspace, name) => {
            catalogue.scope(name).filter(|scope| scope.is_open_to_workspace_apps(workspace.now()))
        }
    }
}

/// Scopes that are asked for only with certain others, or only without any.
fn check_companions(scopes: ScopeSet) -> Result<ScopeSet, Rule> {
    let identities: ScopeSet = scopes.iter().filter(|scope| scope.is_identity()).collect();
    if !identities.is_empty() && identities != scopes {
        return Err(Rule::IdentityAskedAlone);
    }
    let lacks = |scope: &Scope| scope.companion().is_some_and(|needed| !scopes.contains(needed));
    match scopes.iter().find(lacks) {
        None => Ok(scopes),
        Some(scope) if scope.is_identity() => Err(Rule::IdentityNeedsBasic),
        Some(_) => Err(Rule::EmailAskedWithUsers),
    }
}

fn code_text(workspace: &Workspace) -> String {
    let number = u64::from(workspace.codes_issued()).saturating_add(1);
    let first = number.saturating_add(1_000_000_000);
    format!("{first}.{:016x}", scramble(number ^ 0xc0de))
}
