//! What is told in a permission system of one's own: in its words, and of a service that is not Slack.

use grantscope::{
    Cast, Catalogue, Channels, Command, InstallRoute, Matrix, ScopeClass, Texts, matrix, request,
};

use crate::stage::{OLIVE, POPEYE, Stage, id, stage, stage_with};

const DESKS: &str = r#"{
    "name": "desks", "title": "Desks", "kinds": [{"like": "app_home", "name": "desk"}],
    "scopes": [{"name": "desks:tidy", "kinds": ["desk"]}],
    "methods": [{"name": "desks.tidy", "needs": "resource", "scopes": ["desks:tidy"], "arguments": ["channel*"]}]
}"#;

fn desks() -> Catalogue {
    Catalogue::read(DESKS).expect("it is sound")
}

fn tidying() -> Stage {
    stage_with(Cast { catalogue: desks(), ..Cast::default() })
}

/// What happened, and what Popeye could do then.
fn told(stage: &Stage) -> String {
    let steps = stage.sandbox.history().iter().map(|step| step.outcome.sentence.clone());
    let offers = stage.sandbox.offers_at(stage.sandbox.history().len(), id(POPEYE));
    let offers = offers.into_iter().flat_map(|offer| [Some(offer.label), offer.obstacle]);
    steps.chain(offers.flatten()).collect::<Vec<String>>().join("\n")
}

#[test]
fn an_app_home_is_called_as_the_system_calls_it() {
    let opened = |stage: Stage| {
        let stage = stage.install(OLIVE, &[], InstallRoute::Settings).approve(1, Channels::None);
        told(&stage.command(Command::OpenAppHome { user: id(POPEYE) }))
    };
    let own = opened(tidying());
    for expected in ["Popeye opened their desk.", "Close the desk", "in Popeye's desk"] {
        assert!(own.contains(expected), "{expected} is not in\n{own}");
    }
    assert!(!own.contains("direct message") && !own.contains("app home"), "{own}");
    let slacks = opened(stage());
    assert!(slacks.contains("Popeye opened a direct message with the app."), "{slacks}");
    assert!(slacks.contains("Close the direct message with the app"), "{slacks}");
}

#[test]
fn what_breaks_and_answers_is_the_service() {
    let own = told(&tidying());
    assert!(!own.contains("Slack"), "{own}");
    assert!(told(&stage()).contains("Slack"));
}

#[test]
fn a_request_goes_to_an_address_that_is_nobodys() {
    let address = |catalogue: Catalogue| {
        let method = catalogue.method("apps.permissions.info").expect("it is the protocol's");
        request(method, &Texts::default(), None, None).url
    };
    assert_eq!(address(desks()), "https://service.example/api/apps.permissions.info");
    assert_eq!(address(Catalogue::SLACK), "https://slack.com/api/apps.permissions.info");
}

#[test]
fn the_matrix_has_a_row_for_each_of_as_many_scopes_as_a_catalogue_may_have() {
    let names: Vec<String> = (0..120).map(|number| format!("s{number:03}")).collect();
    let scopes = names.iter().map(|name| format!(r#"{{"name": "{name}", "kinds": ["channel"]}}"#));
    let text = format!(
        r#"{{"name": "many", "title": "Many", "scopes": [{}],
            "methods": [{{"name": "a", "needs": "resource", "scopes": ["s000"], "arguments": ["channel*"]}}]}}"#,
        scopes.collect::<Vec<String>>().join(",")
    );
    let catalogue = Catalogue::read(&text).expect("it is sound");
    let asked: Vec<&str> = names.iter().map(String::as_str).collect();
    let stage = stage_with(Cast { catalogue, ..Cast::default() })
        .install(OLIVE, &asked, InstallRoute::Settings)
        .approve(1, Channels::None);
    let grants = stage.sandbox.view().grants;
    let Matrix { rows, more, .. } = matrix(&grants, &grants, 6);
    let of_places = rows.iter().filter(|row| row.class == Some(ScopeClass::Conversation));
    assert_eq!((of_places.count(), more), (120, 0));
}
