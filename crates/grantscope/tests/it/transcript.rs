//! The story as Markdown.

use expect_test::expect;
use grantscope::{Sandbox, Script, read_script};

const KICKED: &str = include_str!("../../../../tests/scenarios/stories/kicked.json");

fn replayed(text: &str) -> Sandbox {
    let script: Script = read_script(text).expect("the script can be read");
    Sandbox::replay(script).expect("the script makes sense")
}

#[test]
fn a_story_is_told_step_by_step_and_ends_with_what_is_granted() {
    expect![[r#"
        # Lunch Train is kicked

        Olive grants the app every public channel but one, and Popeye removes it from another. An excluded channel supersedes the wildcard, so the app may not post there.

        Lunch Train in Sweethaven, with Olive, Popeye, Wimpy; from 2018-09-08 12:00:00.

        ## What happened

        1. **2018-09-08 12:00:01** Olive began to install the app. *Not installed.*
        2. **2018-09-08 12:00:02** Olive approved Lunch Train's request for all public channels except #secret-recipes. *Not installed.*
           - the person was sent back to the app
        3. **2018-09-08 12:00:02** The app called oauth.access: ok. *Installed.*
           - `resources_added` posted
        4. **2018-09-08 12:00:07** Popeye invited the app to #kitchen. *Added.*
           - `resources_added` posted
        5. **2018-09-08 12:01:07** Popeye removed the app from #lunch. *Removed.*
           - `resources_removed` posted
        6. **2018-09-08 12:01:09** The app called apps.permissions.info: ok. *Waiting.*

        ## What is granted in the end

        | where | scopes | which |
        | --- | --- | --- |
        | public channels | `channels:history`, `channels:read`, `chat:write` | all except #secret-recipes, #lunch |
        | private channels | `chat:write` | #kitchen |
        | group messages | `chat:write` | none |
        | direct messages | `chat:write` | none |
        | app homes | `chat:write`, `im:history`, `im:read` | Olive's app home |
    "#]].assert_eq(&replayed(KICKED).markdown());
}

#[test]
fn names_from_outside_mean_nothing_to_markdown() {
    let hostile = KICKED.replace("\"Olive\"", "\"[x](javascript:1) <b>|`*_\\n# y\"");
    let told = replayed(&hostile).markdown();
    assert!(told.contains(r"\[x\]\(javascript:1\) \<b\>\|\`\*\_ # y"), "{told}");
    assert!(!told.lines().any(|line| line.starts_with("# y")), "{told}");
}

#[test]
fn an_empty_story_says_that_nothing_is_granted() {
    let told = replayed(r#"{"version":1,"inputs":[]}"#).markdown();
    assert!(told.ends_with("## What is granted in the end\n\nNothing.\n"), "{told}");
    assert!(!told.contains("What happened"), "{told}");
}

#[test]
fn no_token_and_no_secret_is_in_it() {
    let sandbox = replayed(KICKED);
    let (told, credentials) = (sandbox.markdown(), sandbox.credentials());
    let app = sandbox.script().cast.app;
    let secrets =
        [credentials.access_token.expect("it was issued"), app.client_secret, app.signing_secret];
    for secret in secrets {
        assert!(!told.contains(&secret), "{secret}: {told}");
    }
}
