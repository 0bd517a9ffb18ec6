//! What is merged is equal in all that matters: the same can happen, the same is told of it, the same
//! calls pass, and it goes on like that.

use std::collections::BTreeMap;

use grantscope::{
    AppKind, Call, Cast, Catalogue, Command, DeniedTrigger, Input, Moment, Needs, Question,
    Sandbox, Stage, TokenName,
};
use grantscope_explore::{Act, Tries, World};

use crate::worlds::{asking, explored_from, hamlet, installed, village};

/// What can be seen of a moment without its past: where each input leads, what is told of it, and
/// which calls pass.
#[derive(Debug, PartialEq)]
struct Future {
    stage: Stage,
    passes: Vec<bool>,
    /// What is asked for, what is told, and what matters of where it leads: prompts and triggers are
    /// named by when they came about, and not compared.
    ways: Vec<(String, Vec<String>, Vec<u8>)>,
}

impl Future {
    fn of(moment: &Moment, world: &World) -> Self {
        let way = |input: &Input| {
            let (next, told) = (moment.after(input)?, moment.told(input)?);
            let events = told.events.into_iter().map(|topic| topic.name().to_owned());
            let told = std::iter::once(told.sentence).chain(events).collect();
            Some((scopes(input), told, next.essence().bytes().to_vec()))
        };
        let mut ways: Vec<_> = world.inputs(moment).iter().filter_map(way).collect();
        ways.sort();
        let passes = questions(moment).into_iter().map(|question| moment.allows(&question));
        Self { stage: moment.stage(), passes: passes.collect(), ways }
    }
}

/// What a sentence leaves out.
fn scopes(input: &Input) -> String {
    let call = if let Command::Call(call) = &input.command { Some(call) } else { None };
    call.and_then(|call| call.arguments.get("scopes")).cloned().unwrap_or_default()
}

/// Every method, in every place and for everybody. A direct message goes by whose it is.
fn questions(moment: &Moment) -> Vec<Question> {
    let between = moment.places().filter(|(_, owner)| owner.is_none());
    let between: Vec<String> = between.map(|(place, _)| place.to_string()).collect();
    let people: Vec<String> = moment.cast().people.iter().map(|it| it.id.to_string()).collect();
    let mut questions = Vec::new();
    for method in Catalogue::SLACK.methods() {
        let question = |channel: Option<&String>, user: Option<&String>| Question {
            method: method.name().to_owned(),
            channel: channel.cloned(),
            user: user.cloned(),
        };
        if method.needs() == Needs::Conversation {
            questions.extend(between.iter().chain(&people).map(|it| question(Some(it), None)));
        } else if method.needs() == Needs::Person {
            questions.extend(people.iter().map(|it| question(None, Some(it))));
        } else {
            questions.push(question(None, None));
        }
    }
    questions
}

/// Some of the ways into a state that was known, each compared with the moment that stands for it.
#[track_caller]
fn check(start: &Sandbox, world: World, every: usize) {
    let exploration = explored_from(start, world);
    let mut futures: BTreeMap<u32, Future> = BTreeMap::new();
    let mut compared = 0;
    for (transition, from, input) in exploration.happenings().step_by(every) {
        let other = from.after(&input).expect("it is possible");
        let of = |moment: &Moment| Future::of(moment, exploration.world());
        let first = exploration.moment(transition.to).expect("it was found");
        let expected = futures.entry(transition.to).or_insert_with(|| of(first));
        assert_eq!(&of(&other), expected, "{:?}", exploration.script_along(transition).inputs);
        compared += 1;
    }
    assert!(compared > 1000, "only {compared} were compared");
}

fn rotating() -> Cast {
    let mut cast = hamlet();
    cast.app.rotation = true;
    cast
}

fn without(acts: &[Act]) -> Vec<Act> {
    Act::ALL.into_iter().filter(|act| !acts.contains(act)).collect()
}

#[test]
fn what_is_merged_has_the_same_future() {
    check(&Sandbox::new(hamlet()).expect("the cast is sound"), asking(&hamlet(), &[]), 1);
    check(&installed(rotating(), &[]), asking(&rotating(), &[&["chat:write"]]), 97);
    let asks: [&[&str]; 2] = [&["chat:write"], &["reminders:write:user"]];
    let acts = without(&[Act::Install, Act::Archive, Act::Unarchive]);
    check(&installed(hamlet(), &[]), World { acts, ..asking(&hamlet(), &asks) }, 11);
    let acts = without(&[Act::Install, Act::Archive, Act::MakePrivate, Act::Deactivate]);
    check(&installed(village(), &["chat:write"]), World { acts, ..asking(&village(), &[]) }, 3);
}

#[test]
fn so_it_is_in_another_dialect_and_for_a_classic_app() {
    let mut usable = hamlet();
    usable.dialect.denied_trigger = DeniedTrigger::Usable;
    let acts = without(&[Act::Install, Act::Archive, Act::Unarchive, Act::MakePrivate]);
    let world = World { acts, ..asking(&usable, &[&["chat:write"]]) };
    check(&installed(usable, &[]), world, 1);
    let mut classic = hamlet();
    classic.app.kind = AppKind::Classic;
    let start = Sandbox::new(classic.clone()).expect("the cast is sound");
    let revoke = |token| Call { token, ..Call::plain("auth.revoke") };
    let calls = vec![revoke(TokenName::User), revoke(TokenName::Bot)];
    check(&start, World { calls, ..asking(&classic, &[&["bot"]]) }, 1);
}
