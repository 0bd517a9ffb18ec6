//! A script for other people's eyes: nothing secret is left in it, and the story stays what it was.

#![allow(clippy::disallowed_methods, reason = "stories are files")]

use grantscope::{Cast, Sandbox, Script};

const OWN: [(&str, &str); 3] = [
    ("client_secret", "f25b5ceaf8a3c2a2c4f52bb4f0b0499e"),
    ("signing_secret", "8f742231b10e8888abcd99yyyzzz85a5"),
    ("verification_token", "Jhj5dZrVaK7ZwHHjRyZWjbDl"),
];

/// As somebody would write it by hand, their own secrets in every place that takes a text.
fn written_by_hand() -> String {
    let [client, signing, verification] = OWN.map(|(_, secret)| secret);
    format!(
        r#"{{"version":1,"title":"With {signing}","about":"Uses xoxb-1234-abcdef","cast":{{
        "app":{{"id":"A0BLA3EP2","name":"Lunch Train","user_id":"U0NKHRW57",
        "client_id":"1234567890.1234567890","client_secret":"{client}",
        "signing_secret":"{signing}","verification_token":"{verification}"}}}},"inputs":[
        {{"command":{{"type":"install","user":"U061F7AUR","scopes":["chat:write"],"through":"oauth",
        "state":"{verification}","redirect_uri":"https://example.com/?s={client}"}}}},
        {{"command":{{"type":"answer","prompt":"P1","answer":{{"approve":{{}}}}}}}},
        {{"command":{{"type":"call","method":"oauth.access","token":"missing","arguments":{{
        "client_id":"1234567890.1234567890","client_secret":"{client}","code":"CODE",
        "redirect_uri":"https://example.com/?s={client}"}}}}}},
        {{"command":{{"type":"call","method":"oauth.access","token":"missing","arguments":{{
        "client_id":"1234567890.1234567890","client_secret":"lunch-train-client-secret",
        "code":"4711.0815.not-one-of-ours"}}}}}},
        {{"command":{{"type":"call","method":"chat.postMessage","acting_for":"xoxp-99-acting","arguments":{{
        "token":"xoxp-1-2-3","channel":"C061EG9SL","text":"{signing} and xoxa-2-99"}}}}}},
        {{"command":{{"type":"message","user":"U061F7AUR","text":"{verification}, xapp? xoxr-77"}}}}]}}"#
    )
}

/// The same, with the code that the sandbox issued.
fn sandbox() -> Sandbox {
    let text = written_by_hand();
    let read = |text: &str| -> Script { serde_json::from_str(text).expect("a script") };
    let mut beginning = read(&text);
    beginning.inputs.truncate(2);
    let offers = Sandbox::replay(beginning).expect("a story").offers_at(2, id());
    let exchange = offers.iter().find(|offer| offer.label.contains("oauth.access"));
    let exchange = serde_json::to_value(&exchange.expect("a code").input).expect("JSON");
    let code = exchange["command"]["arguments"]["code"].as_str().expect("a code");
    Sandbox::replay(read(&text.replace("CODE", code))).expect("a story")
}

fn id() -> grantscope::UserId {
    "U061F7AUR".parse().expect("an id")
}

#[test]
fn nothing_secret_is_left_in_a_script_that_is_shared() {
    let sandbox = sandbox();
    let whole = serde_json::to_string(&sandbox.script()).expect("JSON");
    let shared = serde_json::to_string(&sandbox.script_to_share()).expect("JSON");
    let tokens = ["xoxb-1234", "xoxp-99", "xoxp-1-2", "xoxa-2-99", "xoxr-77"];
    let secrets = OWN.iter().map(|(_, secret)| *secret).chain(tokens);
    for secret in secrets.chain(["4711.0815"]) {
        assert!(whole.contains(secret), "{secret} is not in the script");
        assert!(!shared.contains(secret), "{secret} is left in {shared}");
    }
}

#[test]
fn a_script_without_its_secrets_tells_the_same_story() {
    let sandbox = sandbox();
    let shared = Sandbox::replay(sandbox.script_to_share()).expect("a story");
    let told = |sandbox: &Sandbox| -> Vec<_> {
        let steps = sandbox.history().iter();
        steps
            .map(|step| {
                let reply = step.outcome.reply.as_ref();
                (step.outcome.stage, reply.map(|reply| reply.error().map(|error| error.code())))
            })
            .collect()
    };
    assert_eq!(told(&shared), told(&sandbox));
    assert_eq!(told(&shared)[2].1, Some(None), "the right secret is still right");
    assert!(matches!(told(&shared)[3].1, Some(Some(_))), "the wrong secret is still wrong");
    assert_eq!(shared.view().grants, sandbox.view().grants);
    assert_eq!(shared.script_to_share(), shared.script(), "nothing more is found in it");
}

#[test]
fn a_secret_that_is_a_part_of_other_words_hurts_none_of_them() {
    let mut script = Script { version: 1, title: "lunch".to_owned(), ..Script::default() };
    script.cast.app.signing_secret = "l".to_owned();
    let shared = Sandbox::replay(script).expect("a story").script_to_share();
    assert_eq!((shared.title.as_str(), shared.cast), ("lunch", Cast::default()));
}

#[test]
fn the_stories_are_shared_as_they_are() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/scenarios/stories");
    let files: Vec<_> = std::fs::read_dir(folder).expect("stories").flatten().collect();
    assert!(files.len() > 10);
    for file in files {
        let text = std::fs::read_to_string(file.path()).expect("a story");
        let script: Script = serde_json::from_str(&text).expect("a story");
        let sandbox = Sandbox::replay(script.clone()).expect("a story");
        assert_eq!(sandbox.script_to_share(), script, "{:?}", file.path());
    }
}
