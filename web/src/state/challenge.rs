//! Challenges: a call to be made to succeed with the fewest permissions.
//!
//! They are data (`tests/scenarios/challenges.json`), and the model judges. Not here: how one is taken
//! and left (`guide.rs`).

use std::rc::Rc;
use std::sync::Arc;

use grantscope::{Question, Script, Step};
use serde::Deserialize;

use super::Drive;

/// Which were solved, and how many permissions more than needed the best way took.
pub type Solved = Vec<(String, u64)>;

/// A call to be made to succeed.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Challenge {
    /// Its name for programs.
    pub id: String,
    /// In a few words.
    pub title: String,
    /// In two sentences.
    pub about: String,
    /// The file of the story at whose end it begins.
    pub story: String,
    /// After how many steps instead.
    #[serde(default)]
    pub steps: Option<usize>,
    /// The call.
    pub question: Question,
}

/// A challenge that somebody has taken.
#[derive(Clone, Debug)]
pub struct Quest {
    /// After how many steps it began.
    start: usize,
    /// The last of them: who goes back beyond it is in another story.
    last: Option<Arc<Step>>,
    /// The fewest permissions with which it can be solved.
    fewest: Option<u64>,
    /// Whether the way was shown.
    pub shown: bool,
}

/// How somebody fares.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Score {
    /// How many permissions were granted since it began.
    pub granted: u64,
    /// With how few it can be solved.
    pub fewest: u64,
    /// How far it is.
    pub state: Progress,
}

/// How far a challenge is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Progress {
    /// The call is still denied.
    Open,
    /// The moment that is shown lies before its beginning, or in another story.
    Elsewhere,
    /// The call passes, with so many permissions more than needed.
    Solved(u64),
}

impl Challenge {
    /// The world where it begins.
    pub(super) fn world(&self, script: &Script) -> Result<Drive, String> {
        let mut begun = script.clone();
        begun.inputs.truncate(self.steps.unwrap_or(usize::MAX));
        let mut drive = Drive::of_story(&self.story, &Rc::new(begun))?;
        drive.look_at(drive.steps());
        Ok(drive)
    }
}

impl Quest {
    pub(super) fn begun(challenge: &Challenge, drive: &Drive) -> Self {
        let start = drive.steps();
        let judged = drive.sandbox().map(|world| world.judge(start, start, &challenge.question));
        let fewest = judged.and_then(Result::ok).and_then(|judged| judged.fewest);
        Self { start, last: drive.history().last().cloned(), fewest, shown: false }
    }

    /// How somebody fares at the moment that is shown.
    pub(super) fn score(&self, challenge: &Challenge, drive: &Drive) -> Option<Score> {
        let world = drive.sandbox()?;
        let fewest = self.fewest?;
        let granted =
            world.permissions_at(drive.at).saturating_sub(world.permissions_at(self.start));
        let passes =
            || world.verdict_at(drive.at, &challenge.question).is_ok_and(|verdict| verdict.allowed);
        let state = if drive.at < self.start || !self.is_same_story(drive) {
            Progress::Elsewhere
        } else if passes() {
            Progress::Solved(granted.saturating_sub(fewest))
        } else {
            Progress::Open
        };
        Some(Score { granted, fewest, state })
    }

    fn is_same_story(&self, drive: &Drive) -> bool {
        match (&self.last, self.start.checked_sub(1).and_then(|at| drive.history().get(at))) {
            (Some(last), Some(step)) => Arc::ptr_eq(last, step),
            (last, step) => last.is_none() && step.is_none(),
        }
    }
}
