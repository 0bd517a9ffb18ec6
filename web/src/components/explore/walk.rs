//! Which box of the drawing a key leads to.
//!
//! Not here: the drawing (`picture.rs`).

use grantscope::Stage;

use super::messages::{Drawn, Focus, Placed};

impl Drawn {
    /// What one looks at who chooses a box: the state, or its stage besides those that are open; of a
    /// stage that is open already, only that one, so that more of it is drawn.
    pub(super) fn focus_of(&self, index: usize) -> Option<Focus> {
        let node = self.nodes.get(index)?;
        Some(match node.state {
            Some(state) => Focus::State(state),
            None if self.is_open(node.stage) => Focus::Stages(vec![node.stage]),
            None => self.turned(node.stage),
        })
    }

    /// Whether states of a stage are drawn because one wished them to be.
    pub(super) fn is_open(&self, stage: Stage) -> bool {
        matches!(&self.focus, Focus::Stages(open) if open.contains(&stage))
    }

    /// Whether every stage is open.
    pub(super) fn is_all_open(&self) -> bool {
        self.stages.iter().all(|stage| self.is_open(*stage))
    }

    /// The open stages, with one more or without one of them.
    pub(super) fn turned(&self, stage: Stage) -> Focus {
        let is_open = |it: &Stage| self.is_open(*it) != (*it == stage);
        Focus::Stages(self.stages.iter().copied().filter(is_open).collect())
    }

    /// The box to begin with: what one looks at, the first state of a stage that was just opened, or
    /// where it begins.
    pub(super) fn beginning(&self, opened: Option<Stage>) -> usize {
        let find = |is_it: &dyn Fn(&Placed) -> bool| self.nodes.iter().position(is_it);
        let here = find(&|node| node.state.is_some_and(|it| self.focus == Focus::State(it)));
        let of_stage = || find(&|node| Some(node.stage) == opened && node.state.is_some());
        let start = || find(&|node| node.state == Some(0));
        here.or_else(of_stage).or_else(start).unwrap_or_default()
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
