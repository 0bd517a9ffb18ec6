//! What people do with channels: make them, archive them, turn them private; and who is in them.

use expect_test::expect;
use grantscope::{
    Cast, Channels, Command, Conversation, Delivery, InstallRoute, Ledger, Question, ResourceKind,
};

use crate::stage::{
    GENERAL, KITCHEN, LUNCH, OLIVE, POPEYE, SECRET, Stage, check, id, json, stage, stage_with,
};

const WIMPY: &str = "WH1MPY";
const MADE: &str = "C00000001";
const HOME: &str = "D00000001";
const BETWEEN: &str = "D024BFF1M";

trait People {
    fn create(self, user: &str, name: &str, private: bool) -> Self;
    fn archive(self, user: &str, conversation: &str) -> Self;
    fn unarchive(self, user: &str, conversation: &str) -> Self;
    fn make_private(self, user: &str, conversation: &str) -> Self;
    fn write(self, user: &str, conversation: &str) -> Self;
    fn add_slash_command(self, user: &str, conversations: &[&str]) -> Self;
}

impl People for Stage {
    fn create(self, user: &str, name: &str, private: bool) -> Self {
        let (user, name) = (id(user), name.to_owned());
        self.command(Command::CreateConversation { user, name, private })
    }

    fn archive(self, user: &str, conversation: &str) -> Self {
        self.command(Command::Archive { user: id(user), conversation: id(conversation) })
    }

    fn unarchive(self, user: &str, conversation: &str) -> Self {
        self.command(Command::Unarchive { user: id(user), conversation: id(conversation) })
    }

    fn make_private(self, user: &str, conversation: &str) -> Self {
        self.command(Command::MakePrivate { user: id(user), conversation: id(conversation) })
    }

    fn write(self, user: &str, conversation: &str) -> Self {
        let conversation = Some(id(conversation));
        self.command(Command::Message { user: id(user), conversation, text: "Hello".to_owned() })
    }

    fn add_slash_command(self, user: &str, conversations: &[&str]) -> Self {
        let conversations = conversations.iter().map(|place| id(place)).collect();
        self.command(Command::AddSlashCommand { user: id(user), conversations })
    }
}

/// The default cast, and a direct message between Olive and Popeye.
fn with_direct_message() -> Cast {
    let mut cast = Cast::default();
    let members = Some(vec![id(OLIVE), id(POPEYE)]);
    cast.conversations
        .push(Conversation { members, ..Conversation::new(id(BETWEEN), "", ResourceKind::Im) });
    cast
}

fn everywhere() -> Channels {
    Channels::AllExcept(vec![])
}

const POST: [(&str, &str); 2] = [("channel", MADE), ("text", "Hello")];

// Holds: new-channels-covered.
#[test]
fn a_new_public_channel_is_covered_by_a_wildcard_and_a_private_one_is_not() {
    check(
        stage()
            .installed_in(&["chat:write"], everywhere())
            .create(POPEYE, "plans", false)
            .call("chat.postMessage", &POST)
            .create(POPEYE, "secrets", true)
            .call("chat.postMessage", &[("channel", "G00000002"), ("text", "Hello")]),
        expect![[r#"
            Popeye made a public channel #plans. [Waiting]
              because new-channels-covered
            The app called chat.postMessage in #plans: ok. [Waiting]
              = {"channel":"C00000001","message":{"bot_id":"B0NKHRW57","subtype":"bot_message","text":"Hello","ts":"1536408004.000000","type":"message","user":"U0NKHRW57","username":"Lunch Train"},"ok":true,"ts":"1536408004.000000"}
              because scopes-travel, app-posts-as-itself
            Popeye made a private channel #secrets. [Waiting]
            The app called chat.postMessage in #secrets: no_permission. [Waiting]
              = {"ok":false,"error":"no_permission"}
              because resources-limit-scopes
        "#]],
    );
}

#[test]
fn a_new_channel_is_not_reached_without_a_wildcard() {
    let story = stage()
        .installed_in(&["chat:write"], Channels::Chosen(vec![id(LUNCH)]))
        .create(POPEYE, "plans", false)
        .call("chat.postMessage", &POST);
    assert_eq!(story.code(), "no_permission");
}

#[test]
fn a_channel_that_a_person_makes_is_told_by_no_event_about_resources() {
    let story = stage().installed_in(&["chat:write"], everywhere()).create(OLIVE, "plans", false);
    let last = story.sandbox.history().last().expect("it happened");
    assert!(last.outcome.deliveries.is_empty());
}

#[test]
fn the_id_of_a_new_conversation_is_never_one_of_the_casts() {
    let mut cast = Cast::default();
    cast.conversations.push(Conversation::new(id(MADE), "first", ResourceKind::Channel));
    cast.conversations.push(Conversation {
        members: Some(vec![id(OLIVE), id(POPEYE)]),
        ..Conversation::new(id(HOME), "", ResourceKind::Im)
    });
    let story = stage_with(cast).installed(&[]).create(OLIVE, "plans", false);
    let ids: Vec<String> =
        story.sandbox.view().conversations.iter().map(|it| it.id.to_string()).collect();
    assert_eq!(ids, [GENERAL, LUNCH, SECRET, KITCHEN, MADE, HOME, "C00000002", "D00000002"]);
}

// Holds: turned-private-leaves.
#[test]
fn a_channel_that_turns_private_is_taken_from_the_app_and_told() {
    check(
        stage()
            .installed_in(&["chat:write"], everywhere())
            .make_private(POPEYE, LUNCH)
            .call("chat.postMessage", &[("channel", LUNCH), ("text", "Hello")])
            .invite(POPEYE, LUNCH)
            .call("chat.postMessage", &[("channel", LUNCH), ("text", "Hello")])
            .call("apps.permissions.resources.list", &[]),
        expect![[r#"
            Popeye turned #lunch private. [Removed]
              » {"type":"resources_removed","resources":[{"resource":{"type":"channel","grant":{"type":"specific","resource_id":"C061FA5PB"}},"scopes":["chat:write"]}]}
              because turned-private-leaves
            The app called chat.postMessage in #lunch: no_permission. [Waiting]
              = {"ok":false,"error":"no_permission"}
              because resources-limit-scopes
            Popeye invited the app to #lunch. [Added]
              » {"type":"resources_added","resources":[{"resource":{"type":"group","grant":{"type":"specific","resource_id":"C061FA5PB"}},"scopes":["chat:write"]}]}
              because invitation-adds-resource
            The app called chat.postMessage in #lunch: ok. [Waiting]
              = {"channel":"C061FA5PB","message":{"bot_id":"B0NKHRW57","subtype":"bot_message","text":"Hello","ts":"1536408006.000000","type":"message","user":"U0NKHRW57","username":"Lunch Train"},"ok":true,"ts":"1536408006.000000"}
              because scopes-travel, app-posts-as-itself
            The app called apps.permissions.resources.list: ok. [Waiting]
              = {"ok":true,"resources":[{"id":"C061FA5PB","type":"group"},{"id":"D00000001","type":"app_home"}],"response_metadata":{"next_cursor":""}}
              because lookups-need-no-scope, only-info-tells-wildcards
        "#]],
    );
}

#[test]
fn a_channel_that_turned_private_before_the_code_was_exchanged_is_not_granted() {
    let consented = || {
        let chosen = Channels::Chosen(vec![id(LUNCH)]);
        stage().install(OLIVE, &["chat:write"], InstallRoute::Oauth).approve(1, chosen)
    };
    let post = |story: Stage| {
        story.exchange().call("chat.postMessage", &[("channel", LUNCH), ("text", "Hello")]).code()
    };
    assert_eq!(post(consented()), "ok");
    assert_eq!(post(consented().make_private(POPEYE, LUNCH)), "no_permission");
}

// Holds: archived-is-closed.
#[test]
fn an_archived_channel_takes_neither_messages_nor_invitations_but_can_be_read() {
    check(
        stage()
            .installed_in(&["channels:history", "chat:write"], Channels::Chosen(vec![id(LUNCH)]))
            .archive(POPEYE, LUNCH)
            .call("chat.postMessage", &[("channel", LUNCH), ("text", "Hello")])
            .call("conversations.history", &[("channel", LUNCH)])
            .write(OLIVE, LUNCH)
            .kick(OLIVE, LUNCH)
            .invite(OLIVE, LUNCH)
            .add_slash_command(OLIVE, &[LUNCH])
            .unarchive(OLIVE, LUNCH)
            .invite(OLIVE, LUNCH),
        expect![[r#"
            Popeye archived #lunch. [Waiting]
              because archived-is-closed
            The app called chat.postMessage in #lunch: is_archived. [Waiting]
              = {"ok":false,"error":"is_archived"}
              because archived-is-closed
            The app called conversations.history in #lunch: ok. [Waiting]
              = {"has_more":false,"messages":[],"ok":true,"pin_count":0,"response_metadata":{"next_cursor":""}}
              because scopes-travel
            ! archived: `C061FA5PB` is archived: bring it back first
            Olive removed the app from #lunch. [Removed]
              » {"type":"resources_removed","resources":[{"resource":{"type":"channel","grant":{"type":"specific","resource_id":"C061FA5PB"}},"scopes":["channels:history","chat:write"]}]}
              because removal-takes-resource, kick-excludes
            ! archived: `C061FA5PB` is archived: bring it back first
            ! archived: `C061FA5PB` is archived: bring it back first
            Olive brought #lunch back. [Waiting]
            Olive invited the app to #lunch. [Added]
              » {"type":"resources_added","resources":[{"resource":{"type":"channel","grant":{"type":"specific","resource_id":"C061FA5PB"}},"scopes":["channels:history","chat:write"]}]}
              because invitation-adds-resource, invitation-clears-exclusion
        "#]],
    );
}

#[test]
fn what_people_cannot_do_with_a_conversation_is_said_to_be_so() {
    check(
        stage_with(with_direct_message())
            .installed(&[])
            .archive(OLIVE, GENERAL)
            .make_private(OLIVE, GENERAL)
            .make_private(OLIVE, KITCHEN)
            .unarchive(OLIVE, LUNCH)
            .archive(OLIVE, BETWEEN)
            .archive(OLIVE, "C0NOWHERE")
            .create(OLIVE, "lunch", false)
            .create(OLIVE, "Lunch Train", false)
            .create("U0NOBODY", "plans", false)
            .create(OLIVE, "plans", true)
            .invite(POPEYE, "G00000001")
            .write(POPEYE, "G00000001")
            .click(POPEYE, "G00000001")
            .make_private(POPEYE, "G00000001")
            .archive(OLIVE, LUNCH)
            .archive(OLIVE, LUNCH),
        expect![[r#"
            ! general_stays: `C061EG9SL` is everybody's: it is neither archived nor made private
            ! general_stays: `C061EG9SL` is everybody's: it is neither archived nor made private
            ! not_a_public_channel: `G024BE91L` is not a public channel: choose public channels only
            ! not_archived: `C061FA5PB` is not archived: nothing to bring back
            ! not_a_channel: `D024BFF1M` is messages between people: expected a channel
            ! unknown_conversation: there is no conversation `C0NOWHERE`: expected one of the cast's
            ! name_taken: there is a conversation called `lunch` already: expected another name
            ! bad_name: `Lunch Train` is no name for a channel: expected at most 21 small letters, digits, hyphens and underscores
            ! unknown_person: there is no person `U0NOBODY`: expected one of the cast's people
            Olive made a private channel #plans. [Waiting]
            ! not_a_member: `U0HTT3Q0G` is not in `G00000001`: expected somebody who is
            ! not_a_member: `U0HTT3Q0G` is not in `G00000001`: expected somebody who is
            ! not_a_member: `U0HTT3Q0G` is not in `G00000001`: expected somebody who is
            ! not_a_member: `U0HTT3Q0G` is not in `G00000001`: expected somebody who is
            Olive archived #lunch. [Waiting]
              because archived-is-closed
            ! archived: `C061FA5PB` is archived: bring it back first
        "#]],
    );
}

#[test]
fn a_person_who_closes_their_direct_message_removes_the_app_from_it() {
    check(
        stage()
            .installed(&[])
            .kick(POPEYE, HOME)
            .kick(OLIVE, HOME)
            .call("chat.postMessage", &[("channel", HOME), ("text", "Hello")])
            .kick(OLIVE, HOME)
            .command(Command::OpenAppHome { user: id(OLIVE) })
            .call("chat.postMessage", &[("channel", HOME), ("text", "Hello")]),
        expect![[r#"
            ! not_a_member: `U0HTT3Q0G` is not in `D00000001`: expected somebody who is
            Olive closed their direct message with the app. [Removed]
              » {"type":"resources_removed","resources":[{"resource":{"type":"app_home","grant":{"type":"specific","resource_id":"D00000001"}},"scopes":["chat:write","im:history","im:read"]}]}
              because removal-takes-resource
            The app called chat.postMessage in Olive's app home: no_permission. [Waiting]
              = {"ok":false,"error":"no_permission"}
              because resources-limit-scopes
            ! not_there: the app is not in `D00000001`: nothing to remove it from
            Olive opened a direct message with the app. [Added]
              » {"type":"resources_added","resources":[{"resource":{"type":"app_home","grant":{"type":"specific","resource_id":"D00000001"}},"scopes":["chat:write","im:history","im:read"]}]}
              because app-home-opens-unasked
            The app called chat.postMessage in Olive's app home: ok. [Waiting]
              = {"channel":"D00000001","message":{"bot_id":"B0NKHRW57","subtype":"bot_message","text":"Hello","ts":"1536408006.000000","type":"message","user":"U0NKHRW57","username":"Lunch Train"},"ok":true,"ts":"1536408006.000000"}
              because scopes-travel, app-posts-as-itself
        "#]],
    );
}

#[test]
fn a_slash_command_brings_an_app_into_a_direct_message_and_an_invitation_does_not() {
    check(
        stage_with(with_direct_message())
            .installed(&["chat:write", "conversations:read"])
            .invite(OLIVE, BETWEEN)
            .add_slash_command(WIMPY, &[BETWEEN])
            .add_slash_command(OLIVE, &[BETWEEN])
            .call("conversations.info", &[("channel", BETWEEN)])
            .call("conversations.members", &[("channel", BETWEEN)])
            .kick(POPEYE, BETWEEN)
            .call("conversations.info", &[("channel", BETWEEN)]),
        expect![[r#"
            ! not_a_channel: `D024BFF1M` is messages between people: expected a channel
            ! not_a_member: `WH1MPY` is not in `D024BFF1M`: expected somebody who is
            Olive added the app's slash command to the direct message of Olive and Popeye. [Added]
              » {"type":"resources_added","resources":[{"resource":{"type":"im","grant":{"type":"specific","resource_id":"D024BFF1M"}},"scopes":["chat:write","conversations:read"]}]}
              because slash-command-adds-resources
            The app called conversations.info in the direct message of Olive and Popeye: ok. [Waiting]
              = {"channel":{"created":1536408000,"id":"D024BFF1M","is_im":true,"is_open":true,"is_org_shared":false,"is_user_deleted":false,"last_read":"0000000000.000000","latest":null,"priority":0,"unread_count":0,"unread_count_display":0,"user":"U061F7AUR"},"ok":true}
              because scopes-travel
            The app called conversations.members in the direct message of Olive and Popeye: ok. [Waiting]
              = {"members":["U061F7AUR","U0HTT3Q0G","U0NKHRW57"],"ok":true,"response_metadata":{"next_cursor":""}}
              because scopes-travel
            Popeye removed the app from the direct message of Olive and Popeye. [Removed]
              » {"type":"resources_removed","resources":[{"resource":{"type":"im","grant":{"type":"specific","resource_id":"D024BFF1M"}},"scopes":["chat:write","conversations:read"]}]}
              because removal-takes-resource
            The app called conversations.info in the direct message of Olive and Popeye: no_permission. [Waiting]
              = {"ok":false,"error":"no_permission"}
              because resources-limit-scopes
        "#]],
    );
}

/// What the app is told of a story, as a ledger keeps it.
fn ledger_of(story: &Stage) -> Ledger {
    let mut ledger = Ledger::new();
    let outcomes = story.sandbox.history().iter().map(|step| &step.outcome);
    for delivery in outcomes.flat_map(|outcome| &outcome.deliveries) {
        if let Delivery::Event { envelope, .. } = delivery {
            ledger.apply_text(&json(envelope)).expect("an envelope can be read");
        }
    }
    ledger
}

#[test]
fn a_ledger_hears_that_a_channel_turned_private_where_the_app_was() {
    let may_post = |story: &Stage| ledger_of(story).allows("chat.postMessage", Some(LUNCH), None);
    let story = stage().installed_in(&["chat:write"], everywhere());
    assert!(may_post(&story));
    let story = story.make_private(OLIVE, LUNCH);
    assert!(!may_post(&story));
    let story = story.invite(OLIVE, LUNCH);
    assert!(may_post(&story));
    assert!(!may_post(&story.kick(OLIVE, LUNCH)));
    let unheard = stage().make_private(OLIVE, LUNCH).installed_in(&["chat:write"], everywhere());
    assert!(may_post(&unheard), "a blind spot: the id still begins like a public channel's");
}

#[test]
fn there_is_a_way_back_into_what_is_archived_private_or_between_people() {
    let plan = |story: Stage, channel: &str| {
        let question = Question {
            method: "chat.postMessage".to_owned(),
            channel: Some(channel.to_owned()),
            user: None,
        };
        let plan = story.sandbox.explain(&question).expect("the question is sound").plan;
        let plan = plan.expect("there is a way");
        let steps: Vec<String> = plan.iter().map(|input| json(&input.command)).collect();
        let steps = steps.iter().map(|step| {
            let step: serde_json::Value = serde_json::from_str(step).expect("it is JSON");
            format!("{} {}", step["type"], step["user"]).replace('"', "")
        });
        steps.collect::<Vec<_>>().join(", ")
    };
    let installed = || stage_with(with_direct_message()).installed(&["chat:write"]);
    assert_eq!(
        plan(installed().archive(OLIVE, LUNCH), LUNCH),
        "unarchive U061F7AUR, invite U061F7AUR"
    );
    assert_eq!(plan(installed().make_private(OLIVE, LUNCH), LUNCH), "invite U061F7AUR");
    assert_eq!(plan(installed(), BETWEEN), "add_slash_command U061F7AUR");
    let private = installed().create(POPEYE, "plans", true);
    assert_eq!(plan(private, "G00000001"), "invite U0HTT3Q0G");
}

#[test]
fn a_slash_command_is_added_to_a_dozen_channels_at_once_and_told_at_once() {
    let mut cast = Cast::default();
    let dozen: Vec<String> = (1..=12).map(|number| format!("C0D0ZEN{number:02}")).collect();
    let channel =
        |text: &String| Conversation::new(id(text), &text.to_lowercase(), ResourceKind::Channel);
    cast.conversations.extend(dozen.iter().map(channel));
    let places: Vec<&str> = dozen.iter().map(String::as_str).collect();
    let story = stage_with(cast).installed(&["chat:write"]).add_slash_command(OLIVE, &places);
    let last = story.sandbox.history().last().expect("it happened");
    let [Delivery::Event { envelope, .. }] = last.outcome.deliveries.as_slice() else {
        panic!("one event tells of all");
    };
    let grantscope::Event::ResourcesAdded(added) = &envelope.event else {
        panic!("resources were added");
    };
    let told = added.resources.iter().map(|it| json(&it.resource.grant));
    assert!(told.zip(&dozen).all(|(grant, id)| grant.contains(id.as_str())));
    assert_eq!(added.resources.len(), 12);
}

#[test]
fn the_casts_word_on_conversations_is_told() {
    let mut cast = Cast::default();
    cast.conversations[1] = Conversation {
        archived: true,
        topic: "Trains".to_owned(),
        purpose: "Lunch".to_owned(),
        members: Some(vec![id(POPEYE), id(WIMPY)]),
        creator: Some(id(WIMPY)),
        ..cast.conversations[1].clone()
    };
    let story = stage_with(cast)
        .installed_in(&["conversations:read"], everywhere())
        .call("conversations.info", &[("channel", LUNCH), ("include_num_members", "true")]);
    expect![[r#"{"channel":{"created":1536408000,"creator":"WH1MPY","id":"C061FA5PB","is_archived":true,"is_channel":true,"is_ext_shared":false,"is_general":false,"is_group":false,"is_im":false,"is_member":true,"is_mpim":false,"is_org_shared":false,"is_pending_ext_shared":false,"is_private":false,"is_read_only":false,"is_shared":false,"last_read":"0000000000.000000","name":"lunch","name_normalized":"lunch","num_members":3,"pending_shared":[],"previous_names":[],"purpose":{"creator":"WH1MPY","last_set":1536408000,"value":"Lunch"},"topic":{"creator":"WH1MPY","last_set":1536408000,"value":"Trains"},"unlinked":0},"ok":true}"#]].assert_eq(&story.last_reply());
    let story = story.call("conversations.members", &[("channel", LUNCH)]);
    expect![[r#"{"members":["U0HTT3Q0G","WH1MPY","U0NKHRW57"],"ok":true,"response_metadata":{"next_cursor":""}}"#]].assert_eq(&story.last_reply());
    let story = story.call("conversations.list", &[("exclude_archived", "true")]);
    assert!(!story.last_reply().contains(LUNCH) && story.last_reply().contains(GENERAL));
}

#[test]
fn everybody_is_in_a_conversation_of_which_the_cast_does_not_say_who_is() {
    let story = stage()
        .installed_in(&["channels:read"], Channels::Chosen(vec![id(GENERAL)]))
        .call("conversations.members", &[("channel", GENERAL)]);
    for person in [OLIVE, POPEYE, WIMPY] {
        assert!(story.last_reply().contains(person), "{person}");
    }
}

#[test]
fn a_cast_says_who_is_in_a_direct_message() {
    #[track_caller]
    fn check(members: Option<&[&str]>, creator: Option<&str>, expected: expect_test::Expect) {
        let mut cast = Cast::default();
        let members = members.map(|members| members.iter().map(|user| id(user)).collect());
        cast.conversations.push(Conversation {
            members,
            creator: creator.map(id),
            ..Conversation::new(id(BETWEEN), "", ResourceKind::Im)
        });
        let fault = grantscope::Sandbox::new(cast).expect_err("the cast is at fault");
        expected.assert_eq(&fault.to_string());
    }
    check(
        None,
        None,
        expect!["conversations[4].members: expected the two people of an `im`, got 0"],
    );
    check(
        Some(&[OLIVE]),
        None,
        expect!["conversations[4].members: expected the two people of an `im`, got 1"],
    );
    check(
        Some(&[OLIVE, OLIVE]),
        None,
        expect![
            "conversations[4].members[1]: expected each of the people at most once, got `U061F7AUR`"
        ],
    );
    check(
        Some(&[OLIVE, "U0NOBODY"]),
        None,
        expect![
            "conversations[4].members[1]: expected each of the people at most once, got `U0NOBODY`"
        ],
    );
    check(
        Some(&[OLIVE, POPEYE]),
        Some("U0NOBODY"),
        expect!["conversations[4].creator: expected one of the people or the app, got `U0NOBODY`"],
    );
}

#[test]
fn a_cast_archives_channels_only() {
    let mut cast = with_direct_message();
    cast.conversations[4].archived = true;
    let fault = grantscope::Sandbox::new(cast).expect_err("the cast is at fault");
    assert_eq!(
        fault.to_string(),
        "conversations[4].archived: expected a `channel` or a `group` to be archived, got `im`"
    );
}

#[test]
fn a_cast_with_a_topic_that_nobody_would_read_is_refused() {
    let mut cast = Cast::default();
    cast.conversations[0].topic = "x".repeat(251);
    let fault = grantscope::Sandbox::new(cast).expect_err("the cast is at fault");
    assert_eq!(
        fault.to_string(),
        "conversations[0].topic: expected at most 250 characters, got 251"
    );
}

#[test]
fn an_app_that_was_removed_and_invited_again_is_back_whoever_did_it() {
    for remover in [OLIVE, POPEYE] {
        for place in [LUNCH, KITCHEN] {
            let story = stage().installed(&["chat:write"]).invite(OLIVE, place);
            let post = [("channel", place), ("text", "Hello")];
            let story = story.kick(remover, place).call("chat.postMessage", &post);
            assert_eq!(story.code(), "no_permission");
            assert_eq!(story.invite(POPEYE, place).call("chat.postMessage", &post).code(), "ok");
        }
    }
}
