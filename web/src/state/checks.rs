//! Questions that are kept with the answers that one expects of them, and asked again at every step.

use grantscope::Question;
use serde::{Deserialize, Serialize};

use super::{Mode, Scene, State};
use crate::words;

/// So many are kept at most: each is asked at every step.
pub const MOST_CHECKS: usize = 50;

/// A question and the answer that one expects.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// May the app make this call?
    pub question: Question,
    /// What one expects.
    pub allowed: bool,
}

/// What can happen to the checks.
#[derive(Clone, Debug)]
pub enum CheckAction {
    /// One is kept. The same question again changes what is expected of it.
    Keep(Check),
    /// The one with that number is dropped.
    Drop(usize),
}

/// A check and what became of it at the moment that is shown.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Checked {
    /// The check.
    pub check: Check,
    /// The answer, or why there is none.
    pub answer: Result<bool, String>,
}

impl Checked {
    /// Whether the answer is the expected one.
    pub fn holds(&self) -> bool {
        self.answer.as_ref().is_ok_and(|allowed| *allowed == self.check.allowed)
    }
}

impl State {
    /// The checks, asked at the moment that is shown.
    pub fn checked(&self, scene: &Scene) -> Vec<Checked> {
        let checked = |check: &Check| Checked {
            check: check.clone(),
            answer: self.is_allowed(scene, &check.question),
        };
        self.checks.iter().map(checked).collect()
    }

    pub(super) fn check(&mut self, action: CheckAction) {
        match action {
            CheckAction::Keep(kept) => self.keep_check(kept),
            CheckAction::Drop(number) if number < self.checks.len() => {
                self.checks.remove(number);
            }
            CheckAction::Drop(_) => {}
        }
    }

    fn keep_check(&mut self, kept: Check) {
        let there = self.checks.len();
        match self.checks.iter_mut().find(|check| check.question == kept.question) {
            Some(check) => *check = kept,
            None if there < MOST_CHECKS => self.checks.push(kept),
            None => self.notice = Some(words::too_many_checks(MOST_CHECKS)),
        }
    }

    fn is_allowed(&self, scene: &Scene, question: &Question) -> Result<bool, String> {
        let verdict = match (self.mode, self.drive().sandbox(), &scene.belief) {
            (Mode::Drive, Some(sandbox), _) => sandbox.verdict_at(scene.at, question),
            (Mode::Replay, _, Some(ledger)) => ledger.explain(question),
            (Mode::Drive, None, _) | (Mode::Replay, _, None) => return Err(String::new()),
        };
        verdict.map(|verdict| verdict.allowed).map_err(|error| error.to_string())
    }
}
