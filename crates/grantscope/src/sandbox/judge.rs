//! How well a call was made to succeed: with how few permissions, and with how few could it be.
//!
//! Not here: the search for the fewest (`plan.rs`).

use super::explain::{understand, verdict};
use super::plan::fewest_permissions;
use super::{Sandbox, permissions};
use crate::model::{Question, QuestionError};

/// How somebody fared who was to make a call succeed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Judgement {
    /// Whether the call passes now.
    pub solved: bool,
    /// How many permissions the app holds beyond those at the start.
    pub permissions: u64,
    /// The fewest with which a plan makes it pass from the start. Nothing if no plan does.
    pub fewest: Option<u64>,
    /// How many things happened since the start.
    pub commands: usize,
}

impl Sandbox {
    /// How much the app holds after so many steps, as plans count it: each scope once for each kind
    /// of resource that it works on, each resource, what people granted for themselves; a wildcard
    /// counts more than any number of resources.
    pub fn permissions_at(&self, steps: usize) -> u64 {
        permissions::count_of(self.workspace_at(steps))
    }

    /// How well a call was made to succeed after so many steps, since a challenge began after
    /// `start` of them.
    ///
    /// # Errors
    /// If the question names what is not there.
    pub fn judge(
        &self,
        start: usize,
        steps: usize,
        question: &Question,
    ) -> Result<Judgement, QuestionError> {
        let (begun, now) = (self.workspace_at(start), self.workspace_at(steps));
        let (method, target) = understand(now, question)?;
        let solved = verdict(now, method, target).allowed;
        let (method, target) = understand(begun, question)?;
        Ok(Judgement {
            solved,
            permissions: permissions::count_of(now).saturating_sub(permissions::count_of(begun)),
            fewest: fewest_permissions(begun, method, target),
            commands: steps.min(self.history.len()).saturating_sub(start),
        })
    }
}
