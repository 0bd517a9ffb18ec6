//! Questions that are kept with the answers that one expects, and asked again at every step: those
//! of each permission system with their own, because elsewhere they make no sense.

use grantscope::{Catalogue, Question};
use serde::{Deserialize, Serialize};

use super::{Mode, Scene, State};
use crate::words;

/// So many are kept at most of a permission system: each is asked at every step.
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

/// All that are kept, each with its permission system.
#[derive(Clone, Debug, Default)]
pub struct Checks(Vec<(Catalogue, Check)>);

/// Those of one permission system, as they are written down.
pub(super) type ChecksOf = (Catalogue, Vec<Check>);

/// What can happen to the checks of what is shown.
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

impl Checks {
    /// Those of a permission system.
    pub fn of(&self, catalogue: Catalogue) -> impl Iterator<Item = &Check> {
        self.0.iter().filter(move |(its, _)| *its == catalogue).map(|(_, check)| check)
    }

    /// How many there are of all other permission systems.
    pub fn besides(&self, catalogue: Catalogue) -> usize {
        self.0.iter().filter(|(its, _)| *its != catalogue).count()
    }

    /// As they are written down: those of Slack's, and the others.
    pub(super) fn kept(&self) -> (Vec<Check>, Vec<ChecksOf>) {
        let (mut slacks, mut others) = (Vec::new(), Vec::<ChecksOf>::new());
        for (catalogue, check) in self.0.iter().cloned() {
            if catalogue.is_slacks() {
                slacks.push(check);
            } else if let Some((_, those)) = others.iter_mut().find(|(its, _)| *its == catalogue) {
                those.push(check);
            } else {
                others.push((catalogue, vec![check]));
            }
        }
        (slacks, others)
    }

    /// The same from what was written down. More than are kept of a system are left out.
    pub(super) fn restored(slacks: Vec<Check>, others: Vec<ChecksOf>) -> Self {
        let mut all = Self::default();
        for (catalogue, checks) in std::iter::once((Catalogue::SLACK, slacks)).chain(others) {
            for check in checks {
                all.keep(catalogue, check);
            }
        }
        all
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether there was room for it.
    fn keep(&mut self, catalogue: Catalogue, kept: Check) -> bool {
        let there = self.of(catalogue).count();
        let asks_it = |(its, check): &&mut (Catalogue, Check)| {
            *its == catalogue && check.question == kept.question
        };
        match self.0.iter_mut().find(asks_it) {
            Some((_, check)) => *check = kept,
            None if there < MOST_CHECKS => self.0.push((catalogue, kept)),
            None => return false,
        }
        true
    }

    /// Drops the one with that number among those of a permission system.
    fn forget(&mut self, catalogue: Catalogue, number: usize) {
        let those = self.0.iter().enumerate().filter(|(_, (its, _))| *its == catalogue);
        if let Some(place) = those.map(|(place, _)| place).nth(number) {
            self.0.remove(place);
        }
    }
}

impl State {
    /// The checks of what is shown, asked at the moment that is shown.
    pub fn checked(&self, scene: &Scene) -> Vec<Checked> {
        let checked = |check: &Check| Checked {
            check: check.clone(),
            answer: self.is_allowed(scene, &check.question),
        };
        self.checks.of(self.catalogue()).map(checked).collect()
    }

    pub(super) fn check(&mut self, action: CheckAction) {
        let catalogue = self.catalogue();
        match action {
            CheckAction::Keep(kept) => {
                if !self.checks.keep(catalogue, kept) {
                    self.notice = Some(words::too_many_checks(MOST_CHECKS));
                }
            }
            CheckAction::Drop(number) => self.checks.forget(catalogue, number),
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
