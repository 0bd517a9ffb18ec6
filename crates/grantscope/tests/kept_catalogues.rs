//! How many catalogues a process keeps. Alone in its process, because others would miss what it takes.
#![allow(clippy::expect_used, reason = "a test says what it expects by panicking")]

use grantscope::Catalogue;

#[test]
fn no_more_than_255_catalogues_are_kept_at_a_time() {
    let numbered = |number: u32| {
        format!(
            r#"{{"name":"n{number}","title":"N","scopes":[{{"name":"a","kinds":["channel"]}}],"methods":[{{"name":"a","needs":"nothing"}}]}}"#
        )
    };
    let last = (0..300).map(|number| Catalogue::read(&numbered(number))).find_map(Result::err);
    let flaws = last.expect("there is an end");
    assert_eq!(
        flaws.to_string(),
        "expected at most 255 catalogues at a time, got one more: reload the page, or start the process again"
    );
    assert!(Catalogue::read(&numbered(0)).is_ok());
    assert!(Catalogue::SLACK.scope("chat:write").is_some());
}
