//! Which box of the drawing a key leads to.
//!
//! Not here: the drawing (`picture.rs`).

use super::messages::{Drawn, Focus};

impl Drawn {
    /// What one looks at who chooses a box.
    pub(super) fn focus_of(&self, index: usize) -> Option<Focus> {
        let node = self.nodes.get(index)?;
        Some(node.state.map_or(Focus::Stage(node.stage), Focus::State))
    }

    /// The box to begin with: what one looks at, or the first.
    pub(super) fn beginning(&self) -> usize {
        let here = |index: &usize| self.focus_of(*index).as_ref() == Some(&self.focus);
        (0..self.nodes.len()).find(here).unwrap_or_default()
    }

    /// Where a key leads from a box; nothing if it is no key for that, the same box if nothing is there.
    pub(super) fn from(&self, index: usize, key: &str) -> Option<usize> {
        let towards = |x, y| Some(self.towards(index, x, y).unwrap_or(index));
        match key {
            "ArrowRight" => towards(1.0, 0.0),
            "ArrowLeft" => towards(-1.0, 0.0),
            "ArrowDown" => towards(0.0, 1.0),
            "ArrowUp" => towards(0.0, -1.0),
            "Home" => Some(0),
            "End" => self.nodes.len().checked_sub(1),
            _ => None,
        }
    }

    /// The nearest box in a direction: what lies beside it counts as twice as far.
    fn towards(&self, index: usize, x: f64, y: f64) -> Option<usize> {
        let from = self.nodes.get(index)?;
        let costs = (0..).zip(&self.nodes).filter_map(|(other, node)| {
            let (right, down) = (node.x - from.x, node.y - from.y);
            let (ahead, aside) = (right * x + down * y, (right * y).abs() + (down * x).abs());
            (ahead > 1.0).then_some((other, ahead + 2.0 * aside))
        });
        costs.min_by(|(_, one), (_, other)| one.total_cmp(other)).map(|(other, _)| other)
    }
}
