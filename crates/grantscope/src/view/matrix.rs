//! The grants as a matrix: scopes by resources, with what changed since the moment before.
//!
//! Made from two [`GrantsView`]s, so that it serves the sandbox's truth and a ledger's belief
//! alike, and no screen compares grants. Not here: the decision about a call (`access.rs`).

use serde::Serialize;

use crate::model::difference::listed;
use crate::model::{
    GrantsView, HalfState, KindRow, Named, ResourceKind, Scope, ScopeClass, ScopeRow, SlackId,
    UserId, insert_keyed,
};

/// Scopes by resources.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Matrix {
    /// The columns, side by side, one block for each kind of resource.
    pub blocks: Vec<Block>,
    /// The rows that are shown, those about the same thing together.
    pub rows: Vec<MatrixRow>,
    /// How many more there are.
    pub more: usize,
    /// The people who granted something.
    pub people: Vec<PersonRow>,
}

/// The columns of one kind of resource.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Block {
    /// The kind.
    pub kind: ResourceKind,
    /// What a person would call it: `public channels`.
    pub label: &'static str,
    /// The columns that are shown.
    pub columns: Vec<Column>,
    /// How many more there are.
    pub more: usize,
}

/// A resource, all of a kind, or the lack of any.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Column {
    /// Which resource, if it is one.
    pub id: Option<SlackId>,
    /// What people call it. Empty where there is none.
    pub name: String,
    /// How it stands.
    pub standing: ColumnStanding,
    /// What this step did to it.
    pub mark: Mark,
}

/// How a column stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnStanding {
    /// All of the kind that are not excluded.
    Wildcard,
    /// Granted by its id.
    Granted,
    /// Covered by the wildcard beside it.
    Covered,
    /// Struck out.
    Excluded,
    /// Not granted: either it was until this step, or nothing of the kind is.
    Nothing,
}

/// What a step did to something.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Nothing.
    #[default]
    Same,
    /// It is there now.
    Gained,
    /// It is there no more.
    Lost,
}

/// A scope, across all columns.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MatrixRow {
    /// The scope.
    pub scope: ScopeRow,
    /// What it is about. Nothing for a scope outside the catalogue.
    pub class: Option<ScopeClass>,
    /// What this step did to it.
    pub mark: Mark,
    /// One cell for each column, block after block. Nothing where the scope says nothing about
    /// the kind.
    pub cells: Vec<Option<Cell>>,
}

/// Where a scope and a resource meet, or do not.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
pub struct Cell {
    /// How the scope stands.
    pub scope: HalfState,
    /// How the resource stands.
    pub resource: HalfState,
    /// What this step did to their meeting.
    pub mark: Mark,
}

/// What one person granted.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PersonRow {
    /// Who.
    pub id: UserId,
    /// What they are called.
    pub name: String,
    /// What the app may do for them, each with what this step did to it.
    pub scopes: Vec<(ScopeRow, Mark)>,
}

/// The most rows that are shown: as many as a catalogue may have scopes, fewer than would stop a screen.
const ROWS: usize = 120;

/// Puts two moments together. At most `most` columns are shown of each kind, changed ones first.
pub fn matrix(before: &GrantsView, after: &GrantsView, most: usize) -> Matrix {
    let moments: Vec<Moment> = ResourceKind::ALL
        .into_iter()
        .map(|kind| Moment::of(kind, row_of(before, kind), row_of(after, kind)))
        .filter(|moment| moment.before.is_some() || moment.after.is_some())
        .collect();
    let blocks: Vec<Block> = moments.iter().map(|moment| moment.block(most)).collect();
    let scopes = scopes(&moments);
    let more = scopes.len().saturating_sub(ROWS);
    let shown = scopes.into_iter().map(|(_, scope)| scope).take(ROWS);
    let rows = shown.map(|scope| row(scope, &moments, &blocks)).collect();
    Matrix { blocks, rows, more, people: people(before, after) }
}

/// One kind, before and after.
struct Moment<'a> {
    kind: ResourceKind,
    before: Option<&'a KindRow>,
    after: Option<&'a KindRow>,
    held_before: Vec<&'a str>,
    held_after: Vec<&'a str>,
}

fn row_of(view: &GrantsView, kind: ResourceKind) -> Option<&KindRow> {
    view.kinds.iter().find(|row| row.kind == kind)
}

fn mark(before: bool, after: bool) -> Mark {
    match (before, after) {
        (false, true) => Mark::Gained,
        (true, false) => Mark::Lost,
        (true, true) | (false, false) => Mark::Same,
    }
}

impl ColumnStanding {
    /// Whether a scope works there.
    pub fn is_inside(self) -> bool {
        match self {
            Self::Wildcard | Self::Granted | Self::Covered => true,
            Self::Excluded | Self::Nothing => false,
        }
    }

    fn half(self) -> HalfState {
        match self {
            Self::Wildcard | Self::Granted | Self::Covered => HalfState::Held,
            Self::Excluded => HalfState::Excluded,
            Self::Nothing => HalfState::Missing,
        }
    }
}

impl<'a> Moment<'a> {
    fn of(kind: ResourceKind, before: Option<&'a KindRow>, after: Option<&'a KindRow>) -> Self {
        let held = |row: Option<&'a KindRow>| {
            let scopes = row.into_iter().flat_map(|row| &row.scopes);
            scopes.map(|scope| scope.name.as_str()).collect()
        };
        Self { kind, before, after, held_before: held(before), held_after: held(after) }
    }

    fn block(&self, most: usize) -> Block {
        let wildcard = mark(self.wildcard_before(), self.wildcard_after());
        let mut columns = Vec::new();
        if self.wildcard_after() || wildcard == Mark::Lost {
            let standing = if self.wildcard_after() {
                ColumnStanding::Wildcard
            } else {
                ColumnStanding::Nothing
            };
            let name = format!("all {}", self.label());
            columns.push(Column { id: None, name, standing, mark: wildcard });
        }
        let stands = self.stands();
        let more = stands.len().saturating_sub(most);
        let (same, changed): (Vec<_>, Vec<_>) =
            stands.into_iter().partition(|(_, _, mark)| *mark == Mark::Same);
        let shown = changed.into_iter().chain(same).take(most);
        columns.extend(shown.map(|(id, standing, mark)| {
            let name = self.name(id).to_owned();
            Column { id: Some(id), name, standing, mark }
        }));
        if columns.is_empty() {
            let standing = ColumnStanding::Nothing;
            columns.push(Column { id: None, name: String::new(), standing, mark: Mark::Same });
        }
        Block { kind: self.kind, label: self.label(), columns, more }
    }

    fn label(&self) -> &'static str {
        self.after.or(self.before).map_or("", |row| row.label)
    }

    /// What is listed, or changed, by id.
    fn stands(&self) -> Vec<(SlackId, ColumnStanding, Mark)> {
        listed(self.before, self.after)
            .into_iter()
            .filter_map(|id| {
                let (old, standing) = (standing(self.before, id), standing(self.after, id));
                let mark = mark(old.is_inside(), standing.is_inside());
                let listed = matches!(standing, ColumnStanding::Granted | ColumnStanding::Excluded);
                (listed || mark != Mark::Same).then_some((id, standing, mark))
            })
            .collect()
    }

    /// What an id is called now; what it was called, if it is listed no more.
    fn name(&self, id: SlackId) -> &'a str {
        let rows = self.after.into_iter().chain(self.before);
        let mut lists = rows.flat_map(|row| [&row.ids, &row.excluded]);
        lists.find_map(|list| list.get(position(list, id)?)).map_or("", |named| &named.name)
    }

    fn wildcard_before(&self) -> bool {
        self.before.is_some_and(|row| row.wildcard)
    }

    fn wildcard_after(&self) -> bool {
        self.after.is_some_and(|row| row.wildcard)
    }
}

/// Where an id stands at one moment.
fn standing(row: Option<&KindRow>, id: SlackId) -> ColumnStanding {
    let Some(row) = row else { return ColumnStanding::Nothing };
    if position(&row.ids, id).is_some() {
        ColumnStanding::Granted
    } else if position(&row.excluded, id).is_some() {
        ColumnStanding::Excluded
    } else if row.wildcard {
        ColumnStanding::Covered
    } else {
        ColumnStanding::Nothing
    }
}

/// Where an id is in a list, which is in the order of ids.
fn position(list: &[Named], id: SlackId) -> Option<usize> {
    list.binary_search_by_key(&id, |named| named.id).ok()
}

type RowKey = (Option<ScopeClass>, String);

/// Every scope of either moment, those about the same thing together, unknown ones last.
fn scopes(moments: &[Moment<'_>]) -> Vec<((bool, RowKey), ScopeRow)> {
    let rows = moments.iter().flat_map(|moment| moment.before.into_iter().chain(moment.after));
    let mut scopes = Vec::new();
    for scope in rows.flat_map(|row| &row.scopes) {
        let class = class_of(scope);
        let key = (class.is_none(), (class, scope.name.clone()));
        insert_keyed(&mut scopes, key, scope.clone());
    }
    scopes
}

fn class_of(scope: &ScopeRow) -> Option<ScopeClass> {
    scope.scope.map(Scope::class)
}

fn row(scope: ScopeRow, moments: &[Moment<'_>], blocks: &[Block]) -> MatrixRow {
    let name = scope.name.as_str();
    let (mut held_before, mut held_after) = (false, false);
    let mut cells = Vec::new();
    for (moment, block) in moments.iter().zip(blocks) {
        let (old, new) = (moment.held_before.contains(&name), moment.held_after.contains(&name));
        held_before |= old;
        held_after |= new;
        cells.extend(block.columns.iter().map(|column| cell(column, old, new)));
    }
    let class = class_of(&scope);
    MatrixRow { class, mark: mark(held_before, held_after), cells, scope }
}

fn cell(column: &Column, held_before: bool, held_after: bool) -> Option<Cell> {
    let inside_after = column.standing.is_inside();
    let inside_before = match column.mark {
        Mark::Same => inside_after,
        Mark::Gained => false,
        Mark::Lost => true,
    };
    let held = if held_after { HalfState::Held } else { HalfState::Missing };
    (held_before || held_after).then(|| Cell {
        scope: held,
        resource: column.standing.half(),
        mark: mark(held_before && inside_before, held_after && inside_after),
    })
}

fn people(before: &GrantsView, after: &GrantsView) -> Vec<PersonRow> {
    let mut everyone = Vec::new();
    for row in before.users.iter().chain(&after.users) {
        insert_keyed(&mut everyone, row.id, row.name.clone());
    }
    everyone.into_iter().map(|(id, name)| person(id, name, before, after)).collect()
}

fn person(id: UserId, name: String, before: &GrantsView, after: &GrantsView) -> PersonRow {
    let of = |view: &GrantsView| -> Vec<ScopeRow> {
        let rows = view.users.iter().filter(|row| row.id == id);
        rows.flat_map(|row| row.scopes.clone()).collect()
    };
    let (old, new) = (of(before), of(after));
    let mut all = Vec::new();
    for scope in old.iter().chain(&new) {
        insert_keyed(&mut all, scope.name.as_str(), scope);
    }
    let has = |scopes: &[ScopeRow], name: &str| scopes.iter().any(|scope| scope.name == name);
    let marked =
        |(name, scope): (&str, &ScopeRow)| (scope.clone(), mark(has(&old, name), has(&new, name)));
    let scopes = all.into_iter().map(marked).collect();
    PersonRow { id, name, scopes }
}
