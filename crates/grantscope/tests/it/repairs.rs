//! How a denial is repaired: the shortest plan for each thing that can be missing.

use expect_test::expect;
use grantscope::{
    Cast, Catalogue, Channels, Command, Conversation, Distribution, InstallRoute, Needs, Question,
    ResourceKind,
};

use crate::stage::{GENERAL, LUNCH, OLIVE, POPEYE, SECRET, Stage, id, stage, stage_with};
use crate::verdict::{check, is_content, told};

/// By asking with the newest click, where the app is not installed from its settings.
#[test]
fn asking_is_preferred_to_installing_again_where_neither_is_shorter() {
    let mut distributed = Cast::default();
    distributed.app.rotation = true;
    distributed.app.distribution = Distribution::Distributed;
    let by_oauth = stage_with(distributed)
        .install(OLIVE, &["chat:write"], InstallRoute::Oauth)
        .approve(1, Channels::Chosen(vec![id(LUNCH)]))
        .exchange();
    check(
        by_oauth,
        "conversations.history",
        Some(LUNCH),
        None,
        expect![[r#"
            denied: (Missing channels:history or conversations:history) meets (Held #lunch)
              because method-needs-scope (Recovered)
              because resources-limit-scopes (Documented)
              missing {"type":"scope","any_of":["channels:history","conversations:history"]}
              then Olive clicked the app's button in Olive's app home.
              then The app called apps.permissions.request: ok.
              then Olive approved Lunch Train's request.
        "#]],
    );
    let clicked = stage().installed(&[]).click(OLIVE, GENERAL);
    check(
        clicked,
        "users.list",
        None,
        None,
        expect![[r#"
            denied: (Missing users:read) meets (Missing the workspace)
              because method-needs-scope (Recovered)
              because resources-limit-scopes (Documented)
              missing {"type":"scope","any_of":["users:read"]}
              missing {"type":"resource","kind":"team","id":null,"excluded":false}
              then The app called apps.permissions.request: ok.
              then Olive approved Lunch Train's request.
        "#]],
    );
}

/// A trigger lives three seconds: a plan uses it while it does.
#[test]
fn a_plan_asks_with_a_trigger_only_while_it_lives() {
    let clicked = stage().installed(&[]).click(OLIVE, GENERAL);
    let late = stage().installed(&[]).click(OLIVE, GENERAL).after(3001).wait();
    let last = stage().installed(&[]).click(OLIVE, GENERAL).after(3000).wait();
    let steps = |story: Stage| {
        let question = Question { method: "users.list".to_owned(), channel: None, user: None };
        told(story.sandbox, &question).matches("apps.permissions.request").count()
    };
    assert_eq!([steps(clicked), steps(last), steps(late)], [1, 1, 0]);
}

#[test]
fn what_is_open_is_ended_by_the_shortest_plan() {
    let scopes = "channels:history";
    let asked = || stage().installed(&[]).click(OLIVE, GENERAL).request(scopes);
    check(
        asked(),
        "conversations.history",
        Some(SECRET),
        None,
        expect![[r#"
            denied: (Missing channels:history or conversations:history) meets (Missing #secret-recipes)
              because method-needs-scope (Recovered)
              because resources-limit-scopes (Documented)
              missing {"type":"scope","any_of":["channels:history","conversations:history"]}
              missing {"type":"resource","kind":"channel","id":"C01234BCD","excluded":false}
              then Olive approved Lunch Train's request for #secret-recipes.
        "#]],
    );
    let mut addressed = Command::install(id(OLIVE), &["chat:write"], InstallRoute::Oauth);
    if let Command::Install { redirect_uri, single_channel, .. } = &mut addressed {
        *redirect_uri = Some("https://lunch.example/oauth".to_owned());
        *single_channel = true;
    }
    let single = || stage().command(addressed.clone());
    check(
        single(),
        "chat.postMessage",
        Some(SECRET),
        None,
        expect![[r#"
            denied: (Missing chat:write) meets (Missing not installed)
              because token-needed (Documented)
              missing {"type":"installation"}
              then Olive approved Lunch Train's request for #secret-recipes.
              then The app called oauth.access: ok.
        "#]],
    );
    let code = single().approve(1, Channels::Chosen(vec![id(LUNCH)]));
    check(
        code,
        "chat.postMessage",
        Some(LUNCH),
        None,
        expect![[r#"
        denied: (Missing chat:write) meets (Missing not installed)
          because token-needed (Documented)
          missing {"type":"installation"}
          then The app called oauth.access: ok.
    "#]],
    );
    check(
        single(),
        "apps.permissions.info",
        None,
        None,
        expect![[r#"
            denied: (NotNeeded no scope needed) meets (Missing not installed)
              because token-needed (Documented)
              missing {"type":"installation"}
              then Olive began to install the app from its settings.
              then Olive approved Lunch Train's request.
        "#]],
    );
}

#[test]
fn an_app_that_is_not_installed_is_installed_first() {
    check(
        stage(),
        "chat.postMessage",
        Some(GENERAL),
        None,
        expect![[r#"
            denied: (Missing chat:write) meets (Missing not installed)
              because token-needed (Documented)
              missing {"type":"installation"}
              then Olive began to install the app from its settings.
              then Olive approved Lunch Train's request for #general.
        "#]],
    );
    check(
        stage(),
        "users.list",
        None,
        None,
        expect![[r#"
            denied: (Missing users:read) meets (Missing not installed)
              because token-needed (Documented)
              missing {"type":"installation"}
              then Olive began to install the app from its settings.
              then Olive approved Lunch Train's request.
        "#]],
    );
}

#[test]
fn a_token_that_is_worth_nothing_is_renewed_or_installed_again() {
    let mut cast = Cast::default();
    cast.app.rotation = true;
    let rotating = stage_with(cast).installed(&[]).after(3_600_000).wait();
    check(
        rotating,
        "apps.permissions.info",
        None,
        None,
        expect![[r#"
            denied: (NotNeeded no scope needed) meets (Missing token expired)
              because token-lives-an-hour (Recovered)
              missing {"type":"token"}
              then The app called oauth.access: ok.
        "#]],
    );
    let revoked = stage().installed(&[]).call("auth.revoke", &[]);
    check(
        revoked,
        "apps.permissions.info",
        None,
        None,
        expect![[r#"
            denied: (NotNeeded no scope needed) meets (Missing token revoked)
              because token-needed (Documented)
              missing {"type":"token"}
              then Olive began to install the app from its settings.
              then Olive approved Lunch Train's request.
        "#]],
    );
}

#[test]
fn there_is_a_plan_for_every_method_that_is_open() {
    let mut rotating = Cast::default();
    rotating.app.rotation = true;
    let mut distributed = rotating.clone();
    distributed.app.distribution = Distribution::Distributed;
    for cast in [Cast::default(), rotating, distributed] {
        let mut cast = cast;
        let mut own = Conversation::new(id("C0WN00001"), "own", ResourceKind::Channel);
        own.creator = Some(cast.app.user_id);
        cast.conversations.push(own);
        let fresh = stage_with(cast);
        for method in Catalogue::SLACK.methods().filter(|method| is_content(*method)) {
            if method.needs() == Needs::Closed {
                continue;
            }
            let question = Question {
                method: method.name().to_owned(),
                channel: Some("C0WN00001".to_owned()),
                user: Some(OLIVE.to_owned()),
            };
            let told = told(fresh.sandbox.clone(), &question);
            assert!(!told.contains("no plan"), "{method}: {told}");
        }
    }
}

#[test]
fn a_home_that_was_lost_is_opened_again_by_the_person_whose_it_is() {
    let story = stage()
        .installed(&[])
        .command(Command::Uninstall { user: id(OLIVE) })
        .install(POPEYE, &[], InstallRoute::Settings)
        .approve(2, Channels::None);
    check(
        story,
        "chat.postMessage",
        Some("D00000001"),
        None,
        expect![[r#"
        denied: (Held chat:write) meets (Missing Olive's app home)
          because resources-limit-scopes (Documented)
          missing {"type":"resource","kind":"app_home","id":"D00000001","excluded":false}
          then Olive opened a direct message with the app.
    "#]],
    );
}
