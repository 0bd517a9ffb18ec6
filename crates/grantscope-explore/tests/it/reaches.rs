//! Who reaches what: each list is what the decision says, one question at a time.

use grantscope::{Command, ConversationId, Input, Method, Needs, Question, UserId};
use grantscope_explore::{
    World, effect, methods_in, passing, people_for, people_who_granted, places_for,
};

use crate::worlds::{GENERAL, KITCHEN, OLIVE, asking, explored_from, hamlet, installed};

fn question(method: Method, channel: Option<String>, user: Option<String>) -> Question {
    Question { method: method.name().to_owned(), channel, user }
}

#[test]
fn each_list_agrees_with_the_decision_in_every_state() {
    let asks: [&[&str]; 2] = [&["channels:history"], &["reminders:write:user"]];
    let world: World = asking(&hamlet(), &asks);
    let start = installed(hamlet(), &["chat:write"]);
    let exploration = explored_from(&start, world);
    let step = exploration.moments().len() / 300;
    assert!(step > 0, "the world is large enough");
    for moment in exploration.moments().step_by(step) {
        let decided =
            |question: &Question| moment.verdict(question).is_ok_and(|verdict| verdict.allowed);
        let passing = passing(moment);
        for (place, _) in moment.places() {
            let methods = methods_in(moment, place);
            for method in Method::all().filter(|it| it.needs() == Needs::Conversation) {
                let question = question(method, Some(place.to_string()), None);
                let expected = decided(&question);
                assert_eq!(methods.contains(&method), expected, "{question:?}");
                assert_eq!(places_for(moment, method).contains(&place), expected, "{question:?}");
                assert_eq!(passing.contains(&question), expected, "{question:?}");
            }
        }
        for method in Method::all().filter(|it| it.needs() == Needs::Person) {
            let olive: UserId = OLIVE.parse().expect("it is an id");
            let question = question(method, None, Some(OLIVE.to_owned()));
            let expected = decided(&question);
            assert_eq!(people_for(moment, method).contains(&olive), expected, "{question:?}");
            assert_eq!(passing.contains(&question), expected, "{question:?}");
        }
        let granted = people_who_granted(moment, None);
        let may_act =
            !people_for(moment, Method::parse("reminders.add").expect("it is one")).is_empty();
        let has_token = moment.view().token;
        assert_eq!(may_act, has_token && !granted.is_empty(), "{granted:?}");
    }
}

#[test]
fn what_a_removal_would_change_is_told_before_it_is_done() {
    let mut sandbox = installed(hamlet(), &["chat:write"]);
    let user: UserId = OLIVE.parse().expect("it is an id");
    let conversation: ConversationId = GENERAL.parse().expect("it is an id");
    let at_once = |command| Input { after: 0, command };
    let kick = at_once(Command::Kick { user, conversation });
    let steps = sandbox.history().len();
    assert_eq!(effect(&sandbox.moment_at(steps), &kick), None, "the app is not there yet");
    sandbox.handle(at_once(Command::Invite { user, conversation })).expect("it is possible");
    let now = sandbox.moment_at(steps + 1);
    let found = effect(&now, &kick).expect("the app is there");
    assert_eq!(found.sentence, "Olive removed the app from #general.");
    let told: Vec<String> = found.differences.iter().map(|it| it.sentence()).collect();
    assert_eq!(told, ["#general was taken away and is excluded."]);
    assert!(found.opened.is_empty(), "{:?}", found.opened);
    assert!(found.closed.iter().all(|question| question.channel.as_deref() == Some(GENERAL)));
    let posts = |question: &Question| question.method == "chat.postMessage";
    assert!(found.closed.iter().any(posts), "{:?}", found.closed);
    let kitchen: ConversationId = KITCHEN.parse().expect("it is an id");
    assert!(methods_in(&now, kitchen).is_empty());
}
