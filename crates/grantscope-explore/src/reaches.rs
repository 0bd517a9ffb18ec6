//! Who reaches what: the questions of one call, asked the other way round; and what something that
//! could happen would change, before it does.
//!
//! Every answer comes from the decision itself. Not here: the decision (`grantscope`), and questions
//! of what may happen later (`query.rs`).

use grantscope::{
    ConversationId, Difference, Input, Method, Moment, Needs, Question, Scope, UserId, compare,
};
use serde::Serialize;

/// What would be different if something happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Effect {
    /// What would be told of it: `Olive removed the app from #lunch.`
    pub sentence: String,
    /// What the app would hold that it does not hold now, and the other way round.
    pub differences: Vec<Difference>,
    /// The calls that would pass and do not now.
    pub opened: Vec<Question>,
    /// The calls that pass now and would not.
    pub closed: Vec<Question>,
}

/// The people who let the app do something for them.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Granted {
    /// Who.
    pub user: UserId,
    /// The scopes, by name.
    pub scopes: Vec<String>,
}

/// The methods that the app may call about a conversation now, by name.
pub fn methods_in(moment: &Moment, place: ConversationId) -> Vec<Method> {
    let about_a_place =
        moment.cast().catalogue.methods().filter(|method| method.needs() == Needs::Conversation);
    about_a_place.filter(|method| moment.allows(&about(*method, place))).collect()
}

/// The conversations that the app may call a method about now: the cast's first, then as they came
/// about, app homes last.
pub fn places_for(moment: &Moment, method: Method) -> Vec<ConversationId> {
    if method.needs() != Needs::Conversation {
        return Vec::new();
    }
    let places = moment.places().map(|(place, _)| place);
    places.filter(|place| moment.allows(&about(method, *place))).collect()
}

/// The people for whom the app may call a method now.
pub fn people_for(moment: &Moment, method: Method) -> Vec<UserId> {
    if method.needs() != Needs::Person {
        return Vec::new();
    }
    let people = moment.cast().people.iter().map(|person| person.id);
    people.filter(|user| moment.allows(&acting(method, *user))).collect()
}

/// The people who granted something for themselves; with a scope, only those who granted it.
pub fn people_who_granted(moment: &Moment, scope: Option<Scope>) -> Vec<Granted> {
    let rows = moment.grants().users.into_iter().map(|row| Granted {
        user: row.id,
        scopes: row.scopes.into_iter().map(|scope| scope.name).collect(),
    });
    let has = |granted: &Granted| {
        scope.is_none_or(|scope| granted.scopes.iter().any(|name| name == scope.name()))
    };
    rows.filter(has).collect()
}

/// Every call that passes now: each method, about each conversation or for each person where it needs
/// one. It costs as many decisions.
pub fn passing(moment: &Moment) -> Vec<Question> {
    questions(moment).filter(|question| moment.allows(question)).collect()
}

/// What an input would change. Nothing if it is not possible now. It costs two decisions for each call
/// that there is.
pub fn effect(moment: &Moment, input: &Input) -> Option<Effect> {
    let sentence = moment.told(input)?.sentence;
    let after = moment.after(input)?;
    let (mut opened, mut closed) = (Vec::new(), Vec::new());
    // No place goes away, so that what could be asked before can be asked afterwards.
    for question in questions(&after) {
        match (moment.allows(&question), after.allows(&question)) {
            (false, true) => opened.push(question),
            (true, false) => closed.push(question),
            (true, true) | (false, false) => {}
        }
    }
    let differences = compare(&moment.grants(), &after.grants());
    Some(Effect { sentence, differences, opened, closed })
}

fn questions(moment: &Moment) -> impl Iterator<Item = Question> {
    moment.cast().catalogue.methods().flat_map(|method| questions_about(moment, method))
}

/// Everything that can be asked about a method.
fn questions_about(moment: &Moment, method: Method) -> Vec<Question> {
    match method.needs() {
        Needs::Conversation => moment.places().map(|(place, _)| about(method, place)).collect(),
        Needs::Person => {
            moment.cast().people.iter().map(|person| acting(method, person.id)).collect()
        }
        Needs::Nothing | Needs::Anywhere | Needs::Workspace | Needs::Closed | Needs::Client => {
            vec![plain(method)]
        }
    }
}

fn plain(method: Method) -> Question {
    Question { method: method.name().to_owned(), channel: None, user: None }
}

fn about(method: Method, place: ConversationId) -> Question {
    Question { channel: Some(place.to_string()), ..plain(method) }
}

fn acting(method: Method, user: UserId) -> Question {
    Question { user: Some(user.to_string()), ..plain(method) }
}
