//! What is asked of a world, as data: a call is allowed, an event is delivered, a stage is reached, a
//! conversation is excluded; and, or, not.
//!
//! Not here: whether there is a way to it (`query.rs`).

use grantscope::{ConversationId, Method, Moment, Needs, Question, QuestionError, Stage, Topic};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::exploration::Events;
use crate::mistake::{Mistake, told};

/// Something that may be so.
///
/// ```
/// use grantscope_explore::Condition;
///
/// let text = r#"{"and":[{"stage":"requested"},{"not":{"allowed":{"method":"team.info"}}}]}"#;
/// let condition: Condition = serde_json::from_str(text)?;
/// assert!(matches!(condition, Condition::And(_)));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// The app may make this call. The direct message with a person goes by the person's id. A call that
    /// leaves out where it goes, or for whom, is allowed if it is so anywhere, for anybody.
    Allowed(Question),
    /// What just happened is told to the app by an event of this name.
    Delivered(String),
    /// The app is in this stage of the lifecycle.
    Stage(Stage),
    /// This conversation is excluded from what was granted.
    Excluded(ConversationId),
    /// All of these.
    And(Vec<Condition>),
    /// One of these, at least.
    Or(Vec<Condition>),
    /// Not this.
    Not(Box<Condition>),
}

/// Why a condition makes no sense.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[error("{}", told(mistakes))]
pub struct ConditionError {
    /// Every mistake, with its place.
    pub mistakes: Vec<Mistake>,
}

/// What has just happened, and how things stand since.
#[derive(Clone, Copy)]
pub(crate) struct Seen<'a> {
    pub(crate) moment: &'a Moment,
    pub(crate) events: Events,
}

impl Condition {
    pub(crate) fn holds(&self, seen: Seen<'_>) -> bool {
        match self {
            Self::Allowed(question) => is_allowed(question, seen.moment),
            Self::Delivered(event) => topic(event).is_some_and(|topic| seen.events.contains(topic)),
            Self::Stage(stage) => seen.moment.stage() == *stage,
            Self::Excluded(place) => seen.moment.excludes(*place),
            Self::And(all) => all.iter().all(|one| one.holds(seen)),
            Self::Or(any) => any.iter().any(|one| one.holds(seen)),
            Self::Not(not) => !not.holds(seen),
        }
    }

    /// Whether it is about what has just happened, rather than only about how things stand.
    pub(crate) fn asks_for_events(&self) -> bool {
        match self {
            Self::Delivered(_) => true,
            Self::Allowed(_) | Self::Stage(_) | Self::Excluded(_) => false,
            Self::And(several) | Self::Or(several) => several.iter().any(Self::asks_for_events),
            Self::Not(not) => not.asks_for_events(),
        }
    }

    /// What it names and is not there.
    pub(crate) fn mistakes(&self, place: &str, start: &Moment) -> Vec<Mistake> {
        let one = |name: &str, fault| vec![Mistake::new(format!("{place}.{name}"), fault)];
        let each = |name: &str, several: &[Self]| {
            let places = (0..).zip(several);
            let all =
                places.map(|(index, one)| one.mistakes(&format!("{place}.{name}[{index}]"), start));
            all.flatten().collect()
        };
        match self {
            Self::Allowed(question) => match start.verdict(question) {
                Err(error) if !is_about_a_home(question, start, &error) => {
                    one("allowed", error.to_string())
                }
                Ok(_) | Err(_) => Vec::new(),
            },
            Self::Delivered(event) if topic(event).is_none() => {
                let names: Vec<&str> = Topic::ALL.iter().map(|topic| topic.name()).collect();
                let names = names.join("`, `");
                one("delivered", format!("there is no event `{event}`: expected `{names}`"))
            }
            Self::Excluded(place) if start.places().all(|(there, _)| there != *place) => one(
                "excluded",
                format!("nothing here is called `{place}`: expected an id that is known"),
            ),
            Self::Delivered(_) | Self::Stage(_) | Self::Excluded(_) => Vec::new(),
            Self::And(several) => each("and", several),
            Self::Or(several) => each("or", several),
            Self::Not(not) => not.mistakes(&format!("{place}.not"), start),
        }
    }
}

/// No app calls without what the method is about: who asks so means any.
fn is_allowed(question: &Question, moment: &Moment) -> bool {
    let asked = |channel: Option<String>, user: Option<String>| {
        moment.allows(&Question { method: question.method.clone(), channel, user })
    };
    let method = moment.cast().catalogue.method(&question.method);
    let (channel, user) = (&question.channel, &question.user);
    match method.map(Method::needs) {
        Some(Needs::Conversation) if channel.is_none() => {
            moment.places().any(|(place, _)| asked(Some(place.to_string()), user.clone()))
        }
        Some(Needs::Person) if user.is_none() => {
            let mut people = moment.cast().people.iter();
            people.any(|person| asked(channel.clone(), Some(person.id.to_string())))
        }
        Some(_) | None => moment.allows(question),
    }
}

/// The event that apps subscribe to by that name.
fn topic(name: &str) -> Option<Topic> {
    Topic::ALL.into_iter().find(|topic| topic.name() == name)
}

/// Whether the question names a person's direct message, which may come about later.
fn is_about_a_home(question: &Question, start: &Moment, error: &QuestionError) -> bool {
    let person = question.channel.as_deref().and_then(|channel| channel.parse().ok());
    matches!(error, QuestionError::UnknownConversation { .. })
        && person.is_some_and(|person| start.cast().person(person).is_some())
}
