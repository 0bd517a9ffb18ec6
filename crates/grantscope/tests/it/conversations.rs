//! Conversations that an app makes, changes and looks through.

use expect_test::expect;
use grantscope::{Cast, Channels, Command, Conversation, ResourceKind};

use crate::stage::{
    GENERAL, KITCHEN, LUNCH, OLIVE, POPEYE, SECRET, Stage, check, id, stage, stage_with,
};

const APP: &str = "U0NKHRW57";
const MADE: &str = "C00000001";

/// In every public channel, with the scope to change conversations.
fn writer() -> Stage {
    stage()
        .installed_in(&["conversations:read", "conversations:write"], Channels::AllExcept(vec![]))
}

/// The same, and with a channel that the app made, with Olive in it.
fn creator() -> Stage {
    writer()
        .call("conversations.create", &[("name", "train"), ("user_ids", OLIVE), ("foo", "bar")])
        .forget()
}

fn archived(story: Stage, conversation: &str) -> Stage {
    story.command(Command::Archive { user: id(OLIVE), conversation: id(conversation) })
}

// Holds: created-with-people.
#[test]
fn a_conversation_that_an_app_makes_is_a_resource_of_it() {
    check(
        stage()
            .installed(&["conversations:write", "chat:write"])
            .call("conversations.create", &[("name", "train"), ("user_ids", "U061F7AUR,WH1MPY")])
            .call("chat.postMessage", &[("channel", MADE), ("text", "All aboard!")])
            .call(
                "conversations.create",
                &[("name", "crew"), ("user_ids", r#"["WH1MPY"]"#), ("is_private", "true")],
            )
            .call("apps.permissions.resources.list", &[]),
        expect![[r#"
            The app called conversations.create: ok. [Added]
              = {"channel":{"created":1536408003,"creator":"U0NKHRW57","id":"C00000001","is_archived":false,"is_channel":true,"is_ext_shared":false,"is_general":false,"is_group":false,"is_im":false,"is_member":true,"is_mpim":false,"is_org_shared":false,"is_pending_ext_shared":false,"is_private":false,"is_read_only":false,"is_shared":false,"last_read":"0000000000.000000","latest":null,"name":"train","name_normalized":"train","pending_shared":[],"previous_names":[],"priority":0,"purpose":{"creator":"","last_set":0,"value":""},"topic":{"creator":"","last_set":0,"value":""},"unlinked":0,"unread_count":0,"unread_count_display":0},"ok":true}
              » {"type":"resources_added","resources":[{"resource":{"type":"channel","grant":{"type":"specific","resource_id":"C00000001"}},"scopes":["chat:write","conversations:write"]}]}
              because scopes-travel, created-with-people
            The app called chat.postMessage in #train: ok. [Waiting]
              = {"channel":"C00000001","message":{"bot_id":"B0NKHRW57","subtype":"bot_message","text":"All aboard!","ts":"1536408004.000000","type":"message","user":"U0NKHRW57","username":"Lunch Train"},"ok":true,"ts":"1536408004.000000"}
              because scopes-travel, app-posts-as-itself
            The app called conversations.create: ok. [Added]
              = {"channel":{"created":1536408005,"creator":"U0NKHRW57","id":"G00000002","is_archived":false,"is_channel":false,"is_ext_shared":false,"is_general":false,"is_group":true,"is_im":false,"is_member":true,"is_mpim":false,"is_org_shared":false,"is_pending_ext_shared":false,"is_private":true,"is_read_only":false,"is_shared":false,"last_read":"0000000000.000000","latest":null,"name":"crew","name_normalized":"crew","pending_shared":[],"previous_names":[],"priority":0,"purpose":{"creator":"","last_set":0,"value":""},"topic":{"creator":"","last_set":0,"value":""},"unlinked":0,"unread_count":0,"unread_count_display":0},"ok":true}
              » {"type":"resources_added","resources":[{"resource":{"type":"group","grant":{"type":"specific","resource_id":"G00000002"}},"scopes":["chat:write","conversations:write"]}]}
              because scopes-travel, created-with-people
            The app called apps.permissions.resources.list: ok. [Waiting]
              = {"ok":true,"resources":[{"id":"C00000001","type":"channel"},{"id":"G00000002","type":"group"},{"id":"D00000001","type":"app_home"}],"response_metadata":{"next_cursor":""}}
              because lookups-need-no-scope, only-info-tells-wildcards
        "#]],
    );
}

#[test]
fn a_conversation_is_made_with_a_name_and_with_people() {
    let many: Vec<String> = (0..31).map(|number| format!("U0MANY{number:02}")).collect();
    let mut cast = Cast::default();
    let person = |user: &String| grantscope::Person { id: id(user), ..cast.people[0].clone() };
    let people: Vec<_> = many.iter().map(person).collect();
    cast.people.extend(people);
    let create = |name: &str, users: &str| {
        let arguments = [("name", name), ("user_ids", users)];
        let story = stage_with(cast.clone()).installed(&["conversations:write"]);
        story.call("conversations.create", &arguments).code()
    };
    for (name, users, expected) in [
        ("", OLIVE, "invalid_name_required"),
        ("---", OLIVE, "invalid_name_punctuation"),
        ("lunch-train-on-tuesday", OLIVE, "invalid_name_maxlength"),
        ("Lunch", OLIVE, "invalid_name_specials"),
        ("lunch train", OLIVE, "invalid_name_specials"),
        ("everyone", OLIVE, "invalid_name"),
        ("lunch", OLIVE, "name_taken"),
        ("kitchen", OLIVE, "name_taken"),
        ("train", "", "invalid_users"),
        ("train", APP, "invalid_users"),
        ("train", "Olive", "invalid_users"),
        ("train", "U0NOBODY", "user_not_found"),
        ("train", &many.join(","), "invalid_users"),
        ("train", &many[1..].join(","), "ok"),
        ("train_2-ä", &format!("{OLIVE},{OLIVE}"), "ok"),
    ] {
        assert_eq!(create(name, users), expected, "{name} with {users}");
    }
    let without = stage().installed(&[]).call("conversations.create", &[("name", "train")]);
    assert_eq!(without.code(), "missing_scope");
}

#[test]
fn a_channels_name_has_at_most_21_characters() {
    let named = |name: &str| {
        let arguments = [("name", name), ("user_ids", OLIVE)];
        writer().call("conversations.create", &arguments).code()
    };
    assert_eq!(named(&"x".repeat(21)), "ok");
    assert_eq!(named(&"x".repeat(22)), "invalid_name_maxlength");
}

#[test]
fn a_word_that_calls_everybody_is_no_channels_name() {
    for name in ["channel", "everyone", "here"] {
        let arguments = [("name", name), ("user_ids", OLIVE)];
        assert_eq!(writer().call("conversations.create", &arguments).code(), "invalid_name");
    }
}

// Holds: only-creator-changes.
#[test]
fn an_app_that_did_not_make_a_conversation_lacks_the_permission_to_change_it() {
    for (method, argument) in [
        ("conversations.archive", None),
        ("conversations.unarchive", None),
        ("conversations.rename", Some(("name", "dinner"))),
        ("conversations.invite", Some(("users", POPEYE))),
    ] {
        let call = |channel| -> Vec<(&str, &str)> {
            [("channel", channel)].into_iter().chain(argument).collect()
        };
        assert_eq!(writer().call(method, &call(LUNCH)).code(), "no_permission", "{method}");
        let own = match method {
            "conversations.unarchive" => archived(creator(), MADE),
            _ => creator(),
        };
        assert_eq!(own.call(method, &call(MADE)).code(), "ok", "{method}");
    }
}

#[test]
fn an_app_changes_what_it_made() {
    check(
        creator()
            .call("conversations.rename", &[("channel", MADE), ("name", "express")])
            .call("conversations.invite", &[("channel", MADE), ("users", "U0HTT3Q0G,WH1MPY")])
            .call("conversations.setTopic", &[("channel", MADE), ("topic", "Faster")])
            .call("conversations.setPurpose", &[("channel", MADE), ("purpose", "Lunch")])
            .call("conversations.archive", &[("channel", MADE)])
            .call("conversations.unarchive", &[("channel", MADE)])
            .call("conversations.members", &[("channel", MADE)])
            .call("conversations.info", &[("channel", MADE), ("include_locale", "true")]),
        expect![[r#"
            The app called conversations.rename in #train: ok. [Waiting]
              = {"channel":{"created":1536408003,"creator":"U0NKHRW57","id":"C00000001","is_archived":false,"is_channel":true,"is_ext_shared":false,"is_general":false,"is_group":false,"is_im":false,"is_member":true,"is_mpim":false,"is_org_shared":false,"is_pending_ext_shared":false,"is_private":false,"is_read_only":false,"is_shared":false,"name":"express","name_normalized":"express","pending_shared":[],"previous_names":["train"],"purpose":{"creator":"","last_set":0,"value":""},"topic":{"creator":"","last_set":0,"value":""},"unlinked":0},"ok":true}
              because scopes-travel
            The app called conversations.invite in #express: ok. [Waiting]
              = {"channel":{"created":1536408003,"creator":"U0NKHRW57","id":"C00000001","is_archived":false,"is_channel":true,"is_ext_shared":false,"is_general":false,"is_group":false,"is_im":false,"is_member":true,"is_mpim":false,"is_org_shared":false,"is_pending_ext_shared":false,"is_private":false,"is_read_only":false,"is_shared":false,"name":"express","name_normalized":"express","pending_shared":[],"previous_names":["train"],"purpose":{"creator":"","last_set":0,"value":""},"topic":{"creator":"","last_set":0,"value":""},"unlinked":0},"ok":true}
              because scopes-travel
            The app called conversations.setTopic in #express: ok. [Waiting]
              = {"ok":true,"topic":"Faster"}
              because scopes-travel
            The app called conversations.setPurpose in #express: ok. [Waiting]
              = {"ok":true,"purpose":"Lunch"}
              because scopes-travel
            The app called conversations.archive in #express: ok. [Waiting]
              = {"ok":true}
              because scopes-travel
            The app called conversations.unarchive in #express: ok. [Waiting]
              = {"ok":true}
              because scopes-travel
            The app called conversations.members in #express: ok. [Waiting]
              = {"members":["U061F7AUR","U0HTT3Q0G","WH1MPY","U0NKHRW57"],"ok":true,"response_metadata":{"next_cursor":""}}
              because scopes-travel
            The app called conversations.info in #express: ok. [Waiting]
              = {"channel":{"created":1536408003,"creator":"U0NKHRW57","id":"C00000001","is_archived":false,"is_channel":true,"is_ext_shared":false,"is_general":false,"is_group":false,"is_im":false,"is_member":true,"is_mpim":false,"is_org_shared":false,"is_pending_ext_shared":false,"is_private":false,"is_read_only":false,"is_shared":false,"last_read":"0000000000.000000","locale":"en-US","name":"express","name_normalized":"express","pending_shared":[],"previous_names":["train"],"purpose":{"creator":"U0NKHRW57","last_set":1536408007,"value":"Lunch"},"topic":{"creator":"U0NKHRW57","last_set":1536408006,"value":"Faster"},"unlinked":0},"ok":true}
              because scopes-travel
        "#]],
    );
}

#[test]
fn a_change_is_refused_for_what_the_conversation_is() {
    let long = "x".repeat(251);
    type Case<'a> = (&'a str, Stage, &'a str, &'a [(&'a str, &'a str)], &'a str);
    let cases: [Case<'_>; 20] = [
        ("conversations.archive", creator(), GENERAL, &[], "cant_archive_general"),
        ("conversations.archive", archived(creator(), MADE), MADE, &[], "already_archived"),
        ("conversations.archive", creator(), "C0NOWHERE", &[], "channel_not_found"),
        ("conversations.archive", creator(), KITCHEN, &[], "no_permission"),
        ("conversations.unarchive", creator(), MADE, &[], "not_archived"),
        ("conversations.rename", creator(), MADE, &[("name", "")], "invalid_name_required"),
        ("conversations.rename", creator(), MADE, &[("name", "lunch")], "name_taken"),
        ("conversations.rename", creator(), MADE, &[("name", "???")], "invalid_name_punctuation"),
        ("conversations.invite", creator(), MADE, &[("users", OLIVE)], "already_in_channel"),
        ("conversations.invite", creator(), MADE, &[("users", APP)], "cant_invite_self"),
        ("conversations.invite", creator(), MADE, &[("users", "U0NOBODY")], "user_not_found"),
        ("conversations.invite", creator(), MADE, &[("users", "Olive")], "user_not_found"),
        ("conversations.invite", creator(), MADE, &[], "user_not_found"),
        (
            "conversations.invite",
            archived(creator(), MADE),
            MADE,
            &[("users", POPEYE)],
            "is_archived",
        ),
        ("conversations.setTopic", creator(), MADE, &[("topic", &long)], "too_long"),
        ("conversations.setTopic", creator(), MADE, &[("topic", &long[1..])], "ok"),
        ("conversations.setTopic", creator(), KITCHEN, &[("topic", "Soup")], "no_permission"),
        (
            "conversations.setTopic",
            archived(creator(), MADE),
            MADE,
            &[("topic", "x")],
            "is_archived",
        ),
        ("conversations.setPurpose", creator(), LUNCH, &[("purpose", "Lunch")], "ok"),
        ("conversations.setPurpose", creator(), LUNCH, &[("purpose", &long)], "too_long"),
    ];
    for (method, story, channel, arguments, expected) in cases {
        let arguments: Vec<_> = [("channel", channel)].iter().chain(arguments).copied().collect();
        assert_eq!(story.call(method, &arguments).code(), expected, "{method} in {channel}");
    }
}

#[test]
fn messages_between_people_are_not_changed_as_channels_are() {
    let mut cast = Cast::default();
    let (between, group) = ("D024BFF1M", "G0GR0UP");
    let members = Some(vec![id(OLIVE), id(POPEYE)]);
    cast.conversations.push(Conversation {
        members: members.clone(),
        ..Conversation::new(id(between), "", ResourceKind::Im)
    });
    cast.conversations.push(Conversation {
        members,
        creator: Some(id(APP)),
        ..Conversation::new(id(group), "mpdm-olive--popeye-1", ResourceKind::Mpim)
    });
    let unsupported = "method_not_supported_for_channel_type";
    for (method, channel, expected) in [
        ("conversations.archive", between, unsupported),
        ("conversations.rename", between, unsupported),
        ("conversations.setTopic", between, unsupported),
        ("conversations.archive", group, unsupported),
        ("conversations.invite", group, unsupported),
        ("conversations.setTopic", group, "ok"),
        ("conversations.setTopic", "D00000001", "missing_scope"),
    ] {
        let conversations = vec![id(between), id(group)];
        let story = stage_with(cast.clone())
            .installed(&["conversations:write"])
            .command(Command::AddSlashCommand { user: id(OLIVE), conversations })
            .call(method, &[("channel", channel), ("topic", "Soup")]);
        assert_eq!(story.code(), expected, "{method} in {channel}");
    }
}

#[test]
fn a_list_is_asked_for_by_type_and_limit() {
    let mut cast = Cast::default();
    let between = "D024BFF1M";
    cast.conversations.push(Conversation {
        members: Some(vec![id(OLIVE), id(POPEYE)]),
        ..Conversation::new(id(between), "", ResourceKind::Im)
    });
    let listed = |arguments: &[(&str, &str)]| {
        let story = stage_with(cast.clone())
            .installed_in(&["conversations:read"], Channels::AllExcept(vec![id(SECRET)]))
            .command(Command::AddSlashCommand {
                user: id(OLIVE),
                conversations: vec![id(between), id(KITCHEN)],
            })
            .command(Command::MakePrivate { user: id(OLIVE), conversation: id(LUNCH) })
            .invite(OLIVE, LUNCH)
            .call("conversations.list", arguments);
        let reply: serde_json::Value =
            serde_json::from_str(&story.last_reply()).expect("a reply is JSON");
        let channels = reply["channels"].as_array().cloned().unwrap_or_default();
        let ids = channels.iter().map(|it| it["id"].as_str().unwrap_or_default().to_owned());
        ids.chain(reply["error"].as_str().map(str::to_owned)).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(listed(&[]), GENERAL);
    assert_eq!(listed(&[("types", "private_channel")]), format!("{LUNCH} {KITCHEN}"));
    assert_eq!(listed(&[("types", "im")]), format!("{between} D00000001"));
    assert_eq!(listed(&[("limit", "lots")]), "invalid_limit");
    assert_eq!(listed(&[("limit", "1001")]), "invalid_limit");
    assert_eq!(listed(&[("limit", "0")]), GENERAL);
    assert_eq!(listed(&[("cursor", "channel:C0NOWHERE")]), "invalid_cursor");
    assert_eq!(listed(&[("types", "mpim"), ("limit", "2")]), "");
}

#[test]
fn members_come_in_pages() {
    let asked = |name, value| {
        writer().call("conversations.members", &[("channel", GENERAL), (name, value)])
    };
    assert!(asked("limit", "1").last_reply().contains(r#""next_cursor":"dXNlcjpVMEhUVDNRMEc=""#));
    assert_eq!(asked("limit", "-1").code(), "invalid_limit");
    assert_eq!(asked("cursor", "user:U0NOBODY").code(), "invalid_cursor");
}
