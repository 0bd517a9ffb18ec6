//! What is tried at a moment: the model's offers, completed as a person at a screen completes them,
//! within the bounds of a world.
//!
//! The order is the same for equal moments of one run, so that a number names an input. Not here:
//! whether it is possible, which the model decides.

use grantscope::{Answer, Asked, Call, Channels, Command, ConversationId, Input, Moment, UserId};

use crate::world::{Act, MOST_CHOICES, World};

/// What says which inputs are tried at a moment, possible or not. For equal moments it says the same.
pub trait Tries {
    /// The inputs. Those that come first are preferred where two ways are as short.
    fn inputs(&self, moment: &Moment) -> Vec<Input>;
}

impl Tries for World {
    fn inputs(&self, moment: &Moment) -> Vec<Input> {
        inputs(moment, self)
    }
}

impl<F: Fn(&Moment) -> Vec<Input>> Tries for F {
    fn inputs(&self, moment: &Moment) -> Vec<Input> {
        self(moment)
    }
}

fn inputs(moment: &Moment, world: &World) -> Vec<Input> {
    let everybody;
    let people: &[UserId] = match &world.people {
        Some(people) => people,
        None => {
            everybody = moment.cast().people.iter().map(|it| it.id).collect::<Vec<_>>();
            &everybody
        }
    };
    let room = Room::of(moment, world);
    let mut inputs = Vec::new();
    for input in moment.offered(people) {
        match Act::of(&input.command) {
            Some(act) if world.has(act) && room.is_there_for(act) => {
                complete(moment, world, &room, input, &mut inputs);
            }
            Some(_) | None => {}
        }
    }
    if world.has(Act::Ask) && room.prompts {
        inputs.extend(requests(moment, world).map(at_once));
    }
    inputs.extend(world.calls.iter().cloned().map(Command::Call).map(at_once));
    if world.has(Act::Wait) {
        let waits = moment.waits().into_iter();
        inputs.extend(waits.map(|after| Input { after, command: Command::Wait {} }));
    }
    inputs
}

/// Whether another may wait for somebody.
struct Room {
    prompts: bool,
    triggers: bool,
    codes: bool,
}

impl Room {
    fn of(moment: &Moment, world: &World) -> Self {
        Self {
            prompts: moment.prompts().count() < world.at_once,
            triggers: moment.triggers().count() < world.at_once,
            codes: moment.codes() < world.at_once,
        }
    }

    fn is_there_for(&self, act: Act) -> bool {
        match act {
            Act::Install => self.prompts,
            Act::Interact | Act::SubmitDialog => self.triggers,
            Act::Answer
            | Act::Exchange
            | Act::Refresh
            | Act::Invite
            | Act::Kick
            | Act::Ask
            | Act::OpenAppHome
            | Act::Revoke
            | Act::Uninstall
            | Act::Wait
            | Act::Deactivate
            | Act::Archive
            | Act::Unarchive
            | Act::MakePrivate => true,
        }
    }
}

fn complete(moment: &Moment, world: &World, room: &Room, input: Input, inputs: &mut Vec<Input>) {
    if let Command::Install { user, through, .. } = &input.command {
        if !world.through.contains(through) {
            return;
        }
        let sets = world.scopes.iter().filter(|scopes| !scopes.is_empty());
        let installs = sets.map(|scopes| {
            let scopes: Vec<&str> = scopes.iter().map(String::as_str).collect();
            at_once(Command::install(*user, &scopes, *through))
        });
        let installs: Vec<Input> = installs.collect();
        inputs.push(input);
        inputs.extend(installs);
    } else if let Command::Answer { prompt, answer: Answer::Approve { channels } } = &input.command
    {
        // All of them is one of the choices.
        if *channels != Channels::None {
            return;
        }
        let prompt = *prompt;
        let asked = moment.prompts().find(|asked| asked.prompt == prompt);
        if let Some(asked) = asked.filter(|asked| room.codes || !asked.gives_a_code) {
            let choices = choices(moment, world, asked).into_iter();
            let answers = choices.map(|channels| Answer::Approve { channels });
            inputs.extend(answers.map(|answer| at_once(Command::Answer { prompt, answer })));
        }
    } else {
        inputs.push(input);
    }
}

/// What may be chosen by who approves: no channels, some, or all but some, naming so many at most.
fn choices(moment: &Moment, world: &World, asked: Asked) -> Vec<Channels> {
    if !asked.channels {
        return vec![Channels::None];
    }
    if asked.single_channel {
        return moment.public_channels().map(|id| Channels::Chosen(vec![id])).collect();
    }
    let sets = subsets(moment.public_channels(), world.named_channels);
    let chosen = sets.iter().filter(|set| !set.is_empty()).cloned().map(Channels::Chosen);
    let excepted = sets.iter().cloned().map(Channels::AllExcept);
    std::iter::once(Channels::None).chain(chosen).chain(excepted).collect()
}

/// Every set of at most so many. No more sets than can be tried: `World::check` refuses what has more.
fn subsets(of: impl Iterator<Item = ConversationId>, most: usize) -> Vec<Vec<ConversationId>> {
    let mut sets = vec![Vec::new()];
    for one in of {
        if sets.len() > MOST_CHOICES {
            break;
        }
        let smaller = sets.iter().filter(|set| set.len() < most);
        let with: Vec<_> = smaller.map(|set| [set.as_slice(), &[one]].concat()).collect();
        sets.extend(with);
    }
    sets
}

fn requests<'a>(moment: &'a Moment, world: &'a World) -> impl Iterator<Item = Command> + 'a {
    let sets = || world.scopes.iter().filter(|scopes| !scopes.is_empty());
    moment.triggers().flat_map(move |(user, trigger)| {
        sets().map(move |scopes| {
            let scopes: Vec<&str> = scopes.iter().map(String::as_str).collect();
            Command::Call(Call::asking_for(moment.cast().catalogue, user, trigger, &scopes))
        })
    })
}

fn at_once(command: Command) -> Input {
    Input { after: 0, command }
}
