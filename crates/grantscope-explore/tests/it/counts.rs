//! How large worlds are, to the state and to the transition.

use expect_test::{Expect, expect};
use grantscope::{Cast, Catalogue, Sandbox};
use grantscope_explore::{Ending, Exploration, Limits, World};

use crate::worlds::{asking, explored, hamlet, village};

#[track_caller]
fn check(cast: &Cast, world: World, expected: Expect) {
    expected.assert_eq(&told(&explored(cast, world)));
}

fn told(exploration: &Exploration) -> String {
    let progress = exploration.progress();
    let ending = progress.ended.expect("it ended");
    let (states, transitions, depth) = (progress.states, progress.transitions, progress.depth);
    format!("{states} states, {transitions} transitions, {depth} steps: {ending:?}")
}

#[test]
fn each_world_has_so_many_states_and_transitions() {
    check(
        &hamlet(),
        asking(&hamlet(), &[]),
        expect!["1805 states, 18631 transitions, 9 steps: Everything"],
    );
    check(
        &hamlet(),
        asking(&hamlet(), &[&["chat:write"]]),
        expect!["13439 states, 154333 transitions, 11 steps: Everything"],
    );
    let mut rotating = hamlet();
    rotating.app.rotation = true;
    check(
        &rotating,
        asking(&rotating, &[&["chat:write"]]),
        expect!["23495 states, 302539 transitions, 11 steps: Everything"],
    );
}

#[test]
fn another_system_has_as_many_as_slacks_where_it_asks_for_as_much() {
    let drive =
        Cast { catalogue: Catalogue::named("file-sharing").expect("it is shipped"), ..hamlet() };
    check(
        &drive,
        asking(&drive, &[&["files:write"]]),
        expect!["13439 states, 154333 transitions, 11 steps: Everything"],
    );
    let for_a_person = expect!["13763 states, 158888 transitions, 11 steps: Everything"];
    for (cast, scope) in [(drive, "shelf:write:member"), (hamlet(), "reminders:write:user")] {
        let world = asking(&cast, &[&[scope]]);
        for_a_person.assert_eq(&told(&explored(&cast, world)));
    }
}

#[test]
fn slices_of_any_size_find_the_same() {
    let world = || asking(&hamlet(), &[&["chat:write"]]);
    let whole = explored(&hamlet(), world());
    let sandbox = Sandbox::new(hamlet()).expect("the cast is sound");
    let mut sliced = Exploration::new(&sandbox, 0, world(), Limits::default());
    while sliced.run(1).ended.is_none() {}
    assert_eq!(sliced.progress(), whole.progress());
    assert_eq!(sliced.transitions(), whole.transitions());
}

#[test]
fn what_a_limit_ends_keeps_what_was_found_and_says_how_large_it_would_be() {
    let sandbox = Sandbox::new(village()).expect("the cast is sound");
    let scopes: [&[&str]; 2] = [&["chat:write"], &["channels:history"]];
    let world = || asking(&village(), &scopes);
    let limited = |limits| {
        let mut exploration = Exploration::new(&sandbox, 0, world(), limits);
        while exploration.run(10_000).ended.is_none() {}
        exploration
    };
    let few = limited(Limits { states: 500, ..Limits::default() });
    let progress = few.progress();
    assert_eq!((progress.states, progress.ended), (500, Some(Ending::States)));
    assert!(few.size().at_most > 500.0, "{:?}", few.size());
    assert!(!few.size().parts.is_empty());

    let near = limited(Limits { depth: 2, ..Limits::default() }).progress();
    assert_eq!((near.depth, near.ended), (2, Some(Ending::Depth)));

    let small = limited(Limits { bytes: 1 << 20, ..Limits::default() }).progress();
    assert_eq!(small.ended, Some(Ending::Bytes));
    assert!(small.bytes < (1 << 20) + 10_000, "{small:?}");
}
