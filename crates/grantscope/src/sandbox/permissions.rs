//! How much an app holds, as a number: what plans and challenges keep small.
//!
//! Not here: what is granted (`model/grants.rs`).

use crate::model::workspace::Workspace;
use crate::model::{KindGrants, Listing, ResourceKind};

/// What a wildcard counts as: more resources than a workspace has.
const WILDCARD: u64 = 1 << 32;

/// Each scope once for each kind of resource that it works on, each resource, and what people granted
/// for themselves.
pub(super) fn count_of(workspace: &Workspace) -> u64 {
    let grants = workspace.grants();
    let of_kinds = ResourceKind::ALL.into_iter().map(|kind| held(grants.of(kind)));
    let of_people = grants.users().map(|(_, scopes)| count(scopes.len()));
    of_kinds.chain(of_people).fold(0, u64::saturating_add)
}

fn held(KindGrants { scopes, reach }: KindGrants<'_>) -> u64 {
    let everywhere = if reach.is_wildcard() { WILDCARD } else { 0 };
    let excluded = if reach.is_wildcard() { count(reach.count(Listing::Excluded)) } else { 0 };
    count(scopes.len())
        .saturating_add(count(reach.count(Listing::Granted)))
        .saturating_add(everywhere.saturating_sub(excluded))
}

fn count(size: usize) -> u64 {
    u64::try_from(size).unwrap_or(u64::MAX)
}
