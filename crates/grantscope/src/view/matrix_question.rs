//! The question behind a cell of the matrix: a call that is allowed just where the rings meet.
//!
//! Not here: the answer (`sandbox/explain.rs`, `ledger.rs`).

use super::ConversationView;
use super::matrix::{Column, ColumnStanding, Matrix, PersonRow};
use crate::model::{HalfState, Method, Needs, Question, ResourceKind, Scope};
use crate::rules::changes_only_its_own;

/// Arguments that name something that must be there already.
const NAMES_SOMETHING_THERE: [&str; 6] = ["bot", "file", "id", "reminder", "ts", "usergroup"];

impl Matrix {
    /// The question behind a cell; `column` counts through all blocks, as cells do. It is about a
    /// method that the scope of the row enables. A wildcard is asked about by one of the `places`
    /// that it covers, see [`View::conversations`](super::View::conversations).
    ///
    /// Nothing where there is no cell, where no method depends on just this scope at just such a
    /// resource, where no such place is known, or where the channel is of another kind by now.
    ///
    /// ```
    /// use grantscope::{Cast, Sandbox, matrix};
    ///
    /// let sandbox = Sandbox::new(Cast::default())?;
    /// let view = sandbox.view();
    /// let question = matrix(&view.grants, &view.grants, 6).question(0, 0, &view.conversations);
    /// assert_eq!(question, None);
    /// # Ok::<(), grantscope::CastError>(())
    /// ```
    pub fn question(
        &self,
        row: usize,
        column: usize,
        places: &[ConversationView],
    ) -> Option<Question> {
        let cell_row = self.rows.get(row)?;
        let cell = cell_row.cells.get(column).copied().flatten()?;
        let columns = self
            .blocks
            .iter()
            .flat_map(|block| block.columns.iter().map(|column| (block.kind, column)));
        let (kind, place) = columns.into_iter().nth(column)?;
        let scope = cell_row.scope.scope?;
        let needs = match kind {
            ResourceKind::Team => Needs::Workspace,
            ResourceKind::User => Needs::Person,
            ResourceKind::Channel
            | ResourceKind::Group
            | ResourceKind::Mpim
            | ResourceKind::Im
            | ResourceKind::AppHome => Needs::Conversation,
        };
        let depends =
            |method: &Method| cell.scope == HalfState::Held || !self.is_enabled(*method, column);
        let method = typical_method(scope, needs, depends)?;
        let of_another_kind =
            |other: &ConversationView| Some(other.id.id()) == place.id && other.kind != kind;
        if places.iter().any(of_another_kind) {
            return None;
        }
        let is_conversation = needs == Needs::Conversation;
        let channel = is_conversation.then(|| named(kind, place, places)).flatten();
        if is_conversation && channel.is_none() && place.standing == ColumnStanding::Wildcard {
            return None;
        }
        Some(Question { method: method.name().to_owned(), channel, user: None })
    }

    /// Whether a scope that is held in the column enables the method.
    fn is_enabled(&self, method: Method, column: usize) -> bool {
        self.rows.iter().any(|row| {
            let held = row.cells.get(column).copied().flatten().map(|cell| cell.scope);
            let enables = row.scope.scope.is_some_and(|scope| method.scopes().contains(scope));
            held == Some(HalfState::Held) && enables
        })
    }
}

impl PersonRow {
    /// The question behind one of the person's scopes, counted as in the row. Nothing where no
    /// method depends on it.
    pub fn question(&self, scope: usize) -> Option<Question> {
        let (row, _) = self.scopes.get(scope)?;
        let method = typical_method(row.scope?, Needs::Person, |_| true)?;
        let user = Some(self.id.to_string());
        Some(Question { method: method.name().to_owned(), channel: None, user })
    }
}

/// Of the methods that a scope enables, the one that one would think of first: called alike, about
/// nothing that must be there already, with few arguments.
fn typical_method(scope: Scope, needs: Needs, depends: impl Fn(&Method) -> bool) -> Option<Method> {
    let family = scope.name().split(':').next().unwrap_or_default();
    scope
        .catalogue()
        .methods()
        .filter(|method| method.needs() == needs && method.scopes().contains(scope))
        .filter(|method| !changes_only_its_own(*method) && depends(method))
        .min_by_key(|method| {
            let required = || method.arguments().filter(|argument| argument.required);
            let there = |name: &str| NAMES_SOMETHING_THERE.contains(&name);
            (
                !method.name().starts_with(family),
                required().any(|argument| there(argument.name)),
                required().count(),
                method.name(),
            )
        })
}

/// The conversation that a column is about; one that stands like it, where it is about many.
fn named(kind: ResourceKind, column: &Column, places: &[ConversationView]) -> Option<String> {
    if let Some(id) = column.id {
        return Some(id.to_string());
    }
    let reached = column.standing == ColumnStanding::Wildcard;
    let alike = places.iter().find(|place| place.kind == kind && place.reached == reached);
    alike.map(|place| place.id.to_string())
}
