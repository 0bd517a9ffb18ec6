//! Profiles, identities, and the app's own bot.

use expect_test::expect;
use grantscope::Cast;
use serde_json::Value;

use crate::stage::{OLIVE, POPEYE, Stage, check, stage, stage_with};

const SCOPES: [&str; 4] =
    ["users.profile:read", "users.profile:write:user", "users:read", "users:read.email"];

/// Olive let the app change her profile. Popeye is an admin too.
fn agreed() -> Stage {
    agreed_with(|_| {})
}

fn agreed_with(change: impl Fn(&mut Cast)) -> Stage {
    let mut cast = Cast::default();
    cast.people[1].admin = true;
    change(&mut cast);
    stage_with(cast).installed(&SCOPES)
}

fn set(story: Stage, profile: &str) -> Stage {
    story.call_as(OLIVE, "users.profile.set", &[("profile", profile)])
}

fn reply(story: &Stage) -> Value {
    serde_json::from_str(&story.last_reply()).expect("a reply is JSON")
}

fn profile(story: Stage) -> Value {
    reply(&story.call("users.profile.get", &[("user", OLIVE)]))["profile"].clone()
}

fn texts(profile: &Value, fields: &[&str]) -> String {
    fields.iter().map(|field| profile[field].to_string()).collect::<Vec<_>>().join(" ")
}

const STATUS: [&str; 3] = ["status_text", "status_emoji", "status_expiration"];
const NAMES: [&str; 3] = ["first_name", "last_name", "real_name"];

// Holds: status-expires.
#[test]
fn a_custom_status_is_set_and_is_gone_when_its_time_is_over() {
    let lunch = r#"{"status_text":"Out to lunch","status_emoji":":hamburger:","status_expiration":1536408100}"#;
    let story = || set(agreed(), lunch);
    expect![[r#"{"ok":true,"profile":{"avatar_hash":"","display_name":"olive","display_name_normalized":"olive","email":"olive@sweethaven.example.com","first_name":"Olive","image_192":"https://avatars.example.com/U061F7AUR_192.png","image_24":"https://avatars.example.com/U061F7AUR_24.png","image_32":"https://avatars.example.com/U061F7AUR_32.png","image_48":"https://avatars.example.com/U061F7AUR_48.png","image_512":"https://avatars.example.com/U061F7AUR_512.png","image_72":"https://avatars.example.com/U061F7AUR_72.png","last_name":"","phone":"","real_name":"Olive","real_name_normalized":"Olive","skype":"","status_emoji":":hamburger:","status_expiration":1536408100,"status_text":"Out to lunch","team":"T061EG9R6","title":""}}"#]].assert_eq(&story().last_reply());
    expect![[r#""Out to lunch" ":hamburger:" 1536408100"#]]
        .assert_eq(&texts(&profile(story()), &STATUS));
    expect![[r#""" "" 0"#]].assert_eq(&texts(&profile(story().after(97_000)), &STATUS));
    let seen = reply(&story().call("users.info", &[("user", OLIVE)]));
    assert_eq!(seen["user"]["profile"]["status_text"], "Out to lunch");
    assert_eq!(seen["user"]["updated"], 1_536_408_003);
    let others = reply(&story().call("users.info", &[("user", POPEYE)]));
    assert_eq!(others["user"]["profile"]["status_text"], "");
}

#[test]
fn a_profile_is_set_as_a_whole_or_by_name_and_value() {
    let by_name = |name: &str, value: &str| {
        agreed().call_as(OLIVE, "users.profile.set", &[("name", name), ("value", value)])
    };
    assert_eq!(profile(by_name("display_name", "Spinach"))["display_name"], "Spinach");
    assert_eq!(
        profile(by_name("status_expiration", "1600000000"))["status_expiration"],
        1_600_000_000
    );
    let whole =
        r#"{"title":"Cook","phone":"123","skype":"olive","first_name":"Olive","last_name":"Oyl"}"#;
    let profile = profile(set(agreed(), whole));
    expect![[r#""Cook" "123" "olive""#]].assert_eq(&texts(&profile, &["title", "phone", "skype"]));
    expect![[r#""Olive" "Oyl" "Olive Oyl""#]].assert_eq(&texts(&profile, &NAMES));
}

#[test]
fn a_profile_is_refused_for_what_it_says() {
    let long = format!(r#"{{"status_text":"{}"}}"#, "ü".repeat(101));
    let just = format!(r#"{{"status_text":"{}"}}"#, "ü".repeat(100));
    let fields: Vec<String> = (0..51).map(|number| format!(r#""f{number}":"""#)).collect();
    let many = format!("{{{}}}", fields.join(","));
    for (profile, expected) in [
        (just.as_str(), "ok"),
        (long.as_str(), "too_long"),
        (many.as_str(), "invalid_profile"),
        ("", "invalid_profile"),
        ("{", "invalid_profile"),
        ("[]", "invalid_profile"),
        ("{}", "invalid_profile"),
        (r#"{"title":5}"#, "invalid_profile"),
        (r#"{"status_expiration":"soon"}"#, "invalid_profile"),
        (r#"{"status_expiration":-1}"#, "invalid_profile"),
        (r#"{"status_expiration":18446744073709551615}"#, "invalid_profile"),
        (r#"{"status_expiration":"1600000000"}"#, "ok"),
        (r#"{"status_emoji":""}"#, "ok"),
        (r#"{"first_name":"Slackbot"}"#, "reserved_name"),
        (r#"{"email":"new@example.com"}"#, "not_admin"),
        (r#"{"title":"Cook","shoe_size":"40"}"#, "profile_set_failed"),
    ] {
        assert_eq!(set(agreed(), profile).answer(), expected, "{profile}");
    }
    let with = |arguments: &[(&str, &str)]| {
        agreed().call_as(OLIVE, "users.profile.set", arguments).answer()
    };
    assert_eq!(with(&[]), "invalid_profile");
    assert_eq!(with(&[("name", "title")]), "invalid_profile");
}

// Holds: profiles-of-others.
#[test]
fn only_admins_change_the_profiles_of_others_and_of_no_other_admin() {
    let told = |admin: bool, user: &str| {
        let arguments = [("name", "title"), ("value", "Cook"), ("user", user)];
        let story = agreed_with(|cast| cast.people[0].admin = admin);
        story.call_as(OLIVE, "users.profile.set", &arguments).answer()
    };
    for (admin, user, expected) in [
        (true, "WH1MPY", "ok"),
        (true, OLIVE, "ok"),
        (true, POPEYE, "cannot_update_admin_user"),
        (true, "U0NKHRW57", "not_app_admin"),
        (false, "U0NKHRW57", "not_app_admin"),
        (false, "WH1MPY", "not_admin"),
        (false, POPEYE, "not_admin"),
        (false, OLIVE, "ok"),
    ] {
        assert_eq!(told(admin, user), expected, "{admin} {user}");
    }
    let arguments = [("name", "title"), ("value", "Cook"), ("user", "WH1MPY")];
    let story = agreed_with(|cast| cast.people[0].admin = true)
        .call_as(OLIVE, "users.profile.set", &arguments)
        .call("users.profile.get", &[("user", "WH1MPY")]);
    assert_eq!(reply(&story)["profile"]["title"], "Cook");
}

#[test]
fn an_email_address_is_changed_by_an_admin_to_one_that_nobody_has() {
    let told = |email: &str| {
        let story = agreed_with(|cast| cast.people[0].admin = true);
        set(story, &format!(r#"{{"email":"{email}"}}"#))
    };
    assert_eq!(told("popeye@sweethaven.example.com").answer(), "profile_set_failed");
    assert_eq!(told("olive").answer(), "profile_set_failed");
    assert_eq!(told("olive@sweethaven.example.com").answer(), "ok");
    let by_email = |email: &str| {
        let story = told("oyl@example.com").call("users.lookupByEmail", &[("email", email)]);
        (story.answer(), reply(&story)["user"]["id"].clone())
    };
    assert_eq!(by_email("Oyl@Example.com"), ("ok", Value::from(OLIVE)));
    assert_eq!(by_email("olive@sweethaven.example.com").0, "users_not_found");
    assert_eq!(by_email("").0, "users_not_found");
}

// Holds: email-in-profile.
#[test]
fn a_profile_has_the_email_address_whatever_other_scopes_the_app_holds() {
    let story = stage().installed(&["users.profile:read"]);
    let story = story.call("users.profile.get", &[("user", OLIVE)]);
    expect![[r#"{"ok":true,"profile":{"avatar_hash":"","display_name":"olive","display_name_normalized":"olive","email":"olive@sweethaven.example.com","first_name":"Olive","image_192":"https://avatars.example.com/U061F7AUR_192.png","image_24":"https://avatars.example.com/U061F7AUR_24.png","image_32":"https://avatars.example.com/U061F7AUR_32.png","image_48":"https://avatars.example.com/U061F7AUR_48.png","image_512":"https://avatars.example.com/U061F7AUR_512.png","image_72":"https://avatars.example.com/U061F7AUR_72.png","last_name":"","phone":"","real_name":"Olive","real_name_normalized":"Olive","skype":"","status_emoji":"","status_expiration":0,"status_text":"","team":"T061EG9R6","title":""}}"#]].assert_eq(&story.last_reply());
    let refused = stage().installed(&["users:read"]).call("users.profile.get", &[("user", OLIVE)]);
    assert_eq!(refused.answer(), "missing_scope");
}

#[test]
fn a_persons_own_address_takes_the_place_of_the_one_that_is_made_up() {
    let story = agreed_with(|cast| cast.people[0].email = Some("olive@oyl.example.com".to_owned()));
    assert_eq!(profile(story)["email"], "olive@oyl.example.com");
    assert_eq!(profile(agreed())["email"], "olive@sweethaven.example.com");
}

#[test]
fn admins_and_guests_are_told_as_such() {
    let story = agreed_with(|cast| cast.people[2].restricted = true).call("users.list", &[]);
    let told = |field: &str| {
        let reply = reply(&story);
        let members = reply["members"].as_array().expect("people are listed").clone();
        members.iter().map(|member| member[field] == true).collect::<Vec<_>>()
    };
    assert_eq!(told("is_admin"), [false, true, false]);
    assert_eq!(told("is_restricted"), [false, false, true]);
}

// Holds: identity-by-scope.
#[test]
fn an_identity_tells_what_the_person_granted() {
    let told = |more: &[&str]| {
        let scopes: Vec<&str> = ["identity:read:user"].iter().chain(more).copied().collect();
        stage().installed(&scopes).call_as(OLIVE, "users.identity", &[]).last_reply()
    };
    expect![[r#"{"ok":true,"team":{"id":"T061EG9R6"},"user":{"id":"U061F7AUR","name":"Olive"}}"#]]
        .assert_eq(&told(&[]));
    expect![[r#"{"ok":true,"team":{"id":"T061EG9R6"},"user":{"email":"olive@sweethaven.example.com","id":"U061F7AUR","name":"Olive"}}"#]].assert_eq(&told(&["identity.email:read:user"]));
    expect![[r#"{"ok":true,"team":{"id":"T061EG9R6"},"user":{"id":"U061F7AUR","image_192":"https://avatars.example.com/U061F7AUR_192.png","image_24":"https://avatars.example.com/U061F7AUR_24.png","image_32":"https://avatars.example.com/U061F7AUR_32.png","image_48":"https://avatars.example.com/U061F7AUR_48.png","image_72":"https://avatars.example.com/U061F7AUR_72.png","name":"Olive"}}"#]].assert_eq(&told(&["identity.avatar:read:user"]));
    expect![[r#"{"ok":true,"team":{"domain":"sweethaven","id":"T061EG9R6","name":"Sweethaven"},"user":{"id":"U061F7AUR","name":"Olive"}}"#]].assert_eq(&told(&["identity.team:read:user"]));
}

#[test]
fn the_workspace_and_the_bot_are_looked_up() {
    check(
        agreed()
            .call("team.profile.get", &[])
            .call("bots.info", &[("bot", "B0NKHRW57")])
            .call("bots.info", &[("bot", "B0NOBODY")]),
        expect![[r#"
            The app called team.profile.get: ok. [Waiting]
              = {"ok":true,"profile":{"fields":[]}}
              because scopes-travel
            The app called bots.info: ok. [Waiting]
              = {"bot":{"app_id":"A0BLA3EP2","deleted":false,"icons":{"image_36":"https://avatars.example.com/A0BLA3EP2_36.png","image_48":"https://avatars.example.com/A0BLA3EP2_48.png","image_72":"https://avatars.example.com/A0BLA3EP2_72.png"},"id":"B0NKHRW57","name":"Lunch Train","updated":1536408000,"user_id":"U0NKHRW57"},"ok":true}
              because scopes-travel
            The app called bots.info: bot_not_found. [Waiting]
              = {"ok":false,"error":"bot_not_found"}
              because arguments-must-be-sound
        "#]],
    );
}

#[test]
fn a_status_that_is_set_without_an_end_has_none() {
    let first = r#"{"status_text":"Lunch","status_expiration":1600000000}"#;
    let story = set(set(agreed(), first), r#"{"status_emoji":":train:"}"#);
    assert_eq!(texts(&profile(story), &STATUS), r#""Lunch" ":train:" 0"#);
    let story = set(set(agreed(), first), r#"{"title":"Cook"}"#);
    assert_eq!(texts(&profile(story), &STATUS), r#""Lunch" "" 1600000000"#);
}

#[test]
fn a_new_real_name_takes_the_place_of_first_and_last_name() {
    let story = set(agreed(), r#"{"first_name":"Mary Ann","last_name":"Oyl"}"#);
    assert_eq!(
        texts(&profile(set(story, r#"{"title":"Cook"}"#)), &NAMES),
        r#""Mary Ann" "Oyl" "Mary Ann Oyl""#
    );
    let story = set(agreed(), r#"{"first_name":"Mary Ann","last_name":"Oyl"}"#);
    let story = set(story, r#"{"real_name":"Olive O. Oyl"}"#);
    assert_eq!(texts(&profile(story), &NAMES), r#""Olive" "O. Oyl" "Olive O. Oyl""#);
}

#[test]
fn the_workspaces_of_casts_have_no_profile_fields_of_their_own() {
    let story = agreed().call("team.profile.get", &[]);
    assert_eq!(story.last_reply(), r#"{"ok":true,"profile":{"fields":[]}}"#);
}

#[test]
fn the_profile_of_somebody_who_is_not_there_fails_to_be_set() {
    for user in ["U0NOBODY", "nobody"] {
        let arguments = [("name", "title"), ("value", "Cook"), ("user", user)];
        let story = agreed().call_as(OLIVE, "users.profile.set", &arguments);
        assert_eq!(story.answer(), "profile_set_failed");
    }
}

#[test]
fn a_field_that_profiles_do_not_have_fails_to_be_set() {
    assert_eq!(set(agreed(), r#"{"fields":{}}"#).answer(), "profile_set_failed");
    assert_eq!(set(agreed(), r#"{"status":"Lunch"}"#).answer(), "profile_set_failed");
}

#[test]
fn nobody_is_called_channel_or_everyone_or_group_or_here_or_slackbot() {
    for name in ["channel", "Everyone", "group", " here ", "SLACKBOT"] {
        for field in ["display_name", "first_name", "last_name", "real_name"] {
            let story = set(agreed(), &format!(r#"{{"{field}":"{name}"}}"#));
            assert_eq!(story.answer(), "reserved_name", "{field} {name}");
        }
        assert_eq!(set(agreed(), &format!(r#"{{"title":"{name}"}}"#)).answer(), "ok");
    }
}

#[test]
fn an_emoji_that_is_not_written_between_colons_fails_to_be_set() {
    for (emoji, expected) in [
        (":train:", "ok"),
        ("train", "profile_set_failed"),
        (":", "profile_set_failed"),
        ("::", "profile_set_failed"),
        (":a:b:", "profile_set_failed"),
        (":a b:", "profile_set_failed"),
    ] {
        let story = set(agreed(), &format!(r#"{{"status_emoji":"{emoji}"}}"#));
        assert_eq!(story.answer(), expected, "{emoji}");
    }
}

#[test]
fn without_a_name_it_is_the_apps_own_bot_that_is_told_of() {
    let told = |arguments: &[(&str, &str)]| agreed().call("bots.info", arguments).last_reply();
    assert_eq!(told(&[]), told(&[("bot", "B0NKHRW57")]));
}

#[test]
fn the_apps_bot_has_the_digits_of_its_user() {
    let bot = reply(&agreed().call("bots.info", &[]))["bot"].clone();
    assert_eq!([&bot["id"], &bot["user_id"]], ["B0NKHRW57", "U0NKHRW57"]);
}
