//! A file of questions: a story, what is tried from its end on, and what is expected to be answered.
//!
//! ```
//! use grantscope_explore::Inquiry;
//!
//! let text = r#"{
//!     "script": { "version": 1, "inputs": [] },
//!     "world": { "people": ["U061F7AUR"], "acts": ["install", "answer"], "through": ["settings"] },
//!     "questions": [
//!         { "ask": { "never": { "allowed": { "method": "team.info" } } }, "expect": "holds" },
//!         { "ask": { "is_there_a_way": { "stage": "installed" } }, "expect": "way", "steps": 2 }
//!     ]
//! }"#;
//! let inquiry: Inquiry = serde_json::from_str(text)?;
//! let findings = inquiry.findings()?;
//! assert!(findings.iter().all(|finding| finding.fault.is_none()));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use grantscope::{ReplayError, Sandbox, Script};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::condition::ConditionError;
use crate::exploration::{Ending, Exploration, Progress};
use crate::query::{Answer, Query};
use crate::world::{Limits, World, WorldError};

/// A file of questions. Unknown fields are refused.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Inquiry {
    /// What it is about, in a sentence or two.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// What has happened before.
    pub script: Script,
    /// What is tried from then on.
    pub world: World,
    /// How far.
    #[serde(default)]
    pub limits: Limits,
    /// What is asked, and what is expected.
    pub questions: Vec<Expected>,
}

/// A question, with what is expected to be answered.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    /// What is asked.
    pub ask: Query,
    /// What is expected. Without it: anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expect: Option<ExpectedAnswer>,
    /// How long the script of the answer is expected to be, after the story. Without it: anyhow long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub steps: Option<usize>,
}

/// An answer without its script.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ExpectedAnswer {
    /// There is a way.
    Way,
    /// There is none.
    NoWay,
    /// It holds.
    Holds,
    /// It does not hold.
    Counterexample,
}

/// What was found for a question.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// What was asked.
    pub ask: Query,
    /// What is answered.
    pub answer: Answer,
    /// How that differs from what was expected. Nothing if it does not.
    pub fault: Option<String>,
}

/// Why a file of questions has no answers.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum InquiryError {
    /// The story makes no sense.
    #[error("script.{0}")]
    Script(#[from] ReplayError),
    /// The world cannot be explored.
    #[error("world.{0}")]
    World(#[from] WorldError),
    /// A question names what is not there.
    #[error("questions[{index}].ask.{error}")]
    Question {
        /// Which, counted from zero.
        index: usize,
        /// What is wrong.
        error: ConditionError,
    },
}

impl Inquiry {
    /// Begins where the story ends. Nothing is looked at yet.
    ///
    /// # Errors
    /// If the story makes no sense, or the world cannot be explored.
    pub fn begin(&self) -> Result<Exploration, InquiryError> {
        let sandbox = Sandbox::replay(self.script.clone())?;
        let steps = sandbox.history().len();
        self.world.check(&sandbox.moment_at(steps))?;
        Ok(Exploration::new(&sandbox, steps, self.world.clone(), self.limits))
    }

    /// Explores the world, and answers every question.
    ///
    /// # Errors
    /// If the story or the world makes no sense, or a question names what is not there.
    pub fn findings(&self) -> Result<Vec<Finding>, InquiryError> {
        let mut exploration = self.begin()?;
        while exploration.run(usize::MAX).ended.is_none() {}
        self.answered_by(&exploration)
    }

    /// Answers every question from what was explored.
    ///
    /// # Errors
    /// If a question names what is not there.
    pub fn answered_by(&self, exploration: &Exploration) -> Result<Vec<Finding>, InquiryError> {
        let progress = exploration.progress();
        let finding = |(index, expected): (usize, &Expected)| {
            let answer = exploration
                .ask(&expected.ask)
                .map_err(|error| InquiryError::Question { index, error })?;
            let fault = expected.fault(&answer, progress);
            Ok(Finding { ask: expected.ask.clone(), answer, fault })
        };
        self.questions.iter().enumerate().map(finding).collect()
    }
}

impl Expected {
    fn fault(&self, answer: &Answer, progress: Progress) -> Option<String> {
        let (came, steps) = match answer {
            Answer::Way { steps, .. } => (ExpectedAnswer::Way, Some(*steps)),
            Answer::NoWay(_) => (ExpectedAnswer::NoWay, None),
            Answer::Holds(_) => (ExpectedAnswer::Holds, None),
            Answer::Counterexample { steps, .. } => (ExpectedAnswer::Counterexample, Some(*steps)),
        };
        let is_of_all = matches!(came, ExpectedAnswer::NoWay | ExpectedAnswer::Holds);
        if is_of_all && progress.ended != Some(Ending::Everything) && self.expect.is_some() {
            let states = progress.states;
            return Some(format!(
                "so far only `{}`: {states} states were found, and the world is larger; raise `limits`, or shrink `world`",
                came.name()
            ));
        }
        if let Some(expected) = self.expect.filter(|expected| *expected != came) {
            return Some(format!("expected `{}`, got `{}`", expected.name(), came.name()));
        }
        if let Some(expected) = self.steps.filter(|expected| Some(*expected) != steps) {
            let steps = steps.map_or_else(|| "no script".to_owned(), |steps| steps.to_string());
            return Some(format!("expected {expected} steps, got {steps}"));
        }
        None
    }
}

impl ExpectedAnswer {
    const fn name(self) -> &'static str {
        match self {
            Self::Way => "way",
            Self::NoWay => "no_way",
            Self::Holds => "holds",
            Self::Counterexample => "counterexample",
        }
    }
}
