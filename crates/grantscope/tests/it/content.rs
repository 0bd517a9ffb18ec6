//! What a workspace has in it, for an app that may see it: messages, conversations, people.

use expect_test::expect;
use grantscope::{Call, Channels, Command};

use crate::stage::{GENERAL, KITCHEN, LUNCH, OLIVE, POPEYE, SECRET, Stage, check, id, stage};

impl Stage {
    fn write(self, user: &str, conversation: &str, text: &str) -> Self {
        let conversation = Some(id(conversation));
        self.command(Command::Message { user: id(user), conversation, text: text.to_owned() })
    }

    fn call_for(self, user: &str, method: &str) -> Self {
        let acting_for = Some(user.to_owned());
        self.command(Command::Call(Call { acting_for, ..Call::plain(method) }))
    }
}

fn chatty(scopes: &[&str]) -> Stage {
    stage().installed_in(scopes, Channels::AllExcept(vec![id(SECRET)]))
}

const HELLO: (&str, &str) = ("text", "Who takes the train to lunch?");

// Holds: app-posts-as-itself.
#[test]
fn a_message_is_posted_changed_and_deleted() {
    let first = [("channel", GENERAL), ("ts", "1536408003.000000"), ("text", "All aboard!")];
    check(
        chatty(&["channels:history", "chat:write"])
            .call("chat.postMessage", &[("channel", GENERAL), HELLO])
            .call("chat.update", &first)
            .write(OLIVE, GENERAL, "Me!")
            .call("conversations.history", &[("channel", GENERAL)])
            .call("chat.delete", &first)
            .call("conversations.history", &[("channel", GENERAL)]),
        expect![[r#"
            The app called chat.postMessage in #general: ok. [Waiting]
              = {"channel":"C061EG9SL","message":{"bot_id":"B0NKHRW57","subtype":"bot_message","text":"Who takes the train to lunch?","ts":"1536408003.000000","type":"message","user":"U0NKHRW57","username":"Lunch Train"},"ok":true,"ts":"1536408003.000000"}
              because scopes-travel, app-posts-as-itself
            The app called chat.update in #general: ok. [Waiting]
              = {"channel":"C061EG9SL","ok":true,"text":"All aboard!","ts":"1536408003.000000"}
              because only-own-messages
            Olive wrote in #general. [Waiting]
            The app called conversations.history in #general: ok. [Waiting]
              = {"has_more":false,"messages":[{"text":"Me!","ts":"1536408005.000000","type":"message","user":"U061F7AUR"},{"bot_id":"B0NKHRW57","edited":{"ts":"1536408004.000000","user":"U0NKHRW57"},"subtype":"bot_message","text":"All aboard!","ts":"1536408003.000000","type":"message","user":"U0NKHRW57","username":"Lunch Train"}],"ok":true,"pin_count":0,"response_metadata":{"next_cursor":""}}
              because scopes-travel
            The app called chat.delete in #general: ok. [Waiting]
              = {"channel":"C061EG9SL","ok":true,"ts":"1536408003.000000"}
              because only-own-messages
            The app called conversations.history in #general: ok. [Waiting]
              = {"has_more":false,"messages":[{"text":"Me!","ts":"1536408005.000000","type":"message","user":"U061F7AUR"}],"ok":true,"pin_count":0,"response_metadata":{"next_cursor":""}}
              because scopes-travel
        "#]],
    );
}

// Holds: method-needs-scope, closed-to-workspace-tokens.
#[test]
fn a_call_is_refused_as_the_verdict_says() {
    let in_channel = |channel| [("channel", channel), HELLO];
    check(
        chatty(&["chat:write"])
            .call("chat.postMessage", &in_channel(SECRET))
            .call("chat.postMessage", &in_channel(KITCHEN))
            .call("chat.postMessage", &in_channel("C0NOWHERE"))
            .call("chat.postMessage", &[HELLO])
            .call("conversations.history", &in_channel(GENERAL))
            .call("auth.test", &[])
            .call("pins.add", &in_channel(GENERAL)),
        expect![[r#"
            The app called chat.postMessage in #secret-recipes: no_permission. [Waiting]
              = {"ok":false,"error":"no_permission"}
              because excluded-supersedes-wildcard
            The app called chat.postMessage in #kitchen: no_permission. [Waiting]
              = {"ok":false,"error":"no_permission"}
              because resources-limit-scopes
            The app called chat.postMessage in C0NOWHERE: channel_not_found. [Waiting]
              = {"ok":false,"error":"channel_not_found"}
              because resources-limit-scopes
            The app called chat.postMessage: channel_not_found. [Waiting]
              = {"ok":false,"error":"channel_not_found"}
              because resources-limit-scopes
            The app called conversations.history in #general: missing_scope. [Waiting]
              = {"ok":false,"error":"missing_scope"}
              because method-needs-scope, wildcard-covers-all
            The app called auth.test: no_permission. [Waiting]
              = {"ok":false,"error":"no_permission"}
              because closed-to-workspace-tokens
            The app called pins.add in #general: missing_scope. [Waiting]
              = {"ok":false,"error":"missing_scope"}
              because method-needs-scope, wildcard-covers-all
        "#]],
    );
}

// Holds: app-posts-as-itself, only-own-messages, arguments-must-be-sound.
#[test]
fn a_message_is_refused_for_what_it_is() {
    let long = "x".repeat(40_001);
    let theirs = [("channel", GENERAL), ("ts", "1536408006.000000"), HELLO];
    check(
        chatty(&["chat:write"])
            .call("chat.postMessage", &[("channel", GENERAL)])
            .call("chat.postMessage", &[("channel", GENERAL), ("text", &long)])
            .call("chat.postMessage", &[("channel", GENERAL), HELLO, ("as_user", "true")])
            .write(OLIVE, GENERAL, "Mine.")
            .call("chat.update", &theirs)
            .call("chat.delete", &theirs)
            .call("chat.delete", &[("channel", GENERAL), ("ts", "1.2")]),
        expect![[r#"
            The app called chat.postMessage in #general: no_text. [Waiting]
              = {"ok":false,"error":"no_text"}
              because arguments-must-be-sound
            The app called chat.postMessage in #general: msg_too_long. [Waiting]
              = {"ok":false,"error":"msg_too_long"}
              because arguments-must-be-sound
            The app called chat.postMessage in #general: as_user_not_supported. [Waiting]
              = {"ok":false,"error":"as_user_not_supported"}
              because app-posts-as-itself
            Olive wrote in #general. [Waiting]
            The app called chat.update in #general: cant_update_message. [Waiting]
              = {"ok":false,"error":"cant_update_message"}
              because only-own-messages
            The app called chat.delete in #general: cant_delete_message. [Waiting]
              = {"ok":false,"error":"cant_delete_message"}
              because only-own-messages
            The app called chat.delete in #general: message_not_found. [Waiting]
              = {"ok":false,"error":"message_not_found"}
              because arguments-must-be-sound
        "#]],
    );
}

// Holds: app-opens-home-by-posting.
#[test]
fn an_app_writes_to_a_person_in_their_home_and_opens_it_with_a_scope_of_its_own() {
    check(
        stage()
            .installed(&[])
            .call("chat.postMessage", &[("channel", OLIVE), HELLO])
            .call("chat.postMessage", &[("channel", POPEYE), HELLO])
            .forget()
            .click(OLIVE, GENERAL)
            .request("conversations.app_home:create")
            .approve(2, Channels::None)
            .forget()
            .call("chat.postMessage", &[("channel", POPEYE), HELLO])
            .call("chat.postMessage", &[("channel", "U0NOBODY"), HELLO])
            .call("conversations.history", &[("channel", "D00000002")]),
        expect![[r#"
            The app called chat.postMessage in Popeye: ok. [Added]
              = {"channel":"D00000002","message":{"bot_id":"B0NKHRW57","subtype":"bot_message","text":"Who takes the train to lunch?","ts":"1536408008.000000","type":"message","user":"U0NKHRW57","username":"Lunch Train"},"ok":true,"ts":"1536408008.000000"}
              » {"type":"resources_added","resources":[{"resource":{"type":"app_home","grant":{"type":"specific","resource_id":"D00000002"}},"scopes":["chat:write","conversations.app_home:create","im:history","im:read"]}]}
              because app-opens-home-by-posting, scopes-travel, app-posts-as-itself
            The app called chat.postMessage in U0NOBODY: channel_not_found. [Waiting]
              = {"ok":false,"error":"channel_not_found"}
              because app-opens-home-by-posting
            The app called conversations.history in Popeye's app home: ok. [Waiting]
              = {"has_more":false,"messages":[{"bot_id":"B0NKHRW57","subtype":"bot_message","text":"Who takes the train to lunch?","ts":"1536408008.000000","type":"message","user":"U0NKHRW57","username":"Lunch Train"}],"ok":true,"pin_count":0,"response_metadata":{"next_cursor":""}}
              because scopes-travel
        "#]],
    );
    let refused = stage().installed(&[]).call("chat.postMessage", &[("channel", POPEYE), HELLO]);
    assert!(refused.last_reply().contains("channel_not_found"));
}

#[test]
fn messages_of_one_moment_have_times_of_their_own() {
    let story = chatty(&["channels:history", "chat:write"]).after(0);
    let post = |story: Stage, _| story.call("chat.postMessage", &[("channel", GENERAL), HELLO]);
    let story = (0..3).fold(story, post);
    let story = story.call("conversations.history", &[("channel", GENERAL), ("limit", "2")]);
    expect![[r#"{"has_more":true,"messages":[{"bot_id":"B0NKHRW57","subtype":"bot_message","text":"Who takes the train to lunch?","ts":"1536408002.000002","type":"message","user":"U0NKHRW57","username":"Lunch Train"},{"bot_id":"B0NKHRW57","subtype":"bot_message","text":"Who takes the train to lunch?","ts":"1536408002.000001","type":"message","user":"U0NKHRW57","username":"Lunch Train"}],"ok":true,"pin_count":0,"response_metadata":{"next_cursor":"bmV4dF90czoxNTM2NDA4MDAyLjAwMDAwMA=="}}"#]].assert_eq(&story.last_reply());
}

// Holds: resources-limit-scopes.
#[test]
fn conversations_are_listed_where_a_scope_and_a_resource_meet() {
    let listed = |story: Stage, types: &str| {
        let story = story.call("conversations.list", &[("types", types)]);
        let reply: serde_json::Value =
            serde_json::from_str(&story.last_reply()).expect("a reply is JSON");
        let channels = reply["channels"].as_array().cloned().unwrap_or_default();
        let ids = channels.iter().map(|it| it["id"].as_str().unwrap_or_default().to_owned());
        ids.chain(reply["error"].as_str().map(str::to_owned)).collect::<Vec<_>>().join(" ")
    };
    let both = ["channels:read", "groups:read"];
    let public = format!("{GENERAL} {LUNCH}");
    assert_eq!(listed(chatty(&both), "public_channel"), public);
    assert_eq!(listed(chatty(&both), "private_channel"), "");
    let invited = chatty(&both).invite(OLIVE, KITCHEN);
    assert_eq!(listed(invited, "public_channel,private_channel"), format!("{public} {KITCHEN}"));
    assert_eq!(listed(chatty(&[]), "im"), "D00000001");
    assert_eq!(listed(chatty(&["chat:write"]), "public_channel"), "", "no scope to see them");
    assert_eq!(listed(chatty(&both), "lunch"), "invalid_types");
}

#[test]
fn a_conversation_is_described_with_every_field_that_clients_read() {
    let told = |channel: &str| {
        chatty(&["channels:read"]).call("conversations.info", &[("channel", channel)]).last_reply()
    };
    expect![[r#"{"channel":{"created":1536408000,"creator":"U061F7AUR","id":"C061EG9SL","is_archived":false,"is_channel":true,"is_ext_shared":false,"is_general":true,"is_group":false,"is_im":false,"is_member":true,"is_mpim":false,"is_org_shared":false,"is_pending_ext_shared":false,"is_private":false,"is_read_only":false,"is_shared":false,"last_read":"0000000000.000000","name":"general","name_normalized":"general","pending_shared":[],"previous_names":[],"purpose":{"creator":"","last_set":0,"value":""},"topic":{"creator":"","last_set":0,"value":""},"unlinked":0},"ok":true}"#]].assert_eq(&told(GENERAL));
    expect![[r#"{"channel":{"created":1536408000,"id":"D00000001","is_im":true,"is_open":true,"is_org_shared":false,"is_user_deleted":false,"last_read":"0000000000.000000","latest":null,"priority":0,"unread_count":0,"unread_count_display":0,"user":"U061F7AUR"},"ok":true}"#]].assert_eq(&told("D00000001"));
}

// Holds: email-needs-its-scope.
#[test]
fn people_come_in_pages_and_their_email_addresses_with_a_scope_of_their_own() {
    let told = |scopes: &[&str]| {
        stage().installed(scopes).call("users.list", &[("limit", "1")]).last_reply()
    };
    let without = told(&["users:read"]);
    assert!(!without.contains("email"));
    assert!(without.contains(r#""next_cursor":"dXNlcjpVMEhUVDNRMEc=""#));
    expect![[r#"{"cache_ts":1536408003,"members":[{"color":"9f69e7","deleted":false,"has_2fa":false,"id":"U061F7AUR","is_admin":false,"is_app_user":false,"is_bot":false,"is_owner":false,"is_primary_owner":false,"is_restricted":false,"is_ultra_restricted":false,"name":"olive","profile":{"avatar_hash":"","display_name":"olive","display_name_normalized":"olive","email":"olive@sweethaven.example.com","first_name":"Olive","image_192":"https://avatars.example.com/U061F7AUR_192.png","image_24":"https://avatars.example.com/U061F7AUR_24.png","image_32":"https://avatars.example.com/U061F7AUR_32.png","image_48":"https://avatars.example.com/U061F7AUR_48.png","image_512":"https://avatars.example.com/U061F7AUR_512.png","image_72":"https://avatars.example.com/U061F7AUR_72.png","last_name":"","phone":"","real_name":"Olive","real_name_normalized":"Olive","skype":"","status_emoji":"","status_expiration":0,"status_text":"","team":"T061EG9R6","title":""},"real_name":"Olive","team_id":"T061EG9R6","tz":"Etc/UTC","tz_label":"Coordinated Universal Time","tz_offset":0,"updated":1536408000}],"ok":true,"response_metadata":{"next_cursor":"dXNlcjpVMEhUVDNRMEc="}}"#]].assert_eq(&told(&["users:read", "users:read.email"]));
}

// Holds: arguments-must-be-sound.
#[test]
fn people_and_the_workspace_are_looked_up() {
    check(
        stage()
            .installed(&["team:read", "users:read"])
            .call("users.info", &[("user", "U0NOBODY")])
            .call("users.info", &[])
            .call("team.info", &[])
            .call("conversations.members", &[("channel", "D00000001")]),
        expect![[r#"
            The app called users.info: user_not_found. [Waiting]
              = {"ok":false,"error":"user_not_found"}
              because arguments-must-be-sound
            The app called users.info: user_not_found. [Waiting]
              = {"ok":false,"error":"user_not_found"}
              because arguments-must-be-sound
            The app called team.info: ok. [Waiting]
              = {"ok":true,"team":{"domain":"sweethaven","email_domain":"sweethaven.example.com","icon":{"image_102":"https://avatars.example.com/T061EG9R6_102.png","image_132":"https://avatars.example.com/T061EG9R6_132.png","image_230":"https://avatars.example.com/T061EG9R6_230.png","image_34":"https://avatars.example.com/T061EG9R6_34.png","image_44":"https://avatars.example.com/T061EG9R6_44.png","image_68":"https://avatars.example.com/T061EG9R6_68.png","image_88":"https://avatars.example.com/T061EG9R6_88.png","image_default":true},"id":"T061EG9R6","name":"Sweethaven"}}
              because scopes-travel
            The app called conversations.members in Olive's app home: ok. [Waiting]
              = {"members":["U061F7AUR","U0NKHRW57"],"ok":true,"response_metadata":{"next_cursor":""}}
              because scopes-travel
        "#]],
    );
}

// Holds: header-names-person.
#[test]
fn acting_for_a_person_names_somebody_who_agreed() {
    check(
        stage()
            .installed(&["reminders:read:user"])
            .call("reminders.list", &[])
            .call_for("U0NOBODY", "reminders.list")
            .call_for(POPEYE, "reminders.list")
            .call_for(OLIVE, "reminders.add")
            .call_for(OLIVE, "reminders.list"),
        expect![[r#"
            The app called reminders.list: user_not_specified. [Waiting]
              = {"ok":false,"error":"user_not_specified"}
              because header-names-person
            The app called reminders.list for U0NOBODY: user_not_found. [Waiting]
              = {"ok":false,"error":"user_not_found"}
              because header-names-person
            The app called reminders.list for Popeye: no_permission. [Waiting]
              = {"ok":false,"error":"no_permission"}
              because method-needs-scope, person-must-consent
            The app called reminders.add for Olive: missing_scope. [Waiting]
              = {"ok":false,"error":"missing_scope"}
              because method-needs-scope, person-must-consent
            The app called reminders.list for Olive: ok. [Waiting]
              = {"ok":true,"reminders":[]}
              because acts-as-person
        "#]],
    );
}

#[test]
fn a_message_to_nowhere_is_said_to_be_so() {
    check(
        stage().installed(&[]).write(OLIVE, "C0NOWHERE", "Hello?"),
        expect![[r#"
        ! unknown_conversation: there is no conversation `C0NOWHERE`: expected one of the cast's
    "#]],
    );
}
