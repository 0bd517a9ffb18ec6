//! A question as one puts it together, and what is asked then.
//!
//! Not here: how it is put together (`queries.rs`).

use grantscope::{Question, STAGES, Stage, Topic};
use grantscope_explore::{Condition, Query};

use super::Place;

/// A part of a question.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Term {
    pub(super) not: bool,
    pub(super) about: About,
}

/// What it is about.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum About {
    Call { method: String, channel: String, user: String },
    Event(&'static str),
    Stage(Stage),
    Excluded(String),
}

/// What one puts together.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Draft {
    pub(super) never: bool,
    pub(super) any: bool,
    pub(super) terms: Vec<Term>,
}

impl Draft {
    pub(super) fn first(place: &Place) -> Self {
        Self { never: false, any: false, terms: vec![Term { not: false, about: call(place) }] }
    }

    pub(super) fn query(&self) -> Query {
        let mut terms: Vec<Condition> = self.terms.iter().map(Term::condition).collect();
        let condition = match (terms.len(), self.any) {
            (1, _) => terms.remove(0),
            (_, true) => Condition::Or(terms),
            (_, false) => Condition::And(terms),
        };
        if self.never { Query::Never(condition) } else { Query::IsThereAWay(condition) }
    }
}

impl Term {
    fn condition(&self) -> Condition {
        let given = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        let condition = match &self.about {
            About::Call { method, channel, user } => Condition::Allowed(Question {
                method: method.clone(),
                channel: given(channel),
                user: given(user),
            }),
            About::Event(event) => Condition::Delivered((*event).to_owned()),
            About::Stage(stage) => Condition::Stage(*stage),
            // What is chosen is there, so it is an id.
            About::Excluded(id) => match id.parse() {
                Ok(place) => Condition::Excluded(place),
                Err(_) => Condition::Or(Vec::new()),
            },
        };
        if self.not { Condition::Not(Box::new(condition)) } else { condition }
    }
}

/// What the page asks about, to begin with.
pub(super) fn call(place: &Place) -> About {
    let Question { method, channel, user } = place.question.clone();
    About::Call { method, channel: channel.unwrap_or_default(), user: user.unwrap_or_default() }
}

impl About {
    pub(super) const fn name(&self) -> &'static str {
        match self {
            Self::Call { .. } => "call",
            Self::Event(_) => "event",
            Self::Stage(_) => "stage",
            Self::Excluded(_) => "excluded",
        }
    }
}

/// The term is about something else.
pub(super) fn turned(term: &mut Term, to: String, place: &Place) {
    term.about = match to.as_str() {
        "event" => About::Event(Topic::ALL.first().map_or("", |topic| topic.name())),
        "stage" => About::Stage(STAGES.first().map_or(Stage::NotInstalled, |entry| entry.stage)),
        "excluded" => About::Excluded(place.some_conversations().first()),
        _ => call(place),
    };
}
