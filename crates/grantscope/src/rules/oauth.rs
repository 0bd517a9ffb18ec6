//! The exchange: a code for a token, and a refresh token for the next.
//!
//! Not here: consent, and what an installation grants (`install.rs`).
//!
//! Source: 000_2d3da42c3657f384.txt, Asking during installation and Known issues; FACTS, sections
//! a (A2) and e.

use super::{Decision, classic, install, scramble};
use crate::model::change::Change;
use crate::model::prompt::Code;
use crate::model::workspace::{Installation, Workspace};
use crate::model::{
    AppKind, AuthorizingUser, Call, Channels, Grants, Milestone, OauthAccessScopes, ResourceKind,
    Rule, ScopeClass, ScopeSet, TokenName, UserId, is_same_secret,
};
use crate::wire::{
    ApiError, ConsentedUser, GrantedPermission, OauthAccess, OauthToken, Refreshed, Reply,
    ResourceNumberOrId, ScopesByKind,
};

/// `oauth.access`: exchanges a code, or renews the token.
pub(super) fn access(workspace: &Workspace, call: &Call) -> Decision {
    if call.arguments.get("grant_type").is_some_and(|grant| grant == "refresh_token") {
        return refresh(workspace, call);
    }
    exchange(workspace, call, Rule::AllScopesReported, access_reply)
}

/// `oauth.token`: the older exchange, which tells of this attempt only.
pub(super) fn token(workspace: &Workspace, call: &Call) -> Decision {
    exchange(workspace, call, Rule::AttemptReported, token_reply)
}

/// The app says who it is, and proves it.
pub(super) fn check_client(workspace: &Workspace, call: &Call) -> Result<(), ApiError> {
    let app = &workspace.cast().app;
    if app.kind == AppKind::Workspace && Milestone::Retired.has_come(workspace.now()) {
        return Err(ApiError::InvalidClientId);
    }
    let argument = |name: &str| call.arguments.get(name).map(String::as_str);
    if argument("client_id") != Some(app.client_id.as_str()) {
        return Err(ApiError::InvalidClientId);
    }
    if !argument("client_secret").is_some_and(|it| is_same_secret(it, &app.client_secret)) {
        return Err(ApiError::BadClientSecret);
    }
    Ok(())
}

fn exchange(
    workspace: &Workspace,
    call: &Call,
    reports: Rule,
    reply: impl Fn(&Workspace, &Code) -> Reply,
) -> Decision {
    if let Err(error) = check_client(workspace, call) {
        return Decision::refused(error, Rule::ClientMustIdentify);
    }
    let code = call.arguments.get("code").and_then(|code| workspace.code(code));
    let used = code.is_some_and(|code| code.exchanged);
    let Some(code) = code.filter(|code| is_exchangeable(workspace, code)) else {
        let told_apart = used && Milestone::CodeAlreadyUsed.has_come(workspace.now());
        let error = if told_apart { ApiError::CodeAlreadyUsed } else { ApiError::InvalidCode };
        return Decision::refused(error, Rule::CodeOnceWithinTenMinutes);
    };
    if code.request.redirect_uri.is_some()
        && code.request.redirect_uri.as_ref() != call.arguments.get("redirect_uri")
    {
        return Decision::refused(ApiError::BadRedirectUri, Rule::RedirectUriRepeated);
    }
    let mut decision = install::installed(workspace, &code.consent);
    decision.changes.insert(0, Change::CodeExchanged { code: code.text.clone() });
    decision.reply = Some(reply(&workspace.after(&decision.changes), code));
    decision.because.push(reports);
    if workspace.cast().app.kind == AppKind::Workspace {
        decision.because.push(Rule::AuthorizingUserTold);
    }
    if !code.consent.scopes.of_class(ScopeClass::User).is_empty() {
        decision.because.push(Rule::UserScopesUnreported);
    }
    decision
}

/// Whether the app can still get its token for a code.
// ASSUMPTION: a code that a deleted workspace gave is not valid any more.
pub(crate) fn is_exchangeable(workspace: &Workspace, code: &Code) -> bool {
    let young = workspace.now().since(code.issued_at) <= install::CODE_LIFETIME;
    !code.exchanged && young && !workspace.is_deleted()
}

/// The refresh token stays; the token before it is replaced.
fn refresh(workspace: &Workspace, call: &Call) -> Decision {
    if let Err(error) = check_client(workspace, call) {
        return Decision::refused(error, Rule::ClientMustIdentify);
    }
    if call.token != TokenName::Refresh || !workspace.can_refresh() {
        return Decision::refused(ApiError::InvalidToken, Rule::RefreshTokenRenews);
    }
    let changes = vec![Change::TokenIssued];
    let after = workspace.after(&changes);
    let refreshed = Refreshed {
        ok: true,
        access_token: token_text(&after),
        token_type: "app".to_owned(),
        expires_in: workspace.cast().dialect.token_lifetime() / 1000,
        team_id: workspace.cast().team.id,
    };
    let reply = Reply::Refreshed(Box::new(refreshed));
    Decision::answered(reply, &[Rule::RefreshTokenRenews, Rule::TokenLivesAnHour]).with(changes)
}

fn access_reply(workspace: &Workspace, code: &Code) -> Reply {
    let cast = workspace.cast();
    if cast.app.kind == AppKind::Classic {
        return classic::exchanged(workspace, code.consent.user);
    }
    let rotates = workspace.rotates();
    let consented = |user_id| ConsentedUser { user_id, app_home: workspace.home(user_id) };
    let nested = cast.dialect.authorizing_user != AuthorizingUser::Flat;
    let flat = cast.dialect.authorizing_user != AuthorizingUser::Nested;
    Reply::OauthAccess(Box::new(OauthAccess {
        ok: true,
        access_token: token_text(workspace),
        token_type: "app".to_owned(),
        app_id: cast.app.id,
        app_user_id: cast.app.user_id,
        team_name: cast.team.name.clone(),
        team_id: cast.team.id,
        authorizing_user: nested.then(|| consented(code.consent.user)),
        authorizing_user_id: flat.then_some(code.consent.user),
        installer_user: consented(installer(workspace, code)),
        scopes: match cast.dialect.oauth_access_scopes {
            OauthAccessScopes::All => ScopesByKind::of(workspace.grants()),
            OauthAccessScopes::Attempt => ScopesByKind::of(&attempted(code)),
        },
        single_channel_id: single_channel(code),
        refresh_token: rotates.then(|| refresh_token_text(workspace)),
        expires_in: rotates.then_some(cast.dialect.token_lifetime() / 1000),
    }))
}

fn token_reply(workspace: &Workspace, code: &Code) -> Reply {
    let cast = workspace.cast();
    if cast.app.kind == AppKind::Classic {
        return classic::exchanged(workspace, code.consent.user);
    }
    let rotates = workspace.rotates();
    Reply::OauthToken(Box::new(OauthToken {
        ok: true,
        access_token: token_text(workspace),
        token_type: "app".to_owned(),
        app_id: cast.app.id,
        app_user_id: cast.app.user_id,
        installer_user_id: installer(workspace, code),
        authorizing_user_id: code.consent.user,
        team_name: cast.team.name.clone(),
        team_id: cast.team.id,
        permissions: permissions(workspace, code),
        single_channel_id: single_channel(code),
        refresh_token: rotates.then(|| refresh_token_text(workspace)),
        expires_in: rotates.then_some(cast.dialect.token_lifetime() / 1000),
    }))
}

/// What was granted in this attempt, resource by resource.
// ASSUMPTION: oauth.token tells all public channels as resource number 0.
fn permissions(workspace: &Workspace, code: &Code) -> Vec<GrantedPermission> {
    let row = |kind: ResourceKind, scopes: ScopeSet, resource_id| GrantedPermission {
        scopes: scopes.names(),
        resource_type: kind,
        resource_id,
    };
    let asked = |kind| code.consent.scopes.applying_to(kind);
    let team = asked(ResourceKind::Team);
    let team = (!team.is_empty()).then(|| {
        let id = workspace.cast().team.id.id();
        row(ResourceKind::Team, team, ResourceNumberOrId::Id(id))
    });
    let channel = |resource| row(ResourceKind::Channel, asked(ResourceKind::Channel), resource);
    let channels: Vec<GrantedPermission> = match &code.consent.channels {
        Channels::None => Vec::new(),
        Channels::Chosen(chosen) => {
            chosen.iter().map(|it| channel(ResourceNumberOrId::Id(it.id()))).collect()
        }
        Channels::AllExcept(_) => vec![channel(ResourceNumberOrId::Number(0))],
    };
    team.into_iter().chain(channels).collect()
}

/// What this attempt would grant by itself.
fn attempted(code: &Code) -> Grants {
    let mut grants = Grants::default();
    grants.grant(code.consent.scopes);
    grants
}

fn single_channel(code: &Code) -> Option<crate::model::ConversationId> {
    match &code.consent.channels {
        Channels::Chosen(chosen) if code.request.single_channel => chosen.first().copied(),
        Channels::None | Channels::Chosen(_) | Channels::AllExcept(_) => None,
    }
}

fn installer(workspace: &Workspace, code: &Code) -> UserId {
    match workspace.installation() {
        Installation::Present { installer } => installer,
        Installation::Absent | Installation::Uninstalled => code.consent.user,
    }
}

/// One token for the workspace. It stays the same while what it may do grows.
// Source: 003_ddcde49b587a50ab.txt, What was unique to workspace tokens?; the forms from FACTS,
// section e (Tokens).
pub(crate) fn token_text(workspace: &Workspace) -> String {
    if workspace.cast().app.kind == AppKind::Classic {
        return classic::user_token_text(workspace);
    }
    numbered_token_text(workspace, workspace.token().number)
}

fn numbered_token_text(workspace: &Workspace, number: u32) -> String {
    let number = u64::from(number);
    let (team, secret) = words(workspace, number);
    if workspace.cast().app.rotation {
        let app = workspace.cast().app.id.id().word() % 1_000_000_000;
        return format!("xoxa-2-{team}-{app}-{number}-{secret:016x}{:016x}", scramble(secret));
    }
    format!("xoxa-{team}-{secret:016x}")
}

/// It does not change when it is used.
pub(crate) fn refresh_token_text(workspace: &Workspace) -> String {
    let (team, secret) = words(workspace, 0xfe5 + u64::from(workspace.token().refresh_number));
    format!("xoxr-{team}-{secret:016x}")
}

/// The name of the token that reads so: all that a script keeps of it.
pub(crate) fn token_named(workspace: &Workspace, text: &str) -> TokenName {
    if let Some(name) = classic::token_named(workspace, text) {
        return name;
    }
    let current = workspace.token().number;
    let reads = |number: &u32| is_same_secret(&numbered_token_text(workspace, *number), text);
    let rotates = workspace.cast().app.rotation && workspace.is_installed();
    match (1..=current).rev().find(reads) {
        Some(number) if number == current => TokenName::Current,
        Some(number) => TokenName::Former(number),
        None if rotates && is_same_secret(&refresh_token_text(workspace), text) => {
            TokenName::Refresh
        }
        None => TokenName::Unknown,
    }
}

fn words(workspace: &Workspace, salt: u64) -> (u64, u64) {
    let team = workspace.cast().team.id.id().word();
    let app = workspace.cast().app.id.id().word();
    (team % 1_000_000, scramble(team ^ app ^ salt))
}
