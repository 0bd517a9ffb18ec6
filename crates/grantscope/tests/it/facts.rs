//! The tables: ids, the catalogue, the rule book, the lifecycle, casts, envelopes.

use std::collections::BTreeSet;

use expect_test::{Expect, expect};
use grantscope::{
    Cast, Catalogue, Delivery, IdError, Needs, ResourceKind, Rule, STAGES, Scope, SlackId,
    Stage as Lifecycle, TRANSITIONS, Topic, UserId,
};
use proptest::prelude::*;

use crate::stage::{GENERAL, LUNCH, OLIVE, id, json, stage, stage_with};

const SAMPLE: &str =
    include_str!("../../../../tests/scenarios/samples/resources-added-channel.json");

proptest! {
    #[test]
    fn an_id_is_its_text(text in "[A-Z0-9]{1,12}", other in "[A-Z0-9]{1,12}") {
        let (one, two): (SlackId, SlackId) = (id(&text), id(&other));
        prop_assert_eq!(one.to_string(), text.clone());
        prop_assert_eq!(one.cmp(&two), text.cmp(&other));
        prop_assert_eq!(one.initial(), text.chars().next().unwrap_or_default());
    }

    #[test]
    fn any_text_is_an_id_or_an_error(text in ".{0,20}") {
        let sound = (1..=12).contains(&text.len())
            && text.bytes().all(|it| it.is_ascii_uppercase() || it.is_ascii_digit());
        prop_assert_eq!(text.parse::<SlackId>().is_ok(), sound);
    }

    #[test]
    fn reading_any_text_ends(text in ".{0,200}") {
        let _ = grantscope::read(&text);
    }
}

#[test]
fn an_id_of_another_thing_is_refused() {
    let error = "C061EG9SL".parse::<UserId>().expect_err("a channel is no person");
    assert!(matches!(error, IdError::OtherThing { .. }));
    assert_eq!(
        error.to_string(),
        "`C061EG9SL` is no user id: expected it to start with `U` or `W`"
    );
}

#[test]
fn every_scope_and_method_is_found_by_its_name() {
    assert!(
        Catalogue::SLACK.scopes().all(|scope| Catalogue::SLACK.scope(scope.name()) == Some(scope))
    );
    assert!(
        Catalogue::SLACK
            .methods()
            .all(|method| Catalogue::SLACK.method(method.name()) == Some(method))
    );
    assert_eq!(
        Catalogue::SLACK.methods().count(),
        77 + 6,
        "with a row for workspace tokens, and known without"
    );
    assert!(Catalogue::SLACK.scopes().count() <= 128, "a set is two machine words");
}

#[test]
fn a_method_names_scopes_that_exist_and_are_for_workspace_apps() {
    for method in Catalogue::SLACK.methods() {
        let listed = method.scopes();
        assert!(listed.iter().all(Scope::works_with_workspace_tokens), "{method}");
        let needs_one = !matches!(method.needs(), Needs::Nothing | Needs::Closed | Needs::Client);
        let permalink = method.name() == "chat.getPermalink";
        assert_eq!(needs_one && !permalink, !listed.is_empty(), "{method}");
    }
}

// Holds: method-needs-scope.
#[test]
fn the_scopes_in_the_documents_open_the_methods_that_the_documents_say() {
    for (scope, methods) in [
        ("channels:history", "conversations.history"),
        ("channels:read", "conversations.info conversations.list conversations.members"),
        ("chat:write", "chat.postMessage"),
        ("conversations.app_home:create", "chat.postMessage"),
        ("dnd:write:user", "dnd.endDnd dnd.endSnooze dnd.setSnooze"),
        ("identity:read:user", "users.identity"),
        ("reminders:read:user", "reminders.info reminders.list"),
        ("reminders:write:user", "reminders.add reminders.complete reminders.delete"),
        ("users.profile:read", "users.profile.get"),
        ("users.profile:write:user", "users.profile.set"),
        ("users:read", "users.info users.list"),
    ] {
        let scope = Catalogue::SLACK.scope(scope).expect("it is listed");
        for method in methods.split(' ') {
            let opened = Catalogue::SLACK.method(method).expect("it is listed").scopes();
            assert!(opened.contains(scope), "{scope} opens {method}");
        }
    }
}

#[test]
fn every_rule_has_an_identifier_of_its_own_and_all_its_words() {
    let ids: BTreeSet<&str> = Rule::ALL.iter().map(|rule| rule.entry().id).collect();
    assert_eq!(ids.len(), Rule::ALL.len());
    for rule in Rule::ALL.iter().map(|rule| rule.entry()) {
        assert!(
            rule.id.chars().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '-'),
            "{}",
            rule.id
        );
        assert!(rule.sentence.ends_with('.') && !rule.heading.is_empty(), "{}", rule.id);
    }
}

#[test]
fn every_stage_is_drawn_once_and_can_be_reached() {
    let stages: BTreeSet<Lifecycle> = STAGES.iter().map(|entry| entry.stage).collect();
    assert_eq!(stages.len(), STAGES.len());
    assert_eq!(STAGES.iter().filter(|entry| entry.hub).count(), 1);
    for stage in stages {
        assert!(TRANSITIONS.iter().any(|step| step.to == stage), "{stage:?}");
        let way = Lifecycle::NotInstalled.way_to(stage);
        assert_eq!(way.last().map_or(Lifecycle::NotInstalled, |step| step.to), stage);
    }
}

#[test]
fn award_and_rejection_are_the_two_outcomes_of_a_request() {
    let from =
        |stage| TRANSITIONS.iter().filter(move |step| step.to == stage).map(|step| step.from);
    assert!(from(Lifecycle::Awarded).eq([Lifecycle::Requested]));
    assert!(from(Lifecycle::Rejected).eq([Lifecycle::Requested]));
}

#[test]
fn an_envelope_has_the_fields_of_the_documents_sample() {
    let story = stage().installed(&["channels:read"]).invite(OLIVE, GENERAL);
    let last = story.sandbox.history().last().expect("something happened");
    let Some(Delivery::Event { envelope, .. }) = last.outcome.deliveries.first() else {
        panic!("an event is told");
    };
    let mut told = serde_json::to_value(envelope).expect("an envelope is JSON");
    let mut sample: serde_json::Value = serde_json::from_str(SAMPLE).expect("the sample is JSON");
    for counted in ["event_id", "event_time"] {
        assert_ne!(told[counted], serde_json::Value::Null);
        told[counted].take();
        sample[counted].take();
    }
    assert_eq!(told, sample);
}

// Holds: events-need-subscription.
#[test]
fn an_event_without_a_subscription_is_not_sent() {
    let mut cast = Cast::default();
    cast.app.subscriptions.remove(Topic::ResourcesAdded);
    let story = stage_with(cast).installed(&["chat:write"]).invite(OLIVE, GENERAL);
    let last = story.sandbox.history().last().expect("something happened");
    let sent = |delivery: &Delivery| matches!(delivery, Delivery::Event { subscribed: true, .. });
    assert!(!last.outcome.deliveries.is_empty() && !last.outcome.deliveries.iter().any(sent));
}

#[test]
fn kinds_are_named_as_slack_names_them() {
    for kind in ResourceKind::ALL {
        assert_eq!(json(&kind), format!("\"{}\"", kind.name()));
    }
}

#[test]
fn a_cast_is_refused_with_the_way_to_its_fault() {
    #[track_caller]
    fn check(change: impl Fn(&mut Cast), expected: Expect) {
        let mut cast = Cast::default();
        change(&mut cast);
        let fault = grantscope::Sandbox::new(cast).expect_err("the cast is at fault");
        expected.assert_eq(&fault.to_string());
    }
    check(
        |cast| cast.date = u64::MAX,
        expect!["date: expected seconds before the year 10000, got `18446744073709551615`"],
    );
    check(
        |cast| cast.conversations[0].id = id("D00000001"),
        expect![
            "conversations[0].id: expected an id that starts with `C` for a `channel`, got `D00000001`"
        ],
    );
    check(
        |cast| cast.conversations[3].id = id("C0PRIVATE"),
        expect![
            "conversations[3].id: expected an id that starts with `G` for a `group`, got `C0PRIVATE`"
        ],
    );
    check(|cast| cast.team.name.clear(), expect!["team.name: expected 1 to 120 characters, got 0"]);
    check(|cast| cast.people.clear(), expect!["people: expected at least one person, got none"]);
    check(
        |cast| cast.people[1].id = cast.people[0].id,
        expect!["people[1].id: expected an id of its own, got `U061F7AUR` again"],
    );
    check(
        |cast| cast.people[2].name.clear(),
        expect!["people[2].name: expected 1 to 120 characters, got 0"],
    );
    check(
        |cast| cast.people[0].name = "O".repeat(200),
        expect!["people[0].name: expected 1 to 120 characters, got 200"],
    );
    check(
        |cast| cast.people[0].name = "Ev\u{202e}il".to_owned(),
        expect!["people[0].name: expected no character that turns writing around, got U+202E"],
    );
    check(
        |cast| (cast.people[1].admin, cast.people[1].restricted) = (true, true),
        expect!["people[1].restricted: expected an admin or a guest, got both"],
    );
    check(
        |cast| cast.people[1].email = Some("popeye".to_owned()),
        expect![
            "people[1].email: expected an address with an `@`, of at most 120 characters, got `popeye`"
        ],
    );
    check(
        |cast| cast.conversations[1].id = cast.conversations[0].id,
        expect!["conversations[1].id: expected an id of its own, got `C061EG9SL` again"],
    );
    check(
        |cast| cast.conversations[0].kind = ResourceKind::Team,
        expect!["conversations[0].kind: expected `channel`, `group`, `mpim` or `im`, got `team`"],
    );
    check(
        |cast| cast.app.user_id = cast.people[0].id,
        expect!["people[0].id: expected an id of its own, got `U061F7AUR` again"],
    );
}

#[test]
fn a_script_that_leads_nowhere_says_where_it_stops() {
    let replay = |text: &str| {
        let script = grantscope::read_script(text).expect("the shape is right");
        let error = grantscope::Sandbox::replay(script).expect_err("it leads nowhere");
        format!("{}: {error}", error.code())
    };
    expect!["unknown_version: version: expected 1, got 2"]
        .assert_eq(&replay(r#"{"version":2,"inputs":[]}"#));
    expect!["unknown_prompt: inputs[1]: there is no prompt `P1`: expected one that was opened"].assert_eq(&replay(
        r#"{"version":1,"inputs":[{"command":{"type":"wait"}},{"command":{"type":"answer","prompt":"P1","answer":"deny"}}]}"#,
    ));
    expect!["bad_cast: cast.people: expected at least one person, got none"]
        .assert_eq(&replay(r#"{"version":1,"cast":{"people":[]},"inputs":[]}"#));
}

#[test]
fn a_story_of_many_kicks_keeps_every_step() {
    use grantscope::{Channels, Command, Conversation, ConversationId, InstallRoute, ResourceKind};
    let many = 3000;
    let named = |number: usize| -> ConversationId { id(&format!("C{number:08}")) };
    let conversations = (0..many).map(|number| {
        Conversation::new(named(number), &format!("channel-{number}"), ResourceKind::Channel)
    });
    let cast = Cast { conversations: conversations.collect(), ..Cast::default() };
    let story = stage_with(cast)
        .install(OLIVE, &["chat:write"], InstallRoute::Settings)
        .approve(1, Channels::AllExcept(vec![]));
    let kick = |number| Command::Kick { user: id(OLIVE), conversation: named(number) };
    let story = (0..many).fold(story, |story, number| story.command(kick(number)));
    let excluded = |steps| {
        let grants = story.sandbox.view_at(steps).grants;
        grants.kinds.iter().map(|row| row.excluded.len()).sum::<usize>()
    };
    assert_eq!([excluded(2), excluded(1002), excluded(many + 2)], [0, 1000, many]);
}

#[test]
fn every_rule_of_the_book_is_given_by_some_answer() {
    let mut sources = String::new();
    collect(&format!("{}/src", env!("CARGO_MANIFEST_DIR")), &mut sources);
    for rule in Rule::ALL {
        let name = format!("Rule::{rule:?}");
        assert!(sources.contains(&name), "no answer gives {name}");
    }
}

/// The text of every file below a folder.
#[allow(clippy::disallowed_methods, reason = "sources are files")]
fn collect(folder: &str, sources: &mut String) {
    for entry in std::fs::read_dir(folder).expect("a folder can be read") {
        let path = entry.expect("an entry can be read").path();
        let name = path.to_str().expect("paths are text");
        if path.is_dir() {
            collect(name, sources);
        } else {
            sources.push_str(&std::fs::read_to_string(name).expect("a source is text"));
        }
    }
}

#[test]
fn a_set_of_ids_counts_each_id_once_and_lists_them_by_name() {
    let set: grantscope::IdSet = [LUNCH, GENERAL, LUNCH].into_iter().map(id).collect();
    assert_eq!((set.len(), set.is_empty()), (2, false));
    assert_eq!(set.sorted(), [id(GENERAL), id(LUNCH)]);
    assert_eq!(
        (grantscope::IdSet::default().len(), grantscope::IdSet::default().is_empty()),
        (0, true)
    );
}

#[test]
fn an_ids_initial_tells_the_kinds_that_it_may_name() {
    use grantscope::ResourceKind::{AppHome, Channel, Group, Im, Mpim, Team, User};
    for (name, expected) in [
        ("C061EG9SL", &[Channel, Group][..]),
        ("G024BE91L", &[Group, Mpim]),
        ("D0PNCRP9N", &[Im, AppHome]),
        ("T061EG9R6", &[Team]),
        ("U061F7AUR", &[User]),
        ("WH1MPY", &[User]),
        ("A0BLA3EP2", &[]),
    ] {
        let kinds = grantscope::kinds_by_initial(id(name));
        assert_eq!(kinds.iter().collect::<Vec<_>>(), expected, "{name}");
    }
}
