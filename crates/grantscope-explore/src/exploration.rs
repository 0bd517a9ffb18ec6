//! The exploration: every state that a world can come to, the nearest first.
//!
//! Two moments are one state if their [`Essence`] is equal; the first that is found stands for all, and
//! the way to it is a shortest one. It goes on in slices, so that whoever runs it can tell how far it
//! is, and stop. Not here: what is tried (`inputs.rs`), and what is asked of it (`query.rs`).

use grantscope::{Essence, Input, Moment, Sandbox, Script, Topic};
use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;
use serde::{Deserialize, Serialize};

use crate::inputs::Tries;
use crate::world::{Limits, World};

/// Every state that was found so far, of what a [`World`] or something else tries.
#[derive(Clone, Debug)]
pub struct Exploration<T = World> {
    script: Script,
    world: T,
    limits: Limits,
    states: Vec<State>,
    essences: IndexSet<Box<[u8]>, FxBuildHasher>,
    transitions: Vec<Transition>,
    /// How many states were looked at, which comes first.
    looked_at: usize,
    ended: Option<Ending>,
    bytes: usize,
    scratch: Essence,
}

/// A state: the moment that stands for it, and how it was found.
#[derive(Clone, Debug)]
struct State {
    moment: Moment,
    depth: u32,
    /// The transition by which it was found. Nothing for the first.
    found_by: Option<u32>,
}

/// Something that can happen in one state and leads to another, or to the same.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Transition {
    /// Where it starts.
    pub from: u32,
    /// Where it ends.
    pub to: u32,
    /// Which of the inputs that are tried there.
    input: u32,
    events: Events,
}

/// Events that reach the app at once, as a set in a machine word.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Events(u16);

impl Events {
    fn of(topics: &[Topic]) -> Self {
        Self(topics.iter().fold(0, |set, topic| set | bit(*topic)))
    }

    pub(crate) fn contains(self, topic: Topic) -> bool {
        self.0 & bit(topic) != 0
    }
}

fn bit(topic: Topic) -> u16 {
    1_u16.checked_shl(topic as u32).unwrap_or_default()
}

impl Transition {
    /// The events that reach the app, which subscribed to them.
    pub fn events(&self) -> impl Iterator<Item = Topic> + use<> {
        let events = self.events;
        Topic::ALL.into_iter().filter(move |topic| events.contains(*topic))
    }

    pub(crate) fn told(&self) -> Events {
        self.events
    }
}

/// How far an exploration is.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Progress {
    /// How many states were found.
    pub states: usize,
    /// Of those, how many were looked at: what can happen there is known.
    pub looked_at: usize,
    /// How many transitions were found.
    pub transitions: usize,
    /// How many steps the state that was found last is away from the start.
    pub depth: u32,
    /// About how much memory it takes.
    pub bytes: usize,
    /// Why it goes no further, if it does not.
    pub ended: Option<Ending>,
}

/// Why an exploration goes no further.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// There is nothing more.
    Everything,
    /// What is left is too many steps away.
    Depth,
    /// There are more states.
    States,
    /// It would take more memory.
    Bytes,
}

/// About what a state takes besides its essence: the moment and what it does not share.
const STATE_BYTES: usize = size_of::<State>() + 700;

impl<T: Tries> Exploration<T> {
    /// Begins where a sandbox stood after so many steps. Nothing is looked at yet.
    pub fn new(sandbox: &Sandbox, steps: usize, world: T, limits: Limits) -> Self {
        let mut exploration = Self {
            script: sandbox.branch(steps).script(),
            world,
            limits,
            states: Vec::new(),
            essences: IndexSet::default(),
            transitions: Vec::new(),
            looked_at: 0,
            ended: None,
            bytes: 0,
            scratch: Essence::default(),
        };
        exploration.find(sandbox.moment_at(steps), 0, None);
        exploration
    }

    /// Goes on until about so many transitions more were found, or there are no more.
    pub fn run(&mut self, transitions: usize) -> Progress {
        let goal = self.transitions.len().saturating_add(transitions);
        while self.ended.is_none() && self.transitions.len() < goal {
            self.look_at_the_next();
        }
        self.progress()
    }

    /// How far it is.
    pub fn progress(&self) -> Progress {
        Progress {
            states: self.states.len(),
            looked_at: self.looked_at,
            transitions: self.transitions.len(),
            depth: self.states.last().map_or(0, |state| state.depth),
            bytes: self.bytes,
            ended: self.ended,
        }
    }

    /// The world that is explored.
    pub fn world(&self) -> &T {
        &self.world
    }

    /// How far it may go.
    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// The moments that stand for the states, in the order in which they were found.
    pub fn moments(&self) -> impl ExactSizeIterator<Item = &Moment> {
        self.states.iter().map(|state| &state.moment)
    }

    /// The moment that stands for a state.
    pub fn moment(&self, state: u32) -> Option<&Moment> {
        self.state(state).map(|state| &state.moment)
    }

    /// How many steps a state is away from the start.
    pub fn depth(&self, state: u32) -> Option<u32> {
        self.state(state).map(|state| state.depth)
    }

    /// The state that a moment belongs to, if it was found.
    pub fn state_of(&self, moment: &Moment) -> Option<u32> {
        let index = self.essences.get_index_of(moment.essence().bytes())?;
        u32::try_from(index).ok()
    }

    /// Everything that can happen, in the order of the states where it starts.
    pub fn transitions(&self) -> &[Transition] {
        &self.transitions
    }

    /// What can happen in a state.
    pub fn transitions_from(&self, state: u32) -> &[Transition] {
        let start = self.transitions.partition_point(|it| it.from < state);
        let end = self.transitions.partition_point(|it| it.from <= state);
        self.transitions.get(start..end).unwrap_or_default()
    }

    /// What happens in a transition.
    pub fn input(&self, transition: Transition) -> Option<Input> {
        let moment = self.moment(transition.from)?;
        self.world.inputs(moment).into_iter().nth(usize::try_from(transition.input).ok()?)
    }

    /// Everything that can happen, with the moment where it starts and the input.
    pub fn happenings(&self) -> impl Iterator<Item = (Transition, &Moment, Input)> {
        (0..).zip(self.moments()).flat_map(|(state, moment)| {
            let here = self.transitions_from(state);
            let inputs = if here.is_empty() { Vec::new() } else { self.world.inputs(moment) };
            here.iter().filter_map(move |transition| {
                let input = inputs.get(usize::try_from(transition.input).ok()?)?;
                Some((*transition, moment, input.clone()))
            })
        })
    }

    /// A shortest script that leads to a state, from where the sandbox began.
    pub fn script_to(&self, state: u32) -> Script {
        let mut inputs = Vec::new();
        let mut found_by = self.state(state).and_then(|state| state.found_by);
        while let Some(transition) = found_by.and_then(|index| self.transition(index)) {
            inputs.extend(self.input(transition));
            found_by = self.state(transition.from).and_then(|state| state.found_by);
        }
        let mut script = self.script.clone();
        script.inputs.extend(inputs.into_iter().rev());
        script
    }

    /// The same, and then along a transition that starts there.
    pub fn script_along(&self, transition: Transition) -> Script {
        let mut script = self.script_to(transition.from);
        script.inputs.extend(self.input(transition));
        script
    }

    fn state(&self, state: u32) -> Option<&State> {
        self.states.get(usize::try_from(state).ok()?)
    }

    fn transition(&self, index: u32) -> Option<Transition> {
        self.transitions.get(usize::try_from(index).ok()?).copied()
    }

    fn look_at_the_next(&mut self) {
        let Some(state) = self.states.get(self.looked_at) else {
            self.ended = Some(Ending::Everything);
            return;
        };
        if state.depth >= self.limits.depth {
            self.ended = Some(Ending::Depth);
            return;
        }
        let begun = self.transitions.len();
        let (moment, depth) = (state.moment.clone(), state.depth.saturating_add(1));
        let from = counted(self.looked_at);
        for (number, input) in self.world.inputs(&moment).iter().enumerate() {
            let Some((next, told)) = moment.after_telling(input) else { continue };
            let Some(to) = self.find(next, depth, Some(counted(self.transitions.len()))) else {
                // What was found stays; but not all that can happen here is known.
                return;
            };
            self.transitions.push(Transition {
                from,
                to,
                input: counted(number),
                events: Events::of(&told),
            });
        }
        self.bytes = self.bytes.saturating_add(
            self.transitions.len().saturating_sub(begun).saturating_mul(size_of::<Transition>()),
        );
        self.looked_at = self.looked_at.saturating_add(1);
    }

    /// The state that a moment belongs to: known, or new. Nothing if there is no room for a new one.
    fn find(&mut self, moment: Moment, depth: u32, found_by: Option<u32>) -> Option<u32> {
        moment.write_essence(&mut self.scratch);
        if let Some(known) = self.essences.get_index_of(self.scratch.bytes()) {
            return Some(counted(known));
        }
        if self.states.len() >= usize::try_from(self.limits.states).unwrap_or(usize::MAX) {
            self.ended = Some(Ending::States);
            return None;
        }
        if self.bytes >= self.limits.bytes {
            self.ended = Some(Ending::Bytes);
            return None;
        }
        let essence = self.scratch.bytes();
        self.bytes = self.bytes.saturating_add(STATE_BYTES).saturating_add(essence.len());
        let (index, _) = self.essences.insert_full(essence.into());
        self.states.push(State { moment, depth, found_by });
        Some(counted(index))
    }
}

/// There are never more: states are limited to that.
fn counted(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
