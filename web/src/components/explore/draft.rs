//! A question as one puts it together: parts, alone or in groups. Every question of a file is one.
//!
//! Not here: how it is put together (`queries.rs`).

use grantscope::{Question, STAGES, Stage, Topic};
use grantscope_explore::{Condition, Query};

use super::Place;

/// What one puts together.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Draft {
    pub(super) never: bool,
    pub(super) all: Group,
}

/// Parts that belong together.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Group {
    pub(super) not: bool,
    pub(super) any: bool,
    pub(super) parts: Vec<Part>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Part {
    Term(Term),
    Group(Group),
}

/// Something that is so, or not.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Term {
    pub(super) not: bool,
    pub(super) about: About,
}

/// What it is about.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum About {
    Call { method: String, channel: String, user: String },
    Event(String),
    Stage(Stage),
    Excluded(String),
}

impl Draft {
    pub(super) fn first(place: &Place) -> Self {
        Self { never: false, all: Group::of(vec![Part::about(call(place))]) }
    }

    pub(super) fn of(query: &Query) -> Self {
        let never = matches!(query, Query::Never(_));
        let all = match Part::of(query.condition()) {
            Part::Group(group) => group,
            term @ Part::Term(_) => Group::of(vec![term]),
        };
        Self { never, all }
    }

    pub(super) fn query(&self) -> Query {
        let condition = self.all.condition();
        if self.never { Query::Never(condition) } else { Query::IsThereAWay(condition) }
    }

    /// The group that lies at the end of a way through groups, by the number of each among its parts.
    pub(super) fn group(&mut self, way: &[usize]) -> Option<&mut Group> {
        let mut group = &mut self.all;
        for index in way {
            group = match group.parts.get_mut(*index)? {
                Part::Group(inner) => inner,
                Part::Term(_) => return None,
            };
        }
        Some(group)
    }
}

impl Group {
    /// All of these.
    pub(super) const fn of(parts: Vec<Part>) -> Self {
        Self { not: false, any: false, parts }
    }

    fn condition(&self) -> Condition {
        let mut parts: Vec<Condition> = self.parts.iter().map(Part::condition).collect();
        let condition = match (parts.len(), self.any) {
            (1, _) => parts.remove(0),
            (_, true) => Condition::Or(parts),
            (_, false) => Condition::And(parts),
        };
        negated(self.not, condition)
    }
}

impl Part {
    pub(super) const fn about(about: About) -> Self {
        Self::Term(Term { not: false, about })
    }

    fn of(condition: &Condition) -> Self {
        let group = |any, parts: &[Condition]| {
            let parts = parts.iter().map(Self::of).collect();
            Self::Group(Group { not: false, any, parts })
        };
        match condition {
            Condition::And(parts) => group(false, parts),
            Condition::Or(parts) => group(true, parts),
            Condition::Not(not) => match Self::of(not) {
                Self::Term(term) if !term.not => Self::Term(Term { not: true, ..term }),
                Self::Group(group) if !group.not => Self::Group(Group { not: true, ..group }),
                twice @ (Self::Term(_) | Self::Group(_)) => {
                    Self::Group(Group { not: true, ..Group::of(vec![twice]) })
                }
            },
            Condition::Allowed(Question { method, channel, user }) => Self::about(About::Call {
                method: method.clone(),
                channel: channel.clone().unwrap_or_default(),
                user: user.clone().unwrap_or_default(),
            }),
            Condition::Delivered(event) => Self::about(About::Event(event.clone())),
            Condition::Stage(stage) => Self::about(About::Stage(*stage)),
            Condition::Excluded(place) => Self::about(About::Excluded(place.to_string())),
        }
    }

    fn condition(&self) -> Condition {
        match self {
            Self::Term(term) => term.condition(),
            Self::Group(group) => group.condition(),
        }
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
            About::Event(event) => Condition::Delivered(event.clone()),
            About::Stage(stage) => Condition::Stage(*stage),
            // What is chosen is there, so it is an id.
            About::Excluded(id) => match id.parse() {
                Ok(place) => Condition::Excluded(place),
                Err(_) => Condition::Or(Vec::new()),
            },
        };
        negated(self.not, condition)
    }
}

fn negated(not: bool, condition: Condition) -> Condition {
    if not { Condition::Not(Box::new(condition)) } else { condition }
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
        "event" => About::Event(Topic::ALL.first().map_or("", |topic| topic.name()).to_owned()),
        "stage" => About::Stage(STAGES.first().map_or(Stage::NotInstalled, |entry| entry.stage)),
        "excluded" => About::Excluded(place.some_conversations().first()),
        _ => call(place),
    };
}
