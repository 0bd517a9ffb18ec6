//! Files, user groups, and what is not kept: each method decides its permission, and has a body that clients
//! read.

use grantscope::{Call, Catalogue, Channels, Method, Misuse, Needs, Sandbox, TokenName};

use crate::stage::{GENERAL, KITCHEN, OLIVE, Stage, id, stage};

fn reply(scope: &str, method: &str, arguments: &[(&str, &str)]) -> Stage {
    let channels = Channels::Chosen(vec![id(GENERAL)]);
    stage().installed_in(&[scope], channels).call(method, arguments)
}

#[test]
fn what_is_not_kept_is_listed_as_nothing_and_not_found() {
    for (scope, method, arguments, expected) in [
        ("emoji:read", "emoji.list", vec![], "emoji"),
        ("stars:read", "stars.list", vec![], "items"),
        ("files:read", "files.list", vec![("types", "images,pdfs")], "files"),
        ("files:read", "files.list", vec![("user", OLIVE)], "files"),
        ("files:read", "files.list", vec![("user", "U0NOBODY")], "user_not_found"),
        ("files:read", "files.list", vec![("types", "soup")], "unknown_type"),
        ("files:read", "files.info", vec![("file", "F1")], "file_not_found"),
        ("files:write", "files.delete", vec![("file", "F1")], "file_not_found"),
        ("files:write", "files.sharedPublicURL", vec![("file", "F1")], "file_not_found"),
        ("files:write", "files.revokePublicURL", vec![("file", "F1")], "file_not_found"),
        ("files:write", "files.comments.add", vec![("file", "F1")], "no_comment"),
        ("files:write", "files.comments.edit", vec![("comment", "Mmh")], "file_not_found"),
        ("files:write", "files.comments.delete", vec![("file", "F1")], "file_not_found"),
        ("files:write", "files.upload", vec![("content", "Soup")], "file"),
        ("files:write", "files.upload", vec![("channels", GENERAL)], "file"),
        ("files:write", "files.upload", vec![("channels", KITCHEN)], "invalid_channel"),
        ("files:write", "files.upload", vec![("channels", "soup")], "invalid_channel"),
        ("usergroups:read", "usergroups.list", vec![], "usergroups"),
        (
            "usergroups:read",
            "usergroups.users.list",
            vec![("usergroup", "S1")],
            "invalid_arguments",
        ),
    ] {
        let story = reply(scope, method, &arguments);
        let fields = format!("\"{expected}\":");
        let told = story.code() == expected || story.last_reply().contains(&fields);
        assert!(told, "{method}: {}", story.last_reply());
        let without = reply("chat:write", method, &arguments);
        assert_eq!(without.code(), "missing_scope", "{method}");
    }
}

/// The user groups that are listed, by name and with their people.
fn groups(story: Stage, arguments: &[(&str, &str)]) -> String {
    let story = story.call("usergroups.list", arguments);
    let reply: serde_json::Value =
        serde_json::from_str(&story.last_reply()).expect("a reply is JSON");
    let groups = reply["usergroups"].as_array().cloned().unwrap_or_default();
    let told = groups.iter().map(|group| format!("{} {}", group["name"], group["users"]));
    told.collect::<Vec<_>>().join("; ")
}

#[test]
fn a_user_group_is_made_filled_renamed_and_put_out_of_use() {
    let made = || {
        stage()
            .installed(&["usergroups:read", "usergroups:write"])
            .call("usergroups.create", &[("name", "Crew"), ("handle", "crew")])
    };
    let group = ("usergroup", "S00000001");
    let filled = || made().call("usergroups.users.update", &[group, ("users", OLIVE)]);
    let with_users = [("include_users", "true")];
    assert_eq!(groups(made(), &[]), r#""Crew" null"#);
    assert_eq!(groups(filled(), &with_users), r#""Crew" ["U061F7AUR"]"#);
    let renamed = filled().call("usergroups.update", &[group, ("name", "Sailors")]);
    assert!(renamed.last_reply().contains(r#""handle":"crew""#), "what is left out stays");
    assert_eq!(groups(renamed, &with_users), r#""Sailors" ["U061F7AUR"]"#);
    let disabled = || made().call("usergroups.disable", &[group]);
    assert_eq!(groups(disabled(), &[]), "");
    assert_eq!(groups(disabled(), &[("include_disabled", "true")]), r#""Crew" null"#);
    assert_eq!(groups(disabled().call("usergroups.enable", &[group]), &[]), r#""Crew" null"#);
    let users = filled().call("usergroups.users.list", &[group]);
    assert_eq!(users.last_reply(), r#"{"ok":true,"users":["U061F7AUR"]}"#);
    for users in ["", "U0NOBODY", "Olive"] {
        let story = made().call("usergroups.users.update", &[group, ("users", users)]);
        assert_eq!(story.code(), "invalid_users");
    }
    assert_eq!(made().call("usergroups.create", &[]).code(), "invalid_arguments");
}

#[test]
fn a_user_group_that_is_not_there_is_an_invalid_argument() {
    for method in ["disable", "enable", "update", "users.update", "users.list"] {
        let story = stage()
            .installed(&["usergroups:read", "usergroups:write"])
            .call(&format!("usergroups.{method}"), &[("usergroup", "S00000001")]);
        assert_eq!(story.code(), "invalid_arguments", "{method}");
    }
}

#[test]
fn a_file_is_uploaded_shared_commented_on_and_deleted() {
    let (file, first) = (("file", "F00000001"), ("id", "FcF000000010"));
    let uploaded = || {
        let arguments = [("channels", GENERAL), ("content", "Soup"), ("filename", "menu.txt")];
        stage()
            .installed_in(&["files:read", "files:write"], Channels::Chosen(vec![id(GENERAL)]))
            .call("files.upload", &arguments)
    };
    let commented = || uploaded().call("files.comments.add", &[file, ("comment", "Mmh")]);
    let info = |story: Stage| story.call("files.info", &[file]).last_reply();
    expect_test::expect![[r#"{"comments":[{"comment":"Mmh","created":1536408004,"id":"FcF000000010","timestamp":1536408004,"user":"U0NKHRW57"}],"file":{"channels":["C061EG9SL"],"comments_count":1,"created":1536408003,"display_as_bot":false,"editable":true,"external_type":"","filetype":"text","groups":[],"id":"F00000001","ims":[],"is_external":false,"is_public":true,"mimetype":"text/plain","mode":"snippet","name":"menu.txt","permalink":"https://sweethaven.slack.com/files/F00000001","pretty_type":"Plain Text","public_url_shared":false,"size":4,"timestamp":1536408003,"title":"menu.txt","url_private":"https://files.example.com/files-pri/T061EG9R6-F00000001","url_private_download":"https://files.example.com/files-pri/T061EG9R6-F00000001/download","user":"U0NKHRW57","username":""},"ok":true,"paging":{"count":100,"page":1,"pages":1,"total":1},"response_metadata":{"next_cursor":""}}"#]].assert_eq(&info(commented()));
    let shared = || uploaded().call("files.sharedPublicURL", &[file]);
    assert!(info(shared()).contains(r#""public_url_shared":true"#));
    let revoked = shared().call("files.revokePublicURL", &[file]);
    assert!(info(revoked).contains(r#""public_url_shared":false"#));
    let edited = commented().call("files.comments.edit", &[file, first, ("comment", "Yum")]);
    assert!(info(edited).contains("Yum"));
    let emptied = || commented().call("files.comments.delete", &[file, first]);
    assert!(info(emptied()).contains(r#""comments":[]"#));
    let again = emptied().call("files.comments.delete", &[file, first]);
    assert_eq!(again.code(), "cant_delete");
    let again = emptied().call("files.comments.edit", &[file, first, ("comment", "Yum")]);
    assert_eq!(again.code(), "cant_edit");
    let listed = |arguments: &[(&str, &str)]| {
        uploaded().call("files.list", arguments).last_reply().contains("menu.txt")
    };
    assert!(listed(&[]) && listed(&[("channel", GENERAL)]));
    assert!(!listed(&[("channel", KITCHEN)]) && !listed(&[("user", OLIVE)]));
    let deleted = || uploaded().call("files.delete", &[file]);
    assert_eq!(deleted().call("files.delete", &[file]).code(), "file_deleted");
    assert!(!deleted().call("files.list", &[]).last_reply().contains("menu.txt"));
}

#[test]
fn a_test_call_says_back_what_it_was_told_with_or_without_a_token() {
    let call = |arguments: &[(&str, &str)]| stage().call("api.test", arguments).last_reply();
    assert_eq!(call(&[("foo", "bar")]), r#"{"args":{"foo":"bar"},"ok":true}"#);
    let failed = call(&[("error", "my_error")]);
    assert_eq!(failed, r#"{"args":{"error":"my_error"},"error":"my_error","ok":false}"#);
    let call = Call { token: TokenName::Missing, ..Call::plain("api.test") };
    let story = stage().installed(&[]).command(grantscope::Command::Call(call));
    assert_eq!(story.code(), "ok");
}

/// Those about people are answered elsewhere.
#[test]
fn every_method_about_conversations_messages_and_what_is_not_kept_is_answered() {
    let about_people = ["bots.", "dnd.", "reminders.", "team.", "users."];
    let scopes: Vec<&str> = Catalogue::SLACK
        .methods()
        .filter(|method| method.needs() != Needs::Person)
        .flat_map(|method| method.scopes().names())
        .map(|name| Catalogue::SLACK.scope(&name).expect("it is listed").name())
        .collect();
    let installed = stage().installed_in(&scopes, Channels::Chosen(vec![id(GENERAL)]));
    let call = |method: Method| {
        let mut sandbox: Sandbox = installed.sandbox.clone();
        let mut call = Call::plain(method.name());
        call.arguments.insert("channel".to_owned(), GENERAL.to_owned());
        let command = grantscope::Command::Call(call);
        sandbox.handle(grantscope::Input { after: 0, command })
    };
    for method in Catalogue::SLACK.methods() {
        if !about_people.iter().any(|family| method.name().starts_with(family)) {
            let outcome = call(method);
            assert!(!matches!(outcome, Err(Misuse::NotModelled { .. })), "{method}");
        }
    }
}

#[test]
fn a_user_group_says_when_it_was_last_changed() {
    let story = stage()
        .installed(&["usergroups:read", "usergroups:write"])
        .call("usergroups.create", &[("name", "Crew"), ("handle", "crew")])
        .after(60_000)
        .call("usergroups.update", &[("usergroup", "S00000001"), ("name", "Sailors")]);
    let reply: serde_json::Value = serde_json::from_str(&story.last_reply()).expect("it is JSON");
    let seconds = |field: &str| reply["usergroup"][field].as_u64().expect("a time in seconds");
    assert_eq!(seconds("date_update") - seconds("date_create"), 60);
}
