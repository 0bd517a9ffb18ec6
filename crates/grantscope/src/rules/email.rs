//! Who sees email addresses in `users.info` and `users.list`: by date, kind of token and scopes.
//!
//! Not here: `users.profile.get` and `users.identity`, which have scopes of their own.
//!
//! Source: 004_44894a38fe7be042.txt; FACTS, section h (the decision matrix).

use crate::model::classic::ClassicToken;
use crate::model::workspace::Workspace;
use crate::model::{Milestone, ResourceKind, Rule, ScopeSet, Timestamp, TokenName, WorkspaceEmail};

/// Whether people are shown with their email addresses, and by which rule.
pub(super) fn shows_email(workspace: &Workspace, token: TokenName) -> (bool, Rule) {
    match ClassicToken::named(token) {
        Some(ClassicToken::Person) => {
            let held = workspace.classic().newest().map_or(ScopeSet::EMPTY, |(_, held)| held);
            by_user_token(workspace, held)
        }
        Some(ClassicToken::Bot) => by_bot_token(workspace.now()),
        None => {
            let held = workspace.grants().of(ResourceKind::Team).scopes;
            (by_workspace_token(workspace, held), Rule::EmailNeedsItsScope)
        }
    }
}

// ASSUMPTION: workspace tokens have always needed the scope for email addresses.
fn by_workspace_token(workspace: &Workspace, held: ScopeSet) -> bool {
    match workspace.cast().dialect.workspace_email {
        WorkspaceEmail::OwnScope => held.contains_named("users:read.email"),
        WorkspaceEmail::UsersRead => held.contains_named("users:read"),
    }
}

// ASSUMPTION: the rollback gave back only what had been taken away.
fn by_user_token(workspace: &Workspace, held: ScopeSet) -> (bool, Rule) {
    if held.contains_named("users:read.email") {
        return (true, Rule::EmailNeedsItsScope);
    }
    if !Milestone::EmailScope.has_come(workspace.now()) {
        return (true, Rule::EmailForOlderApps);
    }
    if Milestone::EmailGrandfatherCut.has_come(created(workspace)) {
        return (false, Rule::EmailNeedsItsScope);
    }
    match (is_narrowed(workspace.now()), Milestone::EmailRolledBack.has_come(workspace.now())) {
        (true, _) => (false, Rule::EmailNarrowedForAll),
        (false, true) => (true, Rule::EmailRolledBack),
        (false, false) => (true, Rule::EmailForOlderApps),
    }
}

// ASSUMPTION: bot tokens of newer apps saw email addresses like those of older ones.
fn by_bot_token(now: Timestamp) -> (bool, Rule) {
    if is_narrowed(now) { (false, Rule::EmailNarrowedForAll) } else { (true, Rule::EmailOfBots) }
}

fn is_narrowed(now: Timestamp) -> bool {
    Milestone::EmailNarrowed.has_come(now) && !Milestone::EmailRolledBack.has_come(now)
}

// ASSUMPTION: a classic app that does not say when it was created is as old as its story.
fn created(workspace: &Workspace) -> Timestamp {
    let cast = workspace.cast();
    let begins = || cast.begins().unwrap_or_default();
    cast.app.created.and_then(Timestamp::from_seconds).unwrap_or_else(begins)
}
