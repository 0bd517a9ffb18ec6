//! Classic apps: tokens of people and of a bot, and what they are kept from.
//!
//! As much of them as the documents need for comparison: reading people, and being refused by the
//! Permissions API. Not here: who sees email addresses (`email.rs`).
//!
//! Source: 001_da8ff31ae8236703.txt, Permissions API Overview; 002_092bebbe0adfac6f.txt, Errors;
//! 004_44894a38fe7be042.txt; FACTS, section h.

use super::{Decision, scramble};
use crate::model::change::Change;
use crate::model::classic::ClassicToken;
use crate::model::workspace::{Installation, Workspace};
use crate::model::{
    Access, AppKind, Call, Catalogue, Method, Misuse, Needs, ResourceHalf, Rule, ScopeHalf,
    ScopeSet, TokenName, UserId, is_same_secret,
};
use crate::wire::{ApiError, Reply, json};

/// A method that is modelled for classic tokens.
struct ClassicMethod {
    name: &'static str,
    /// The scopes of which any one is enough. None listed means that none is needed.
    scopes: &'static [&'static str],
    bot: bool,
}

const fn method(name: &'static str, scopes: &'static [&'static str], bot: bool) -> ClassicMethod {
    ClassicMethod { name, scopes, bot }
}

// Source: FACTS, sections a (A5) and h.
const METHODS: [ClassicMethod; 9] = [
    method("api.test", &[], true),
    method("auth.revoke", &[], true),
    method("auth.test", &[], true),
    method("team.info", &["team:read"], true),
    method("users.identity", &["identity.basic"], false),
    method("users.info", &["users:read"], true),
    method("users.list", &["users:read"], true),
    method("users.lookupByEmail", &["users:read.email"], false),
    method("users.profile.get", &["users.profile:read"], false),
];

/// A person authorized the app.
pub(super) fn authorized(user: UserId, scopes: ScopeSet) -> Decision {
    let authorized = Change::ClassicAuthorized { user, scopes };
    Decision::changed(authorized, &[Rule::ClassicScopesCount])
}

/// What the exchange of a code is answered with.
pub(super) fn exchanged(workspace: &Workspace, user: UserId) -> Reply {
    let cast = workspace.cast();
    let classic = workspace.classic();
    let scopes = classic.newest().map_or(ScopeSet::EMPTY, |(_, scopes)| scopes);
    let scopes = [vec!["identify".to_owned()], scopes.names()].concat().join(",");
    let mut reply = json!({
        "ok": true,
        "access_token": user_token_text(workspace),
        "scope": scopes,
        "user_id": user,
        "team_name": cast.team.name,
        "team_id": cast.team.id,
    });
    if let (true, Some(fields)) = (classic.has_bot(), reply.as_object_mut()) {
        let bot = json!({
            "bot_user_id": cast.app.user_id, "bot_access_token": bot_token_text(workspace),
        });
        fields.insert("bot".to_owned(), bot);
    }
    Reply::Content(reply)
}

/// The current token of a classic app is that of the person who authorized it last, if somebody did.
pub(super) fn with_user_token(workspace: &Workspace, call: &Call) -> Option<Call> {
    let classic =
        workspace.cast().app.kind == AppKind::Classic && workspace.classic().newest().is_some();
    let current = call.token == TokenName::Current;
    (classic && current).then(|| Call { token: TokenName::User, ..call.clone() })
}

/// Why a call with a classic token is not answered at all. Nothing, if the token is no classic one
/// or may make the call.
///
/// # Errors
/// If the method is not modelled for classic tokens.
pub(super) fn refusal(
    workspace: &Workspace,
    method: Method,
    call: &Call,
) -> Result<Option<Decision>, Misuse> {
    let Some(token) = ClassicToken::named(call.token) else { return Ok(None) };
    let bot = token == ClassicToken::Bot;
    let refused = |error, rule| Ok(Some(Decision::refused(error, rule)));
    let newest = workspace.classic().newest().map(|(user, _)| user);
    let gone = !bot && newest.is_some_and(|user| workspace.is_deactivated(user));
    if newest.is_some() && (workspace.is_deleted() || gone) {
        return refused(ApiError::AccountInactive, Rule::DeletedIsInactive);
    }
    let Some(held) = held(workspace, bot) else {
        let error =
            if was_issued(workspace, bot) { ApiError::TokenRevoked } else { ApiError::InvalidAuth };
        return refused(error, Rule::TokenNeeded);
    };
    if method.is_of_the_permissions_api() {
        return match bot {
            true => refused(ApiError::IsBot, Rule::BotsKeptOut),
            // ASSUMPTION: a user token is told that its kind is not allowed.
            false => refused(ApiError::NotAllowedTokenType, Rule::ClassicTokensKeptOut),
        };
    }
    let Some(entry) = entry(method) else {
        return Err(Misuse::NotModelled { method: method.name().to_owned() });
    };
    if bot {
        return if entry.bot { Ok(None) } else { refused(ApiError::IsBot, Rule::BotsKeptOut) };
    }
    match by_scopes(entry, held).passes() {
        true => Ok(None),
        false => refused(ApiError::MissingScope, Rule::MethodNeedsScope),
    }
}

/// The decision for the token of the person who authorized the app last.
pub(super) fn access(workspace: &Workspace, method: Method) -> Access {
    let held = held(workspace, false).unwrap_or(ScopeSet::EMPTY);
    match entry(method) {
        Some(entry) => by_scopes(entry, held),
        None if method.needs() == Needs::Client => ANYBODY,
        None => Access { scope: ScopeHalf::Closed, resource: ResourceHalf::NotNeeded },
    }
}

const ANYBODY: Access = Access { scope: ScopeHalf::NotNeeded, resource: ResourceHalf::NotNeeded };

fn by_scopes(entry: &ClassicMethod, held: ScopeSet) -> Access {
    let wanted: ScopeSet =
        entry.scopes.iter().filter_map(|name| Catalogue::SLACK.scope(name)).collect();
    let both = wanted.intersection(held);
    let scope = match (wanted.is_empty(), both.is_empty()) {
        (true, _) => ScopeHalf::NotNeeded,
        (false, true) => ScopeHalf::Missing(wanted),
        (false, false) => ScopeHalf::Held(both),
    };
    Access { scope, resource: ResourceHalf::NotNeeded }
}

fn entry(method: Method) -> Option<&'static ClassicMethod> {
    METHODS.iter().find(|entry| entry.name == method.name())
}

/// The scopes of a classic token, if there is one that is worth something.
fn held(workspace: &Workspace, bot: bool) -> Option<ScopeSet> {
    let classic = workspace.classic();
    let (user, scopes) = classic.newest()?;
    let good = match bot {
        true => classic.has_bot() && !classic.bot_revoked,
        false => !classic.revoked && !workspace.is_deactivated(user),
    };
    good.then_some(scopes)
}

/// Whether there was such a token, before it was revoked or the app uninstalled.
fn was_issued(workspace: &Workspace, bot: bool) -> bool {
    let classic = workspace.classic();
    let uninstalled = workspace.installation() == Installation::Uninstalled;
    uninstalled || (classic.newest().is_some() && (!bot || classic.has_bot()))
}

/// Which token of the app's a text is, if it is one.
pub(super) fn token_named(workspace: &Workspace, text: &str) -> Option<TokenName> {
    let classic = workspace.classic();
    classic.newest()?;
    if is_same_secret(text, &user_token_text(workspace)) {
        Some(TokenName::User)
    } else if classic.has_bot() && is_same_secret(text, &bot_token_text(workspace)) {
        Some(TokenName::Bot)
    } else {
        None
    }
}

/// The scopes that the token of a call has, and those that its method takes: what classic tokens
/// are told in headers. Nothing for any other token.
// Source: 003_ddcde49b587a50ab.txt, Known issues: workspace tokens are told nothing.
pub(crate) fn told_scopes(workspace: &Workspace, call: &Call) -> Option<(String, String)> {
    let with_user_token = with_user_token(workspace, call);
    let call = with_user_token.as_ref().unwrap_or(call);
    let token = ClassicToken::named(call.token)?;
    let held = held(workspace, token == ClassicToken::Bot)?;
    let entry = workspace.catalogue().method(&call.method).and_then(entry);
    let accepted = entry.map_or(String::new(), |entry| entry.scopes.join(","));
    let held = match token {
        ClassicToken::Person => held.names().join(","),
        ClassicToken::Bot => "bot".to_owned(),
    };
    Some((held, accepted))
}

pub(super) fn user_token_text(workspace: &Workspace) -> String {
    let number = u64::from(workspace.classic().number);
    format!("xoxp-{}-{number}-{:016x}", team_number(workspace), scramble(number ^ 0x0b))
}

fn bot_token_text(workspace: &Workspace) -> String {
    let team = team_number(workspace);
    format!("xoxb-{team}-{:016x}", scramble(team ^ 0xb07))
}

fn team_number(workspace: &Workspace) -> u64 {
    workspace.cast().team.id.id().word() % 1_000_000
}
