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

mod parts;

use grantscope::{
    Command, Input, Moment, Place, Problem, ReplayError, Sandbox, Script, mistakes, place_of,
    read_script,
};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::exploration::{Ending, Exploration, Progress};
use crate::mistake::Mistake;
use crate::query::{Answer, Query};
use crate::world::{Limits, World};

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
#[error("{}", lines(problems))]
pub struct InquiryError {
    /// Every mistake, with its place; with its line and column, if there was a text.
    pub problems: Vec<Problem>,
}

impl Inquiry {
    /// Reads a file of questions.
    ///
    /// # Errors
    /// Every mistake in it, each with its place. As long as its shape is wrong nothing is said of what it
    /// means.
    pub fn read(text: &str) -> Result<Self, InquiryError> {
        let problems = mistakes(text, &parts::INQUIRY);
        if !problems.is_empty() {
            return Err(InquiryError { problems });
        }
        let inquiry: Self =
            read_script(text).map_err(|problem| InquiryError { problems: vec![problem] })?;
        let located = |it: Problem| Problem { place: place_of(text, &it.place.path), ..it };
        match inquiry.begin() {
            Ok(_) => Ok(inquiry),
            Err(InquiryError { problems }) => {
                Err(InquiryError { problems: problems.into_iter().map(located).collect() })
            }
        }
    }

    /// Begins where the story ends. Nothing is looked at yet.
    ///
    /// # Errors
    /// If the story makes no sense, the world cannot be explored, or a question names what is not
    /// there: all of it.
    pub fn begin(&self) -> Result<Exploration, InquiryError> {
        let sandbox = Sandbox::replay(self.script.clone())
            .map_err(|error| InquiryError { problems: self.problems_before(&error) })?;
        let steps = sandbox.history().len();
        let start = sandbox.moment_at(steps);
        let mut problems = self.problems_of_world(&start);
        problems.extend(self.problems_of_questions(&start));
        if !problems.is_empty() {
            return Err(InquiryError { problems });
        }
        Ok(Exploration::new(&sandbox, steps, self.world.clone(), self.limits))
    }

    /// What is wrong with the story, and whatever else is wrong for sure by then.
    fn problems_before(&self, error: &ReplayError) -> Vec<Problem> {
        let told = error.to_string();
        let (place, fault) = told.split_once(": ").unwrap_or(("", &told));
        let first = problem("script", &Mistake::new(place.to_owned(), fault), error.code());
        let mut rest = Vec::new();
        if let ReplayError::Input { index, .. } = error {
            let mut before = self.script.clone();
            let after = before.inputs.split_off((*index).min(before.inputs.len()));
            let creates = |it: &Input| matches!(it.command, Command::CreateConversation { .. });
            if let Ok(sandbox) = Sandbox::replay(before) {
                let start = sandbox.moment_at(*index);
                rest.extend(self.problems_of_world(&start));
                // What a question is about may come about later in the story.
                if !after.iter().any(creates) {
                    rest.extend(self.problems_of_questions(&start));
                }
            }
        }
        std::iter::once(first).chain(rest).collect()
    }

    fn problems_of_world(&self, start: &Moment) -> Vec<Problem> {
        let mistakes = self.world.check(start).err().map(|it| it.mistakes).unwrap_or_default();
        mistakes.iter().map(|it| problem("world", it, "bad_world")).collect()
    }

    fn problems_of_questions(&self, start: &Moment) -> Vec<Problem> {
        let questions = self.questions.iter().enumerate();
        let each = questions.flat_map(|(index, expected)| {
            let mistakes = expected.ask.mistakes(start).into_iter();
            mistakes.map(move |it| problem_of_question(index, &it))
        });
        each.collect()
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
            let answer = exploration.ask(&expected.ask).map_err(|error| {
                let told = |it: &Mistake| problem_of_question(index, it);
                InquiryError { problems: error.mistakes.iter().map(told).collect() }
            })?;
            let fault = expected.fault(&answer, progress);
            Ok(Finding { ask: expected.ask.clone(), answer, fault })
        };
        self.questions.iter().enumerate().map(finding).collect()
    }
}

fn problem_of_question(index: usize, mistake: &Mistake) -> Problem {
    problem(&format!("questions[{index}].ask"), mistake, "bad_question")
}

fn problem(inside: &str, mistake: &Mistake, code: &'static str) -> Problem {
    let Mistake { place, fault } = mistake;
    let path = if place.is_empty() { inside.to_owned() } else { format!("{inside}.{place}") };
    Problem { code, place: Place { path, ..Place::default() }, reason: fault.clone() }
}

fn lines(problems: &[Problem]) -> String {
    let lines: Vec<String> = problems.iter().map(Problem::to_string).collect();
    lines.join("\n")
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
