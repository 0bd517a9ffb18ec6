//! The small worlds that tests explore.

use grantscope::{
    Answer, Cast, Channels, Command, Input, InstallRoute, PromptId, Question, Sandbox,
};
use grantscope_explore::{Exploration, Limits, World};

pub(crate) const OLIVE: &str = "U061F7AUR";
pub(crate) const POPEYE: &str = "U0HTT3Q0G";
pub(crate) const GENERAL: &str = "C061EG9SL";
pub(crate) const LUNCH: &str = "C061FA5PB";
pub(crate) const KITCHEN: &str = "G024BE91L";

/// One person, one channel, one private channel.
pub(crate) fn hamlet() -> Cast {
    let mut cast = Cast::default();
    cast.people.truncate(1);
    cast.conversations.retain(|it| [GENERAL, KITCHEN].contains(&it.id.to_string().as_str()));
    cast
}

/// Two people, two channels, one private channel.
pub(crate) fn village() -> Cast {
    let mut cast = Cast::default();
    cast.people.truncate(2);
    let places = [GENERAL, LUNCH, KITCHEN];
    cast.conversations.retain(|it| places.contains(&it.id.to_string().as_str()));
    cast
}

/// The world of a cast, in which the app asks for each of these sets of scopes.
pub(crate) fn asking(cast: &Cast, scopes: &[&[&str]]) -> World {
    let set = |names: &&[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    World { scopes: scopes.iter().map(set).collect(), ..World::of(cast) }
}

/// Explores a world to its end.
pub(crate) fn explored(cast: &Cast, world: World) -> Exploration {
    explored_from(&Sandbox::new(cast.clone()).expect("the cast is sound"), world)
}

/// The same, from where a sandbox stands.
pub(crate) fn explored_from(sandbox: &Sandbox, world: World) -> Exploration {
    let steps = sandbox.history().len();
    let mut exploration = Exploration::new(sandbox, steps, world, Limits::default());
    while exploration.run(10_000).ended.is_none() {}
    exploration
}

/// The world of a cast, into which Olive installed the app with these scopes, in no channel.
pub(crate) fn installed(cast: Cast, scopes: &[&str]) -> Sandbox {
    let mut sandbox = Sandbox::new(cast).expect("the cast is sound");
    let olive = OLIVE.parse().expect("it is an id");
    let approve = Answer::Approve { channels: Channels::None };
    for command in [
        Command::install(olive, scopes, InstallRoute::Settings),
        Command::Answer { prompt: PromptId(1), answer: approve },
    ] {
        sandbox.handle(Input { after: 0, command }).expect("it is possible");
    }
    sandbox
}

pub(crate) fn at(method: &str, channel: &str) -> Question {
    Question { method: method.to_owned(), channel: Some(channel.to_owned()), user: None }
}

pub(crate) fn acting(method: &str, user: &str) -> Question {
    Question { method: method.to_owned(), channel: None, user: Some(user.to_owned()) }
}

pub(crate) fn plain(method: &str) -> Question {
    Question { method: method.to_owned(), channel: None, user: None }
}
