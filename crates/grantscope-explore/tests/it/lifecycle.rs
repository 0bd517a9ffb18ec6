//! The documents' lifecycle is what is left of a world when only stages are told apart.
//!
//! In both directions: what happens goes along the lifecycle's transitions, and each of them is gone.
//! While somebody is asked, the app is at that stage besides the one that it came to last: it may be
//! removed from a channel meanwhile, and the answer still counts.

use std::collections::BTreeSet;

use grantscope::{Moment, STAGES, Sandbox, Stage, TRANSITIONS};
use grantscope_explore::{Act, Exploration, World};

use crate::worlds::{asking, explored_from, hamlet};

/// A world in which everything can happen, but that channels are archived.
fn world() -> Exploration {
    let acts = Act::ALL.into_iter().filter(|act| ![Act::Archive, Act::Unarchive].contains(act));
    let world = World { acts: acts.collect(), ..asking(&hamlet(), &[&["chat:write"]]) };
    explored_from(&Sandbox::new(hamlet()).expect("the cast is sound"), world)
}

/// Where the app is.
fn stages(moment: &Moment) -> BTreeSet<Stage> {
    let asks = moment.prompts().any(|prompt| !prompt.install);
    std::iter::once(moment.stage()).chain(asks.then_some(Stage::Requested)).collect()
}

/// From where to where the lifecycle leads in one step: along one of its transitions, or through its
/// hub, where nobody has to stay.
fn leads(from: Stage, to: Stage) -> bool {
    let is_one = |from, to| TRANSITIONS.iter().any(|way| (way.from, way.to) == (from, to));
    let hub = STAGES.iter().find(|entry| entry.hub).expect("there is a hub").stage;
    from == to || is_one(from, to) || (is_one(from, hub) && is_one(hub, to))
}

#[test]
fn what_happens_goes_along_the_lifecycle_and_each_of_its_transitions_is_gone() {
    let world = world();
    let mut gone: BTreeSet<(Stage, Stage)> = BTreeSet::new();
    for transition in world.transitions() {
        let [from, to] = [transition.from, transition.to]
            .map(|state| world.moment(state).expect("it was found"));
        let reached = to.stage();
        assert!(
            stages(from).into_iter().any(|stage| leads(stage, reached)),
            "nothing in the lifecycle leads from {:?} to {reached:?}: {:?}",
            stages(from),
            world.script_along(*transition).inputs
        );
        gone.insert((from.stage(), reached));
    }
    let never: Vec<_> =
        TRANSITIONS.iter().filter(|way| !gone.contains(&(way.from, way.to))).collect();
    assert!(never.is_empty(), "nothing that happens goes along {never:?}");
}
