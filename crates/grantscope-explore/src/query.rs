//! Is there a way to …, and does … never happen: answered from what was explored, with the shortest
//! script for a way or against a never.
//!
//! Not here: what can be asked about (`condition.rs`).

use grantscope::{Moment, Script};
use serde::{Deserialize, Serialize};

use crate::condition::{Condition, ConditionError, Seen};
use crate::exploration::{Ending, Events, Exploration};
use crate::inputs::Tries;
use crate::mistake::Mistake;

/// What is asked.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Query {
    /// Can it come to this?
    IsThereAWay(Condition),
    /// Does it never come to this?
    Never(Condition),
}

/// What is answered.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum Answer {
    /// There is a way: a shortest one.
    Way {
        /// It leads there from the beginning of the story.
        script: Box<Script>,
        /// How many of its inputs come after the start of the exploration.
        steps: usize,
    },
    /// There is none.
    NoWay(Looked),
    /// It holds in all of them.
    Holds(Looked),
    /// It does not hold: a shortest way to where it does not.
    Counterexample {
        /// It leads there from the beginning of the story.
        script: Box<Script>,
        /// How many of its inputs come after the start of the exploration.
        steps: usize,
    },
}

/// How much was looked at for an answer.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Looked {
    /// In so many states.
    pub states: usize,
    /// At so many transitions.
    pub transitions: usize,
    /// Whether there are no more in the world that was explored.
    pub everything: bool,
}

impl Query {
    /// What it names and is not there at a moment, each with its place: `never.and[1].allowed`.
    pub fn mistakes(&self, start: &Moment) -> Vec<Mistake> {
        let place = match self {
            Self::IsThereAWay(_) => "is_there_a_way",
            Self::Never(_) => "never",
        };
        self.condition().mistakes(place, start)
    }

    /// What it is about.
    pub fn condition(&self) -> &Condition {
        match self {
            Self::IsThereAWay(condition) | Self::Never(condition) => condition,
        }
    }
}

impl<T: Tries> Exploration<T> {
    /// Answers a question from what was found so far.
    ///
    /// # Errors
    /// If the question names what is not there.
    pub fn ask(&self, query: &Query) -> Result<Answer, ConditionError> {
        let mistakes =
            self.moment(0).map(|start| query.mistakes(start)).filter(|it| !it.is_empty());
        if let Some(mistakes) = mistakes {
            return Err(ConditionError { mistakes });
        }
        let found = self.shortest_script(query.condition());
        Ok(match (query, found) {
            (Query::IsThereAWay(_), Some((script, steps))) => Answer::Way { script, steps },
            (Query::IsThereAWay(_), None) => Answer::NoWay(self.looked()),
            (Query::Never(_), Some((script, steps))) => Answer::Counterexample { script, steps },
            (Query::Never(_), None) => Answer::Holds(self.looked()),
        })
    }

    /// A shortest script to where a condition holds. States are in the order of their distance, and
    /// so is what starts in them.
    fn shortest_script(&self, condition: &Condition) -> Option<(Box<Script>, usize)> {
        let now = |moment| condition.holds(Seen { moment, events: Events::default() });
        let begun = self.script_to(0).inputs.len();
        let script = if condition.asks_for_events() {
            let at_once = self.moment(0).filter(|start| now(start)).map(|_| self.script_to(0));
            at_once.or_else(|| self.first_transition(condition))?
        } else {
            let state = (0..).zip(self.moments()).find(|(_, moment)| now(moment))?.0;
            self.script_to(state)
        };
        let steps = script.inputs.len().saturating_sub(begun);
        Some((Box::new(script), steps))
    }

    fn first_transition(&self, condition: &Condition) -> Option<Script> {
        let found = self.transitions().iter().find(|transition| {
            let seen = |moment| Seen { moment, events: transition.told() };
            self.moment(transition.to).is_some_and(|moment| condition.holds(seen(moment)))
        })?;
        Some(self.script_along(*found))
    }

    fn looked(&self) -> Looked {
        let progress = self.progress();
        Looked {
            states: progress.states,
            transitions: progress.transitions,
            everything: progress.ended == Some(Ending::Everything),
        }
    }
}
