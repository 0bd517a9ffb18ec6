//! Two worlds side by side: the first step that differs, where, and by which rules.

use std::path::Path;

use expect_test::{Expect, expect};
use grantscope::{
    AuthedField, Cast, DeniedTrigger, InvalidTriggerCode, RateLimits, Script, WorkspaceResource,
    read_script, to_json,
};
use grantscope_explore::divergence;
use serde_json::{Value, json};

fn story(name: &str) -> Script {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/scenarios/stories");
    let file = folder.join(format!("{name}.json"));
    #[allow(clippy::disallowed_methods, reason = "stories are files")]
    let text = std::fs::read_to_string(&file).expect("the story is there");
    read_script(&text).expect("stories can be read")
}

#[track_caller]
fn check(name: &str, change: impl Fn(&mut Cast), expected: Expect) {
    let script = story(name);
    let mut other = script.cast.clone();
    change(&mut other);
    let told = match divergence(&script, &other).expect("the casts are sound") {
        None => "the same".to_owned(),
        Some(found) => {
            let ids = |rules: &[grantscope::RuleEntry]| {
                rules.iter().map(|rule| rule.id).collect::<Vec<_>>().join(", ")
            };
            let (step, place) = (found.step, &found.place);
            let (one, other) = (&found.one, &found.other);
            format!(
                "{step} {place}\n{} | {} | {}\n{} | {} | {}\n",
                one.sentence,
                one.value,
                ids(&found.only_one),
                other.sentence,
                other.value,
                ids(&found.only_other),
            )
        }
    };
    expected.assert_eq(&told);
}

#[test]
fn a_story_in_another_dialect_differs_where_the_dialect_matters() {
    check("kicked", |_| {}, expect!["the same"]);
    check(
        "kicked",
        |cast| cast.dialect.workspace_resource = WorkspaceResource::Workspace,
        expect!["the same"],
    );
    check(
        "kicked",
        |cast| cast.dialect.authed = AuthedField::Users,
        expect![[r#"
        2 deliveries[0].envelope.authed_teams
        The app called oauth.access: ok. | [] | 
        The app called oauth.access: ok. | null | 
    "#]],
    );
    check(
        "progressive-refused",
        |cast| cast.dialect.denied_trigger = DeniedTrigger::Usable,
        expect!["the same"],
    );
    check(
        "progressive-refused",
        |cast| cast.dialect.invalid_trigger = InvalidTriggerCode::InvalidTriggerId,
        expect![[r#"
            7 reply.error
            The app called apps.permissions.request: invalid_trigger. | "invalid_trigger" | 
            The app called apps.permissions.request: invalid_trigger_id. | "invalid_trigger_id" | 
        "#]],
    );
    check("kicked", |cast| cast.dialect.rate_limits = RateLimits::Off, expect!["the same"]);
}

#[test]
fn a_story_on_another_day_differs_where_the_day_matters() {
    let day = |seconds| move |cast: &mut Cast| cast.date = seconds;
    check("kicked", day(1_536_494_400), expect!["the same"]);
    check(
        "kicked",
        day(1_640_995_200),
        expect![[r#"
        0 reply
        Olive began to install the app. | null | install-asks-consent
        Olive could not install the app: invalid_client_id. | {"error":"invalid_client_id","ok":false} | workspace-apps-retired
    "#]],
    );
    check(
        "kicked",
        day(1_501_000_000),
        expect![[r#"
        0 reply
        Olive began to install the app. | null | install-asks-consent
        Olive could not install the app: invalid_scope. | {"error":"invalid_scope","ok":false} | unknown-scope-refused
    "#]],
    );
}

#[test]
fn a_story_with_another_cast_differs_where_somebody_is_missed() {
    check(
        "kicked",
        |cast| {
            cast.conversations.pop();
        },
        expect![[r#"
            3 possible
            Popeye invited the app to #kitchen. | true | invitation-adds-resource
            there is no conversation `G024BE91L`: expected one of the cast's | false | 
        "#]],
    );
    check(
        "kicked",
        |cast| cast.conversations.truncate(1),
        expect![[r#"
        1 possible
        Olive approved Lunch Train's request for all public channels except #secret-recipes. | true | install-effective-at-exchange
        there is no conversation `C01234BCD`: expected one of the cast's | false | 
    "#]],
    );
    check(
        "progressive-approved",
        |cast| cast.team.id = "T0000000Z".parse().expect("it is an id"),
        expect!["the same"],
    );
}

/// The page and programs read it: each side with its rules by identifier, and where the worlds part.
#[test]
fn why_two_worlds_differ_is_told_as_data() {
    let told = |change: &dyn Fn(&mut Cast)| -> Value {
        let script = story("kicked");
        let mut other = script.cast.clone();
        change(&mut other);
        let found = divergence(&script, &other).expect("the casts are sound").expect("they differ");
        serde_json::from_str(&to_json(&found)).expect("it is JSON")
    };
    let ids = |rules: &Value| -> Vec<String> {
        let rules = rules.as_array().expect("a list of rules");
        rules.iter().map(|rule| rule["id"].as_str().expect("an identifier").to_owned()).collect()
    };

    let retired = told(&|cast| cast.date = 1_640_995_200);
    assert_eq!(retired["step"], 0);
    assert_eq!(retired["input"]["command"]["type"], "install");
    assert!(ids(&retired["one"]["because"]).contains(&"install-asks-consent".to_owned()));
    assert_eq!(ids(&retired["other"]["because"]), ["workspace-apps-retired"]);
    assert_eq!(ids(&retired["only_one"]), ["install-asks-consent"]);
    assert_eq!(
        retired["casts"],
        json!([{ "place": "date", "one": "1536408000", "other": "1640995200", "about": null }])
    );

    // The rules are the same: it comes from the switch.
    let users = told(&|cast| cast.dialect.authed = AuthedField::Users);
    assert_eq!((ids(&users["only_one"]), ids(&users["only_other"])), (Vec::new(), Vec::new()));
    assert_eq!(
        users["casts"],
        json!([{
            "place": "dialect.authed",
            "one": "\"authed_teams\"",
            "other": "\"authed_users\"",
            "about": "What an envelope says of whom it is for.",
        }])
    );

    let fewer = told(&|cast| cast.conversations.truncate(2));
    let places: Vec<_> =
        fewer["casts"].as_array().expect("a list").iter().map(|it| &it["place"]).collect();
    assert_eq!(places[0], "conversations[2]");
    assert_eq!(fewer["casts"][0]["other"], "null");
}
