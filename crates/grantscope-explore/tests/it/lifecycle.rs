//! The documents' lifecycle is what is left of a world when only stages are told apart: it is a quotient
//! of what was explored, and the whole of it.
//!
//! Exactly: whatever happens stays in a stage, or goes along one transition of the lifecycle, where
//! nobody has to stay to wait; and each of the lifecycle's transitions is gone by itself. A question
//! that is open is a second place where the app is: it may be removed from a channel meanwhile, and the
//! answer still counts.

use std::collections::{BTreeMap, BTreeSet};

use expect_test::expect;
use grantscope::{Moment, STAGES, Sandbox, Stage, TRANSITIONS};
use grantscope_explore::{Act, Exploration, World};

use crate::worlds::{asking, explored_from, hamlet};

/// A world in which everything can happen, but that channels are archived.
fn world() -> Exploration {
    let acts = Act::ALL.into_iter().filter(|act| ![Act::Archive, Act::Unarchive].contains(act));
    let world = World { acts: acts.collect(), ..asking(&hamlet(), &[&["chat:write"]]) };
    explored_from(&Sandbox::new(hamlet()).expect("the cast is sound"), world)
}

fn open_questions(moment: &Moment) -> usize {
    moment.prompts().filter(|prompt| !prompt.install).count()
}

/// How what happened between two moments of different stages goes along the lifecycle.
fn way(from: &Moment, to: &Moment) -> &'static str {
    let is_one = |from, to| TRANSITIONS.iter().any(|way| (way.from, way.to) == (from, to));
    let hub = STAGES.iter().find(|entry| entry.hub).expect("there is a hub").stage;
    let (before, after) = (from.stage(), to.stage());
    // Where an app comes to its stage and merely goes on waiting, no cause is needed.
    let goes_on = TRANSITIONS.iter().any(|way| (way.from, way.to, way.cause) == (before, hub, ""));
    let answered = open_questions(from) > open_questions(to);
    if is_one(before, after) {
        "by itself"
    } else if goes_on && is_one(hub, after) {
        "from waiting"
    } else if answered && is_one(Stage::Requested, after) {
        "from requested, which was open"
    } else if before == Stage::Requested && is_one(hub, after) {
        "from waiting, nobody having answered"
    } else {
        "not at all"
    }
}

#[test]
fn whatever_happens_stays_in_a_stage_or_goes_along_one_transition_and_each_of_them_is_gone() {
    let world = world();
    let mut ways: BTreeMap<(Stage, Stage), BTreeSet<&str>> = BTreeMap::new();
    for transition in world.transitions() {
        let [from, to] = [transition.from, transition.to]
            .map(|state| world.moment(state).expect("it was found"));
        if from.stage() != to.stage() {
            ways.entry((from.stage(), to.stage())).or_default().insert(way(from, to));
        }
    }
    let told = |((from, to), ways): (&(Stage, Stage), &BTreeSet<&str>)| {
        let ways: Vec<&str> = ways.iter().copied().collect();
        format!("{} → {}: {}\n", from.label(), to.label(), ways.join("; "))
    };
    expect![[r#"
        Not installed → Installed: by itself
        Installed → Not installed: from waiting
        Installed → Waiting: by itself
        Installed → Added: from waiting
        Installed → Removed: from waiting
        Installed → Requested: from waiting
        Installed → Awarded: from requested, which was open
        Installed → Rejected: from requested, which was open
        Waiting → Not installed: by itself
        Waiting → Installed: by itself
        Waiting → Added: by itself
        Waiting → Removed: by itself
        Waiting → Requested: by itself
        Added → Not installed: from waiting
        Added → Installed: from waiting
        Added → Waiting: by itself
        Added → Removed: from waiting
        Added → Requested: from waiting
        Added → Awarded: from requested, which was open
        Added → Rejected: from requested, which was open
        Removed → Not installed: from waiting
        Removed → Installed: from waiting
        Removed → Waiting: by itself
        Removed → Added: from waiting
        Removed → Requested: from waiting
        Removed → Awarded: from requested, which was open
        Removed → Rejected: from requested, which was open
        Requested → Not installed: from waiting, nobody having answered
        Requested → Installed: from waiting, nobody having answered
        Requested → Waiting: by itself
        Requested → Added: from waiting, nobody having answered
        Requested → Removed: from waiting, nobody having answered
        Requested → Awarded: by itself
        Requested → Rejected: by itself
        Awarded → Not installed: from waiting
        Awarded → Installed: from waiting
        Awarded → Waiting: by itself
        Awarded → Added: from waiting
        Awarded → Removed: from waiting
        Awarded → Requested: from waiting
        Rejected → Not installed: from waiting
        Rejected → Installed: from waiting
        Rejected → Waiting: by itself
        Rejected → Added: from waiting
        Rejected → Removed: from waiting
        Rejected → Requested: from waiting
    "#]]
    .assert_eq(&ways.iter().map(told).collect::<String>());
    for one in TRANSITIONS {
        let gone = ways.get(&(one.from, one.to));
        assert!(gone.is_some_and(|ways| ways.contains("by itself")), "{one:?}");
    }
}
