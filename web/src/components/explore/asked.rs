//! A question that was asked, what came of it, and what a file expected.
//!
//! Not here: asking it (`session.rs`), and how the answer is drawn (`answers.rs`).

use grantscope_explore::{Expected, ExpectedAnswer, Query};

use super::messages::Outcome;

/// A question, with what came of it.
#[derive(Clone)]
pub(super) struct Asked {
    pub(super) number: usize,
    pub(super) query: Query,
    pub(super) outcome: Option<Outcome>,
    /// What a file expects.
    pub(super) expected: Option<Expected>,
}

impl Asked {
    /// Whether the answer is none that a file expects.
    pub(super) fn is_otherwise(&self) -> bool {
        let (expected, came) = (self.expected.as_ref(), self.answered());
        expected.zip(came).is_some_and(|(expected, (answer, steps))| {
            expected.expect.is_some_and(|expect| expect != answer)
                || (expected.steps.is_some() && expected.steps != steps)
        })
    }

    /// What is answered for good, and how long its script is.
    fn answered(&self) -> Option<(ExpectedAnswer, Option<usize>)> {
        match self.outcome.as_ref()? {
            Outcome::Fault(_) => None,
            Outcome::Found { against: false, inputs } => {
                Some((ExpectedAnswer::Way, Some(inputs.len())))
            }
            Outcome::Found { against: true, inputs } => {
                Some((ExpectedAnswer::Counterexample, Some(inputs.len())))
            }
            Outcome::NotFound { looked, .. } if !looked.everything => None,
            Outcome::NotFound { holds: true, .. } => Some((ExpectedAnswer::Holds, None)),
            Outcome::NotFound { holds: false, .. } => Some((ExpectedAnswer::NoWay, None)),
        }
    }

    /// As a file has it: with the answer, if there is one, as what is expected.
    pub(super) fn written(&self) -> Expected {
        match (self.answered(), &self.expected) {
            (Some((answer, steps)), _) => {
                Expected { ask: self.query.clone(), expect: Some(answer), steps }
            }
            (None, Some(expected)) => expected.clone(),
            (None, None) => Expected { ask: self.query.clone(), expect: None, steps: None },
        }
    }

    /// Whether more that was looked at may change the answer.
    pub(super) fn is_open(&self) -> bool {
        match &self.outcome {
            None => true,
            Some(Outcome::NotFound { looked, .. }) => !looked.everything,
            Some(Outcome::Fault(_) | Outcome::Found { .. }) => false,
        }
    }
}
