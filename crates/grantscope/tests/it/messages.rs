//! Messages with all that hangs on them: threads, attachments, links, pins, reactions.

use expect_test::expect;
use grantscope::{Channels, Command};

use crate::stage::{GENERAL, KITCHEN, LUNCH, OLIVE, POPEYE, SECRET, Stage, check, id, stage};

const SCOPES: [&str; 7] = [
    "channels:history",
    "chat:write",
    "links:write",
    "pins:read",
    "pins:write",
    "reactions:read",
    "reactions:write",
];

/// The first message, and the two after it.
const FIRST: &str = "1536408003.000000";
const SECOND: &str = "1536408004.000000";
const THIRD: &str = "1536408005.000000";

/// An app that wrote one message, in all public channels but one.
fn posted() -> Stage {
    stage()
        .installed_in(&SCOPES, Channels::AllExcept(vec![id(SECRET)]))
        .call("chat.postMessage", &[("channel", GENERAL), ("text", "See https://example.com/menu")])
        .forget()
}

fn reply_to(story: Stage, thread: &str, more: &[(&str, &str)]) -> Stage {
    let arguments = [("channel", GENERAL), ("text", "Aye"), ("thread_ts", thread)];
    let arguments: Vec<_> = arguments.iter().chain(more).copied().collect();
    story.call("chat.postMessage", &arguments)
}

fn texts(story: &Stage) -> String {
    let reply: serde_json::Value =
        serde_json::from_str(&story.last_reply()).expect("a reply is JSON");
    let messages = reply["messages"].as_array().cloned().unwrap_or_default();
    let ts = messages.iter().map(|it| it["ts"].as_str().unwrap_or_default().to_owned());
    ts.chain(reply["error"].as_str().map(str::to_owned)).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_reply_is_in_its_thread_and_only_there_unless_it_is_broadcast() {
    check(
        reply_to(reply_to(posted(), FIRST, &[]), SECOND, &[("reply_broadcast", "true")])
            .call("conversations.history", &[("channel", GENERAL)])
            .call("conversations.replies", &[("channel", GENERAL), ("ts", FIRST)])
            .call("conversations.replies", &[("channel", GENERAL), ("ts", SECOND), ("limit", "1")])
            .call("conversations.replies", &[("channel", GENERAL), ("ts", "1.000000")]),
        expect![[r#"
            The app called chat.postMessage in #general: ok. [Waiting]
              = {"channel":"C061EG9SL","message":{"bot_id":"B0NKHRW57","subtype":"bot_message","text":"Aye","thread_ts":"1536408003.000000","ts":"1536408004.000000","type":"message","user":"U0NKHRW57","username":"Lunch Train"},"ok":true,"ts":"1536408004.000000"}
              because scopes-travel, app-posts-as-itself
            The app called chat.postMessage in #general: ok. [Waiting]
              = {"channel":"C061EG9SL","message":{"bot_id":"B0NKHRW57","subtype":"thread_broadcast","text":"Aye","thread_ts":"1536408003.000000","ts":"1536408005.000000","type":"message","user":"U0NKHRW57","username":"Lunch Train"},"ok":true,"ts":"1536408005.000000"}
              because scopes-travel, app-posts-as-itself
            The app called conversations.history in #general: ok. [Waiting]
              = {"has_more":false,"messages":[{"bot_id":"B0NKHRW57","subtype":"thread_broadcast","text":"Aye","thread_ts":"1536408003.000000","ts":"1536408005.000000","type":"message","user":"U0NKHRW57","username":"Lunch Train"},{"bot_id":"B0NKHRW57","replies":[{"ts":"1536408004.000000","user":"U0NKHRW57"},{"ts":"1536408005.000000","user":"U0NKHRW57"}],"reply_count":2,"subtype":"bot_message","text":"See https://example.com/menu","thread_ts":"1536408003.000000","ts":"1536408003.000000","type":"message","user":"U0NKHRW57","username":"Lunch Train"}],"ok":true,"pin_count":0,"response_metadata":{"next_cursor":""}}
              because scopes-travel
            The app called conversations.replies in #general: ok. [Waiting]
              = {"has_more":false,"messages":[{"bot_id":"B0NKHRW57","replies":[{"ts":"1536408004.000000","user":"U0NKHRW57"},{"ts":"1536408005.000000","user":"U0NKHRW57"}],"reply_count":2,"subtype":"bot_message","text":"See https://example.com/menu","thread_ts":"1536408003.000000","ts":"1536408003.000000","type":"message","user":"U0NKHRW57","username":"Lunch Train"},{"bot_id":"B0NKHRW57","subtype":"bot_message","text":"Aye","thread_ts":"1536408003.000000","ts":"1536408004.000000","type":"message","user":"U0NKHRW57","username":"Lunch Train"},{"bot_id":"B0NKHRW57","subtype":"thread_broadcast","text":"Aye","thread_ts":"1536408003.000000","ts":"1536408005.000000","type":"message","user":"U0NKHRW57","username":"Lunch Train"}],"ok":true,"response_metadata":{"next_cursor":""}}
              because scopes-travel
            The app called conversations.replies in #general: ok. [Waiting]
              = {"has_more":true,"messages":[{"bot_id":"B0NKHRW57","replies":[{"ts":"1536408004.000000","user":"U0NKHRW57"},{"ts":"1536408005.000000","user":"U0NKHRW57"}],"reply_count":2,"subtype":"bot_message","text":"See https://example.com/menu","thread_ts":"1536408003.000000","ts":"1536408003.000000","type":"message","user":"U0NKHRW57","username":"Lunch Train"}],"ok":true,"response_metadata":{"next_cursor":"bmV4dF90czoxNTM2NDA4MDA0LjAwMDAwMA=="}}
              because scopes-travel
            The app called conversations.replies in #general: thread_not_found. [Waiting]
              = {"ok":false,"error":"thread_not_found"}
              because arguments-must-be-sound
        "#]],
    );
}

#[test]
fn a_reply_to_a_message_that_is_not_there_is_a_message_of_its_own() {
    let story = reply_to(posted(), "1.000000", &[("reply_broadcast", "true")]);
    assert!(!story.last_reply().contains("thread_ts"));
    let story = story.call("conversations.history", &[("channel", GENERAL)]);
    assert_eq!(texts(&story), format!("{SECOND} {FIRST}"));
}

#[test]
fn a_history_is_asked_for_between_two_times() {
    let write = |story: Stage| {
        let conversation = Some(id(GENERAL));
        story.command(Command::Message { user: id(OLIVE), conversation, text: "Hi".to_owned() })
    };
    let story = || write(write(posted()));
    let asked = |arguments: &[(&str, &str)]| {
        let arguments: Vec<_> = [("channel", GENERAL)].iter().chain(arguments).copied().collect();
        texts(&story().call("conversations.history", &arguments))
    };
    assert_eq!(asked(&[]), format!("{THIRD} {SECOND} {FIRST}"));
    assert_eq!(asked(&[("latest", SECOND)]), FIRST);
    assert_eq!(asked(&[("oldest", SECOND)]), THIRD);
    let inclusive = ("inclusive", "true");
    assert_eq!(asked(&[("latest", SECOND), inclusive]), format!("{SECOND} {FIRST}"));
    assert_eq!(asked(&[("oldest", SECOND), ("latest", SECOND), inclusive]), SECOND);
    assert_eq!(asked(&[("latest", "1536408004")]), FIRST, "whole seconds");
    assert_eq!(asked(&[("oldest", "0")]), format!("{THIRD} {SECOND} {FIRST}"));
    assert_eq!(asked(&[("latest", "noon")]), "invalid_ts_latest");
    assert_eq!(asked(&[("latest", "1.0000000")]), "invalid_ts_latest");
    assert_eq!(asked(&[("oldest", "-1")]), "invalid_ts_oldest");
    assert_eq!(asked(&[("oldest", "99999999999999999999")]), "invalid_ts_oldest");
}

#[test]
fn attachments_are_numbered_and_kept() {
    let attached = |attachments: &str| {
        let arguments = [("channel", GENERAL), ("attachments", attachments)];
        posted().call("chat.postMessage", &arguments)
    };
    let story = attached(r#"[{"text":"Soup"},{"fallback":"Bread","text":"Bread"}]"#);
    let expected = expect![[
        r#"{"channel":"C061EG9SL","message":{"attachments":[{"fallback":"[no preview available]","id":1,"text":"Soup"},{"fallback":"Bread","id":2,"text":"Bread"}],"bot_id":"B0NKHRW57","subtype":"bot_message","text":"","ts":"1536408004.000000","type":"message","user":"U0NKHRW57","username":"Lunch Train"},"ok":true,"ts":"1536408004.000000"}"#
    ]];
    expected.assert_eq(&story.last_reply());
    let story = story.call("conversations.history", &[("channel", GENERAL)]);
    assert!(story.last_reply().contains("no preview available"));
    let list = |many: usize| format!("[{}]", vec!["{}"; many].join(","));
    assert_eq!(attached(&list(100)).code(), "ok");
    assert_eq!(attached(&list(101)).code(), "too_many_attachments");
}

#[test]
fn blocks_are_kept_as_they_came_until_others_take_their_place() {
    let block = |text: &str| format!(r#"[{{"text":{{"text":"{text}"}},"type":"section"}}]"#);
    let kept = |story: Stage| {
        let history = story.call("conversations.history", &[("channel", GENERAL), ("limit", "1")]);
        let reply: serde_json::Value =
            serde_json::from_str(&history.last_reply()).expect("a reply is JSON");
        reply["messages"][0]["blocks"].to_string()
    };
    let update = |more: &[(&str, &str)]| {
        let menu = block("Soup");
        let story = posted().call("chat.postMessage", &[("channel", GENERAL), ("blocks", &menu)]);
        assert!(story.last_reply().contains(&menu), "{}", story.last_reply());
        let arguments = [("channel", GENERAL), ("ts", SECOND), ("text", "Menu")];
        let arguments: Vec<_> = arguments.iter().chain(more).copied().collect();
        kept(story.call("chat.update", &arguments))
    };
    assert_eq!(update(&[]), block("Soup"));
    assert_eq!(update(&[("blocks", &block("Bread"))]), block("Bread"));
    assert_eq!(update(&[("blocks", "[]")]), "null");
}

#[test]
fn attachments_that_are_no_list_are_as_good_as_none() {
    for attachments in ["", "soup", "{}", "[]", "[1]"] {
        let arguments = [("channel", GENERAL), ("attachments", attachments)];
        assert_eq!(posted().call("chat.postMessage", &arguments).code(), "no_text");
    }
}

#[test]
fn a_changed_message_keeps_what_is_not_named() {
    let update = |more: &[(&str, &str)]| {
        let attached =
            [("channel", GENERAL), ("text", "Menu"), ("attachments", r#"[{"text":"Soup"}]"#)];
        let story = posted().call("chat.postMessage", &attached);
        let arguments = [("channel", GENERAL), ("ts", SECOND), ("text", "Menu of today")];
        let arguments: Vec<_> = arguments.iter().chain(more).copied().collect();
        story.call("chat.update", &arguments)
    };
    let history = |story: Stage| {
        story.call("conversations.history", &[("channel", GENERAL), ("limit", "1")]).last_reply()
    };
    assert!(history(update(&[])).contains("Soup"));
    assert!(!history(update(&[("attachments", "[]")])).contains("Soup"));
    assert!(history(update(&[("attachments", r#"[{"text":"Bread"}]"#)])).contains("Bread"));
    assert_eq!(update(&[("as_user", "true")]).code(), "as_user_not_supported");
}

#[test]
fn one_person_is_shown_a_message_where_they_are() {
    let show = |channel: &str, user: &str, text: &str| {
        let arguments = [("channel", channel), ("user", user), ("text", text)];
        posted().call("chat.postEphemeral", &arguments)
    };
    expect![[r#"{"message_ts":"1536408004.000000","ok":true}"#]]
        .assert_eq(&show(GENERAL, OLIVE, "Psst").last_reply());
    for (channel, user, text, expected) in [
        ("D00000001", OLIVE, "Psst", "ok"),
        ("D00000001", POPEYE, "Psst", "user_not_in_channel"),
        (GENERAL, "U0NOBODY", "Psst", "user_not_in_channel"),
        (GENERAL, "", "Psst", "user_not_in_channel"),
        (GENERAL, OLIVE, "", "no_text"),
        (KITCHEN, OLIVE, "Psst", "no_permission"),
        (SECRET, OLIVE, "Psst", "no_permission"),
        ("C0NOWHERE", OLIVE, "Psst", "channel_not_found"),
    ] {
        assert_eq!(show(channel, user, text).code(), expected, "{user} in {channel}");
    }
    let archived = Command::Archive { user: id(OLIVE), conversation: id(LUNCH) };
    let arguments = [("channel", LUNCH), ("user", OLIVE), ("text", "Psst")];
    let story = posted().command(archived).call("chat.postEphemeral", &arguments);
    assert_eq!(story.code(), "is_archived");
    let kept = show(GENERAL, OLIVE, "Psst").call("conversations.history", &[("channel", GENERAL)]);
    assert_eq!(texts(&kept), FIRST, "it is not kept");
}

#[test]
fn a_message_has_an_address() {
    let link = |story: Stage, ts: &str| {
        story.call("chat.getPermalink", &[("channel", GENERAL), ("message_ts", ts)])
    };
    expect![[r#"{"channel":"C061EG9SL","ok":true,"permalink":"https://sweethaven.slack.com/archives/C061EG9SL/p1536408003000000"}"#]].assert_eq(&link(posted(), FIRST).last_reply());
    let replied = reply_to(posted(), FIRST, &[]);
    expect![[r#"{"channel":"C061EG9SL","ok":true,"permalink":"https://sweethaven.slack.com/archives/C061EG9SL/p1536408004000000?thread_ts=1536408003.000000&cid=C061EG9SL"}"#]].assert_eq(&link(replied, SECOND).last_reply());
    assert_eq!(link(posted(), SECOND).code(), "message_not_found");
    let elsewhere = [("channel", KITCHEN), ("message_ts", FIRST)];
    assert_eq!(posted().call("chat.getPermalink", &elsewhere).code(), "no_permission");
}

#[test]
fn a_link_in_a_message_is_unfurled() {
    let unfurl = |channel: &str, ts: &str, unfurls: &str| {
        let arguments = [("channel", channel), ("ts", ts), ("unfurls", unfurls)];
        posted().call("chat.unfurl", &arguments)
    };
    let menu = r#"{"https://example.com/menu":{"text":"Soup"}}"#;
    let story = unfurl(GENERAL, FIRST, menu).call("conversations.history", &[("channel", GENERAL)]);
    expect![[r#"{"has_more":false,"messages":[{"attachments":[{"fallback":"[no preview available]","from_url":"https://example.com/menu","id":1,"text":"Soup"}],"bot_id":"B0NKHRW57","subtype":"bot_message","text":"See https://example.com/menu","ts":"1536408003.000000","type":"message","user":"U0NKHRW57","username":"Lunch Train"}],"ok":true,"pin_count":0,"response_metadata":{"next_cursor":""}}"#]].assert_eq(&story.last_reply());
    for (channel, ts, unfurls, expected) in [
        ("C0NOWHERE", FIRST, menu, "cannot_find_channel"),
        (KITCHEN, FIRST, menu, "no_permission"),
        (GENERAL, SECOND, menu, "cannot_find_message"),
        (GENERAL, FIRST, "", "missing_unfurls"),
        (GENERAL, FIRST, "soup", "cannot_parse_attachment"),
        (GENERAL, FIRST, r#"{"https://example.com/menu":1}"#, "cannot_parse_attachment"),
        (GENERAL, FIRST, r#"{"https://example.com/wine":{}}"#, "cannot_unfurl_url"),
    ] {
        assert_eq!(unfurl(channel, ts, unfurls).code(), expected, "{unfurls}");
    }
}

#[test]
fn a_message_is_pinned_once_and_unpinned_once() {
    let message = [("channel", GENERAL), ("timestamp", FIRST)];
    check(
        posted()
            .call("pins.add", &message)
            .call("pins.add", &message)
            .call("pins.list", &[("channel", GENERAL)])
            .call("conversations.history", &[("channel", GENERAL)])
            .call("pins.remove", &message)
            .call("pins.remove", &message)
            .call("pins.list", &[("channel", GENERAL)]),
        expect![[r#"
            The app called pins.add in #general: ok. [Waiting]
              = {"ok":true}
              because scopes-travel
            The app called pins.add in #general: already_pinned. [Waiting]
              = {"ok":false,"error":"already_pinned"}
              because arguments-must-be-sound
            The app called pins.list in #general: ok. [Waiting]
              = {"items":[{"channel":"C061EG9SL","created":1536408004,"created_by":"U0NKHRW57","message":{"bot_id":"B0NKHRW57","pinned_to":["C061EG9SL"],"subtype":"bot_message","text":"See https://example.com/menu","ts":"1536408003.000000","type":"message","user":"U0NKHRW57","username":"Lunch Train"},"type":"message"}],"ok":true}
              because scopes-travel
            The app called conversations.history in #general: ok. [Waiting]
              = {"has_more":false,"messages":[{"bot_id":"B0NKHRW57","pinned_to":["C061EG9SL"],"subtype":"bot_message","text":"See https://example.com/menu","ts":"1536408003.000000","type":"message","user":"U0NKHRW57","username":"Lunch Train"}],"ok":true,"pin_count":1,"response_metadata":{"next_cursor":""}}
              because scopes-travel
            The app called pins.remove in #general: ok. [Waiting]
              = {"ok":true}
              because scopes-travel
            The app called pins.remove in #general: not_pinned. [Waiting]
              = {"ok":false,"error":"not_pinned"}
              because arguments-must-be-sound
            The app called pins.list in #general: ok. [Waiting]
              = {"items":[],"ok":true}
              because scopes-travel
        "#]],
    );
}

#[test]
fn what_is_pinned_or_reacted_to_has_to_be_there() {
    for method in ["pins.add", "pins.remove", "reactions.add", "reactions.remove", "reactions.get"]
    {
        for (arguments, expected) in [
            (vec![("channel", GENERAL)], "no_item_specified"),
            (vec![("channel", GENERAL), ("file", "F1")], "file_not_found"),
            (vec![("channel", GENERAL), ("file_comment", "Fc1")], "file_comment_not_found"),
            (vec![("channel", GENERAL), ("timestamp", "noon")], "bad_timestamp"),
            (vec![("channel", GENERAL), ("timestamp", "1.000000")], "message_not_found"),
            (vec![("channel", SECRET), ("timestamp", FIRST)], "no_permission"),
        ] {
            let arguments: Vec<_> = arguments.into_iter().chain([("name", "soup")]).collect();
            assert_eq!(posted().call(method, &arguments).code(), expected, "{method}");
        }
    }
    for (arguments, expected) in [
        (vec![], "no_item_specified"),
        (vec![("file", "F1")], "file_not_found"),
        (vec![("timestamp", FIRST)], "no_item_specified"),
    ] {
        assert_eq!(posted().call("reactions.get", &arguments).code(), expected);
    }
    let without = stage().installed(&[]).call("reactions.get", &[]);
    assert_eq!(without.code(), "missing_scope");
}

#[test]
fn an_app_reacts_once_and_takes_it_back_once() {
    let soup = [("channel", GENERAL), ("timestamp", FIRST), ("name", "soup")];
    let unnamed = [("channel", GENERAL), ("timestamp", FIRST), ("name", "so up")];
    check(
        posted()
            .call("reactions.add", &soup)
            .call("reactions.add", &soup)
            .call("reactions.add", &unnamed)
            .call("reactions.get", &soup)
            .call("reactions.list", &[])
            .call("reactions.list", &[("user", OLIVE)])
            .call("reactions.list", &[("user", "U0NOBODY")])
            .call("reactions.remove", &soup)
            .call("reactions.remove", &soup)
            .call("reactions.list", &[]),
        expect![[r#"
            The app called reactions.add in #general: ok. [Waiting]
              = {"ok":true}
              because scopes-travel
            The app called reactions.add in #general: already_reacted. [Waiting]
              = {"ok":false,"error":"already_reacted"}
              because arguments-must-be-sound
            The app called reactions.add in #general: invalid_name. [Waiting]
              = {"ok":false,"error":"invalid_name"}
              because arguments-must-be-sound
            The app called reactions.get in #general: ok. [Waiting]
              = {"channel":"C061EG9SL","message":{"bot_id":"B0NKHRW57","reactions":[{"count":1,"name":"soup","users":["U0NKHRW57"]}],"subtype":"bot_message","text":"See https://example.com/menu","ts":"1536408003.000000","type":"message","user":"U0NKHRW57","username":"Lunch Train"},"ok":true,"type":"message"}
              because scopes-travel
            The app called reactions.list: ok. [Waiting]
              = {"items":[{"channel":"C061EG9SL","message":{"bot_id":"B0NKHRW57","reactions":[{"count":1,"name":"soup","users":["U0NKHRW57"]}],"subtype":"bot_message","text":"See https://example.com/menu","ts":"1536408003.000000","type":"message","user":"U0NKHRW57","username":"Lunch Train"},"type":"message"}],"ok":true,"paging":{"count":100,"page":1,"pages":1,"total":1},"response_metadata":{"next_cursor":""}}
              because scopes-travel
            The app called reactions.list: ok. [Waiting]
              = {"items":[],"ok":true,"paging":{"count":100,"page":1,"pages":1,"total":0},"response_metadata":{"next_cursor":""}}
              because scopes-travel
            The app called reactions.list: user_not_found. [Waiting]
              = {"ok":false,"error":"user_not_found"}
              because arguments-must-be-sound
            The app called reactions.remove in #general: ok. [Waiting]
              = {"ok":true}
              because scopes-travel
            The app called reactions.remove in #general: no_reaction. [Waiting]
              = {"ok":false,"error":"no_reaction"}
              because arguments-must-be-sound
            The app called reactions.list: ok. [Waiting]
              = {"items":[],"ok":true,"paging":{"count":100,"page":1,"pages":1,"total":0},"response_metadata":{"next_cursor":""}}
              because scopes-travel
        "#]],
    );
}
