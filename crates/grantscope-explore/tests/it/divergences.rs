//! Two worlds side by side: the first step that differs, where, and by which rules.

use std::path::Path;

use expect_test::{Expect, expect};
use grantscope::{
    AuthedField, Cast, DeniedTrigger, InvalidTriggerCode, RateLimits, Script, WorkspaceResource,
    read_script,
};
use grantscope_explore::divergence;

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
