//! What differs between two tables of grants: a moment and a later one, or a belief and the truth.
//!
//! A resource differs when it stands differently: reached, struck out, or neither. Under a wildcard
//! ids that are not listed differ only as the wildcard does. Not here: what a difference means for
//! a ledger (`ledger/drift.rs`), and the matrix (`view/matrix.rs`).

use serde::Serialize;

use super::{
    Containment, GrantsView, KindRow, Named, ResourceKind, ScopeRow, SlackId, UserId, UserRow,
    insert_keyed, insert_ordered, merged,
};

/// One thing that differs, from the first table to the second.
///
/// ```
/// use grantscope::{Cast, Command, Input, InstallRoute, Sandbox, compare};
///
/// let mut sandbox = Sandbox::new(Cast::default())?;
/// let before = sandbox.view().grants;
/// let command = Command::install("U061F7AUR".parse()?, &["team:read"], InstallRoute::Settings);
/// sandbox.handle(Input { after: 0, command })?;
/// let command = serde_json::from_str(r#"{"type":"answer","prompt":"P1","answer":{"approve":{}}}"#)?;
/// sandbox.handle(Input { after: 0, command })?;
/// let differences = compare(&before, &sandbox.view().grants);
/// assert_eq!(differences[0].sentence(), "`team:read` was granted for the workspace.");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum Difference {
    /// Scopes of a kind.
    Scopes {
        /// The kind.
        kind: ResourceKind,
        /// What people call many of the kind.
        label: &'static str,
        /// Their names.
        scopes: Vec<String>,
        /// Whether only the second table has them, rather than only the first.
        gained: bool,
    },
    /// All resources of a kind.
    Wildcard {
        /// The kind.
        kind: ResourceKind,
        /// What people call many of the kind.
        label: &'static str,
        /// Whether only the second table has it, rather than only the first.
        gained: bool,
    },
    /// One resource.
    Resource {
        /// Its kind.
        kind: ResourceKind,
        /// Which.
        id: SlackId,
        /// What it is called.
        name: String,
        /// How it stands in the first table.
        before: Containment,
        /// How it stands in the second.
        after: Containment,
    },
    /// What one person granted for themselves.
    Person {
        /// Who.
        user: UserId,
        /// What they are called.
        name: String,
        /// The scopes' names.
        scopes: Vec<String>,
        /// Whether only the second table has them, rather than only the first.
        gained: bool,
    },
}

impl Difference {
    /// Whether the second table lets the app do more.
    pub fn is_gain(&self) -> bool {
        match self {
            Self::Scopes { gained, .. }
            | Self::Wildcard { gained, .. }
            | Self::Person { gained, .. } => *gained,
            Self::Resource { before, after, .. } => {
                after.is_inside() || *before == Containment::Excluded
            }
        }
    }

    /// What happened, where the second table is a later moment.
    pub fn sentence(&self) -> String {
        match self {
            Self::Scopes { label, scopes, gained: true, .. } => {
                format!("{} granted for {}.", were(scopes), label)
            }
            Self::Scopes { label, scopes, gained: false, .. } => {
                format!("{} taken back for {}.", were(scopes), label)
            }
            Self::Wildcard { label, gained: true, .. } => format!("All {label} were granted."),
            Self::Wildcard { label, gained: false, .. } => {
                format!("All {label} were taken back.")
            }
            Self::Resource { name, before, after, .. } => resource(name, *before, *after),
            Self::Person { name, scopes, gained: true, .. } => {
                format!("{name} granted {} for themselves.", quoted(scopes))
            }
            Self::Person { name, scopes, gained: false, .. } => {
                format!("{name} took back {}.", quoted(scopes))
            }
        }
    }
}

/// What differs, kind by kind in Slack's order, then person by person; nothing if both allow the
/// same. It costs about as much as reading both.
pub fn compare(before: &GrantsView, now: &GrantsView) -> Vec<Difference> {
    let mut found = Vec::new();
    for kind in ResourceKind::ALL {
        let old = before.kinds.iter().find(|row| row.kind == kind);
        let new = now.kinds.iter().find(|row| row.kind == kind);
        compare_kinds(kind, old, new, &mut found);
    }
    compare_people(before, now, &mut found);
    found
}

fn compare_kinds(
    kind: ResourceKind,
    old: Option<&KindRow>,
    new: Option<&KindRow>,
    found: &mut Vec<Difference>,
) {
    let scopes = |row: Option<&KindRow>| row.map(|row| names(&row.scopes)).unwrap_or_default();
    let label = new.or(old).map_or("", |row| row.label);
    for (gained, scopes) in both_ways(&scopes(old), &scopes(new)) {
        found.push(Difference::Scopes { kind, label, scopes, gained });
    }
    let wildcard = |row: Option<&KindRow>| row.is_some_and(|row| row.wildcard);
    if wildcard(old) != wildcard(new) {
        found.push(Difference::Wildcard { kind, label, gained: wildcard(new) });
    }
    for id in listed(old, new) {
        let (before, after) = (standing(old, id), standing(new, id));
        if before != after && !(before.is_inside() && after.is_inside()) {
            let named = new.into_iter().chain(old).find_map(|row| named(row, id));
            let name = named.map(|named| named.name.clone()).unwrap_or_default();
            found.push(Difference::Resource { kind, id, name, before, after });
        }
    }
}

/// What is granted or excluded at either moment, in the order of ids.
pub(crate) fn listed(old: Option<&KindRow>, new: Option<&KindRow>) -> Vec<SlackId> {
    let rows = old.into_iter().chain(new);
    rows.flat_map(|row| [&row.ids, &row.excluded]).fold(Vec::new(), |all, list| {
        let ids: Vec<SlackId> = list.iter().map(|named| named.id).collect();
        merged(&all, &ids)
    })
}

fn standing(row: Option<&KindRow>, id: SlackId) -> Containment {
    let Some(row) = row else { return Containment::Outside };
    if find(&row.ids, id).is_some() {
        Containment::Specific
    } else if find(&row.excluded, id).is_some() {
        Containment::Excluded
    } else if row.wildcard {
        Containment::Wildcard
    } else {
        Containment::Outside
    }
}

fn named(row: &KindRow, id: SlackId) -> Option<&Named> {
    find(&row.ids, id).or_else(|| find(&row.excluded, id))
}

/// Lists are in the order of ids.
fn find(list: &[Named], id: SlackId) -> Option<&Named> {
    list.get(list.binary_search_by_key(&id, |named| named.id).ok()?)
}

fn compare_people(before: &GrantsView, now: &GrantsView, found: &mut Vec<Difference>) {
    let mut people = Vec::new();
    for row in now.users.iter().chain(&before.users) {
        insert_keyed(&mut people, row.id, &row.name);
    }
    for (user, name) in people {
        let of = |rows: &[UserRow]| {
            let row = rows.binary_search_by_key(&user, |row| row.id).ok();
            row.and_then(|row| rows.get(row)).map(|row| names(&row.scopes)).unwrap_or_default()
        };
        for (gained, scopes) in both_ways(&of(&before.users), &of(&now.users)) {
            found.push(Difference::Person { user, name: name.clone(), scopes, gained });
        }
    }
}

/// In their order.
fn names(rows: &[ScopeRow]) -> Vec<String> {
    let mut names = Vec::new();
    rows.iter().for_each(|row| insert_ordered(&mut names, row.name.clone()));
    names
}

/// What is in only one of two lists: gained, then lost. Empty ones are left out.
fn both_ways(old: &[String], new: &[String]) -> Vec<(bool, Vec<String>)> {
    let only = |these: &[String], those: &[String]| -> Vec<String> {
        these.iter().filter(|name| !those.contains(name)).cloned().collect()
    };
    let all = [(true, only(new, old)), (false, only(old, new))];
    all.into_iter().filter(|(_, scopes)| !scopes.is_empty()).collect()
}

fn resource(name: &str, before: Containment, after: Containment) -> String {
    match (before, after) {
        (Containment::Excluded, after) if after.is_inside() => {
            format!("{name} is no longer excluded.")
        }
        (_, Containment::Specific | Containment::Wildcard) => format!("{name} was granted."),
        (Containment::Excluded, _) => {
            format!("{name} is no longer excluded, and not granted either.")
        }
        (before, Containment::Excluded) if before.is_inside() => {
            format!("{name} was taken away and is excluded.")
        }
        (_, Containment::Excluded) => format!("{name} was excluded."),
        (_, Containment::Outside) => format!("{name} was taken away."),
    }
}

fn were(scopes: &[String]) -> String {
    format!("{} {}", quoted(scopes), if scopes.len() == 1 { "was" } else { "were" })
}

/// Names in backticks: ``` `a`, `b` and `c` ```.
pub(crate) fn quoted(names: &[String]) -> String {
    let mut text = String::new();
    for (index, name) in names.iter().enumerate() {
        let joint = match names.len().saturating_sub(index) {
            _ if index == 0 => "",
            1 => " and ",
            _ => ", ",
        };
        text.push_str(joint);
        text.push('`');
        text.push_str(name);
        text.push('`');
    }
    text
}
