//! The methods that tell an app what it holds.
//!
//! Source: 001_da8ff31ae8236703.txt, Examine current permissions and Wildcard resources; the
//! pages from FACTS, section a (A0, A1).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::permission::{self, unsound};
use super::{Decision, Ruling};
use crate::model::classic::ClassicToken;
use crate::model::workspace::Workspace;
use crate::model::{Call, Method, Person, ResourceKind, Rule};
use crate::wire::{
    ApiError, Info, InfoReply, ListedResource, ListedUser, Page, Reply, ScopesByKind, json,
};

/// `apps.permissions.info`
pub(super) fn info(workspace: &Workspace) -> Decision {
    let info = Info::of(workspace.grants());
    Decision::answered(
        Reply::Info(Box::new(InfoReply { ok: true, info })),
        &[Rule::LookupsNeedNoScope, Rule::OnlyInfoTellsWildcards],
    )
}

/// `apps.permissions.scopes.list`
pub(super) fn scopes(workspace: &Workspace) -> Decision {
    let scopes = Box::new(ScopesByKind::of(workspace.grants()));
    Decision::answered(Reply::Scopes { ok: true, scopes }, &[Rule::LookupsNeedNoScope])
}

/// `apps.permissions.resources.list`
pub(super) fn resources(workspace: &Workspace, call: &Call) -> Ruling {
    let granted = |kind: ResourceKind| {
        let ids = workspace.grants().of(kind).reach.ids();
        ids.map(move |id| ListedResource { id, r#type: kind })
    };
    let all = ResourceKind::ALL.into_iter().flat_map(granted).collect();
    let paged = page(all, call, |resource| format!("{}:{}", resource.r#type, resource.id));
    let (resources, response_metadata) = paged.ok_or_else(|| unsound(ApiError::InvalidCursor))?;
    Ok(Decision::answered(
        Reply::Resources { ok: true, resources, response_metadata },
        &[Rule::LookupsNeedNoScope, Rule::OnlyInfoTellsWildcards],
    ))
}

/// `apps.permissions.users.list`
pub(super) fn users(workspace: &Workspace, call: &Call) -> Ruling {
    let granted = workspace.grants().users();
    let all = granted.map(|(id, scopes)| ListedUser { id, scopes: scopes.names() }).collect();
    let paged = page(all, call, |user| format!("user:{}", user.id));
    let (resources, response_metadata) = paged.ok_or_else(|| unsound(ApiError::InvalidCursor))?;
    let reply = Reply::Users { ok: true, resources, response_metadata };
    Ok(Decision::answered(reply, &[Rule::LookupsNeedNoScope]))
}

/// `auth.test`: whose token it is. Closed to workspace tokens, unless the dialect opens it.
pub(super) fn whose_token(workspace: &Workspace, method: Method, call: &Call) -> Ruling {
    permission::check(workspace, method, call)?;
    let cast = workspace.cast();
    let person = match ClassicToken::named(call.token) {
        Some(ClassicToken::Person) => workspace.classic().newest().map(|(user, _)| user),
        Some(ClassicToken::Bot) | None => None,
    };
    let user_id = person.unwrap_or(cast.app.user_id);
    let named = workspace.person(user_id).map(Person::handle);
    let reply = json!({
        "ok": true,
        "url": format!("https://{}.slack.com/", cast.team.domain),
        "team": cast.team.name,
        "user": named.unwrap_or_else(|| cast.app.name.to_ascii_lowercase().replace(' ', "")),
        "team_id": cast.team.id,
        "user_id": user_id,
    });
    Ok(Decision::told(reply, &[Rule::NoScopeNeeded]))
}

/// The most rows in a page.
// Source: FACTS, section a (A0).
pub(super) const LARGEST_PAGE: usize = 1000;

/// The rows from the cursor on, at most `limit`, and the cursor of the next page. Nothing if the
/// cursor names no row. A cursor is the row that a page begins with, in base64: kind and id.
// Source: FACTS, section a (A0): `dGVhbTpDMUg5UkVTR0w=` says `team:C1H9RESGL`.
pub(super) fn page<Row>(
    mut rows: Vec<Row>,
    call: &Call,
    name: impl Fn(&Row) -> String,
) -> Option<(Vec<Row>, Page)> {
    let (first, end, page) = bounds(call, &|place| rows.get(place).map(&name))?;
    rows.truncate(end);
    Some((rows.split_off(first.min(rows.len())), page))
}

/// Where a page begins and ends, given the names of the rows by their places.
fn bounds(call: &Call, name: &dyn Fn(usize) -> Option<String>) -> Option<(usize, usize, Page)> {
    let cursor_of = |place| name(place).map(|name| STANDARD.encode(name));
    let first = match call.given("cursor") {
        None => 0,
        Some(cursor) => (0..).map_while(cursor_of).position(|it| it == cursor)?,
    };
    let limit = call.arguments.get("limit").and_then(|limit| limit.parse().ok());
    let limit: usize = limit.filter(|limit| *limit > 0).unwrap_or(LARGEST_PAGE).min(LARGEST_PAGE);
    let end = first.saturating_add(limit);
    Some((first, end, Page { next_cursor: cursor_of(end).unwrap_or_default() }))
}
