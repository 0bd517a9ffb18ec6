//! What a page asks of a moment in a large workspace, bounded, and the same as the whole view.

use grantscope::{Command, ConversationView, GrantsView, View, matrix};
use proptest::prelude::*;

use crate::properties::{Telling, acts};
use crate::stage::{GENERAL, OLIVE, Stage, id, stage};

fn with_channels(count: usize) -> Stage {
    (0..count).fold(stage().installed(&["channels:read"]), |told, number| {
        let name = format!("made-{number}");
        told.command(Command::CreateConversation { user: id(OLIVE), name, private: false })
    })
}

fn names(conversations: &[ConversationView]) -> Vec<&str> {
    conversations.iter().map(|place| place.name.as_str()).collect()
}

#[test]
fn a_glance_shows_the_last_hundred_conversations_and_every_home() {
    let told = with_channels(120);
    let steps = told.sandbox.history().len();
    let seen = told.sandbox.glance_at(steps);
    assert_eq!(seen.conversations.len(), 101);
    let names = names(&seen.conversations);
    let ends = [names[0], names[99], names[100]];
    assert_eq!(ends, ["#made-20", "#made-119", "Olive's app home"]);
}

#[test]
fn conversations_are_found_by_a_part_of_their_name_and_by_their_id() {
    let told = with_channels(120);
    let steps = told.sandbox.history().len();
    let found = |text: &str, most| {
        let found = told.sandbox.conversations_at(steps, text, most);
        names(&found).join(" ")
    };
    let cases = [
        ("made-11", 3, "#made-11 #made-110 #made-111"),
        (" #MADE-7", 2, "#made-7 #made-70"),
        (GENERAL, 9, "#general"),
        (&GENERAL.to_lowercase(), 9, "#general"),
        ("C0", 9, ""),
        ("olive", 9, "Olive's app home"),
        ("", 1, "#general"),
        ("nowhere", 9, ""),
    ];
    for (text, most, expected) in cases {
        assert_eq!(found(text, most), expected, "{text}");
    }
}

#[test]
fn an_id_is_called_as_people_call_it() {
    let told = with_channels(1);
    let cases = [
        (GENERAL, "#general"),
        (OLIVE, "Olive"),
        ("T061EG9R6", "Sweethaven"),
        ("C0N0NE", "C0N0NE"),
    ];
    for (named, expected) in cases {
        assert_eq!(told.sandbox.name_at(9, id(named)), expected);
    }
}

proptest! {
    #[test]
    fn what_is_bounded_says_the_same_as_the_whole_where_the_workspace_is_small(
        story in acts(),
        share in 0..=100_usize,
    ) {
        let mut telling = Telling::new();
        for (after, act) in &story {
            telling.tell(*after, act);
        }
        let sandbox = &telling.sandbox;
        let steps = sandbox.history().len();
        let (since, view) = (steps * share / 100, sandbox.view_at(steps));
        let seen = View { grants: GrantsView::default(), ..view.clone() };
        prop_assert_eq!(sandbox.glance_at(steps), seen);
        prop_assert_eq!(sandbox.conversations_at(steps, "", 999), view.conversations);
        let before = sandbox.view_at(since).grants;
        prop_assert_eq!(sandbox.matrix_at(since, steps, 6), matrix(&before, &view.grants, 6));
        for offer in sandbox.offers_at(steps, id(OLIVE)) {
            prop_assert_eq!(&sandbox.offer_at(steps, offer.actor, offer.input.clone()), &offer);
        }
    }
}
