//! A kind with more resources than stand side by side, opened: more of them, and those that are
//! looked for.
//!
//! What is drawn stays bounded. Not here: how the matrix comes about (the model).

use grantscope::{GrantsView, Matrix, MatrixRow, Named, ResourceKind, matrix};

use crate::browser::folded;

/// So many resources of a kind are shown side by side.
pub(super) const COLUMNS: usize = 6;

/// So many of the kind that is opened.
const OPENED: usize = 24;

/// A kind that is opened.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Widening {
    /// Which kind.
    pub kind: ResourceKind,
    /// What a name has to contain to be shown.
    pub text: String,
}

/// The matrix of two moments, with the kind that is opened.
pub(super) fn widened(
    before: &GrantsView,
    now: &GrantsView,
    widening: Option<&Widening>,
) -> Matrix {
    match widening {
        None => matrix(before, now, COLUMNS),
        Some(widening) => {
            let found = |view: &GrantsView| looked_for(view, widening);
            narrow_others(matrix(&found(before), &found(now), OPENED), widening.kind)
        }
    }
}

fn looked_for(view: &GrantsView, widening: &Widening) -> GrantsView {
    let text = folded(widening.text.trim());
    let is_meant = |named: &Named| folded(&named.name).contains(&text);
    let mut view = view.clone();
    for row in view.kinds.iter_mut().filter(|row| row.kind == widening.kind) {
        row.ids.retain(is_meant);
        row.excluded.retain(is_meant);
    }
    view
}

/// Every kind but the one that is opened keeps to its few columns.
fn narrow_others(matrix: Matrix, opened: ResourceKind) -> Matrix {
    let Matrix { mut blocks, rows, more, people } = matrix;
    let mut kept = Vec::new();
    for block in &mut blocks {
        let wildcard = usize::from(block.columns.first().is_some_and(|first| first.id.is_none()));
        let most = if block.kind == opened { OPENED } else { COLUMNS } + wildcard;
        let shown = block.columns.len().min(most);
        block.more += block.columns.len() - shown;
        kept.extend((0..block.columns.len()).map(|column| column < shown));
        block.columns.truncate(shown);
    }
    let narrow = |row: MatrixRow| {
        let cells = row.cells.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(cell, _)| *cell);
        MatrixRow { cells: cells.collect(), ..row }
    };
    Matrix { blocks, rows: rows.into_iter().map(narrow).collect(), more, people }
}
