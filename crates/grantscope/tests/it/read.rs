//! Bad input: what is wrong with a text is told with its place, and nothing panics.

use expect_test::{Expect, expect};
use grantscope::{LARGEST_TEXT, Script, read, read_script};

const SAMPLE: &str =
    include_str!("../../../../tests/scenarios/samples/resources-added-channel.json");

#[track_caller]
fn check(text: &str, expected: Expect) {
    let problem = read(text).expect_err("the text is at fault");
    expected.assert_eq(&format!("{} | {problem}", problem.code));
}

#[track_caller]
fn check_sample(from: &str, to: &str, expected: Expect) {
    assert!(SAMPLE.contains(from), "the sample has `{from}`");
    check(&SAMPLE.replace(from, to), expected);
}

#[test]
fn text_that_is_no_json_is_refused_where_it_stops_being_json() {
    check("lunch?", expect!["not_json | line 1, column 1: expected value"]);
    check("{\"type\": }", expect!["not_json | line 1, column 10: expected value"]);
    check(
        "{\n  \"type\": \"event_callback\",\n  event",
        expect!["not_json | line 3, column 3: key must be a string"],
    );
    check("", expect!["empty | expected JSON, got nothing"]);
    check("  \n ", expect!["empty | expected JSON, got nothing"]);
    check("[{}, ", expect!["not_json | line 1, column 5: EOF while parsing a value"]);
    check("\u{0}", expect!["not_json | line 1, column 1: expected value"]);
}

#[test]
fn json_that_is_no_event_is_refused_with_what_was_expected() {
    check(
        "42",
        expect![
            "not_an_event | line 1, column 1: expected an event or an answer of `apps.permissions.info`, got no object"
        ],
    );
    check(
        "[\"event\"]",
        expect![
            "not_an_event | line 1, column 2: expected an event or an answer of `apps.permissions.info`, got no object"
        ],
    );
    check(
        "{\"ok\": true}",
        expect![
            "not_an_event | line 1, column 1: expected an Events API envelope (`type`: `event_callback`) or an answer of `apps.permissions.info`; there is no `type`"
        ],
    );
    check(
        "{\"type\": \"block_actions\"}",
        expect![
            "not_an_event | line 1, column 1: expected an Events API envelope (`type`: `event_callback`) or an answer of `apps.permissions.info`; `type` is `block_actions`"
        ],
    );
    check(
        "{\"type\": \"event_callback\"}",
        expect!["wrong_shape | line 1, column 26: missing field `event`"],
    );
    check(
        "{\"type\": \"event_callback\", \"event\": {}}",
        expect!["wrong_shape | line 1, column 38: `event`: missing field `type`"],
    );
    check(
        "[[[]]]",
        expect![
            "not_an_event | line 1, column 2: expected an event or an answer of `apps.permissions.info`, got no object"
        ],
    );
}

#[test]
fn an_unknown_type_of_event_is_refused() {
    check_sample(
        "resources_added",
        "resources_eaten",
        expect![
            "unknown_event | line 5, column 12: `event.type`: `resources_eaten` is no event that a workspace app receives"
        ],
    );
}

#[test]
fn wrong_types_are_refused_with_the_way_to_them() {
    check_sample(
        "\"C061EG9SL\"",
        "7",
        expect![
            "wrong_shape | line 13, column 28: `event.resources[0].resource.grant.resource_id`: invalid type: integer `7`, expected a string"
        ],
    );
    check_sample(
        "\"C061EG9SL\"",
        "\"general\"",
        expect![
            "wrong_shape | line 14, column 11: `event.resources[0].resource.grant.resource_id`: `general` is no Slack id: expected 1 to 12 characters of `A-Z0-9`"
        ],
    );
    check_sample(
        "\"channel\"",
        "\"kitchen\"",
        expect![
            "wrong_shape | line 10, column 27: `event.resources[0].resource.type`: unknown variant `kitchen`, expected one of `team`, `workspace`, `channel`, `group`, `mpim`, `im`, `app_home`, `user`"
        ],
    );
    check_sample(
        "\"specific\"",
        "\"some\"",
        expect![
            "wrong_shape | line 12, column 26: `event.resources[0].resource.grant.type`: unknown variant `some`, expected `specific` or `wildcard`"
        ],
    );
    check_sample(
        "\"channels:read\"",
        "null",
        expect![
            "wrong_shape | line 17, column 14: `event.resources[0].scopes[0]`: invalid type: null, expected a string"
        ],
    );
    check_sample(
        "1501110008",
        "\"yesterday\"",
        expect![[
            r#"wrong_shape | line 25, column 27: `event_time`: invalid type: string "yesterday", expected u64"#
        ]],
    );
    check_sample(
        "\"resource_id\"",
        "\"id\"",
        expect![
            "wrong_shape | line 15, column 9: `event.resources[0].resource.grant`: missing field `resource_id`"
        ],
    );
}

#[test]
fn the_place_is_counted_in_the_whole_text() {
    let second = SAMPLE.replace("\"specific\"", "\"some\"");
    check(
        &format!("{SAMPLE}\n\n{second}"),
        expect![
            "wrong_shape | line 39, column 26: `event.resources[0].resource.grant.type`: unknown variant `some`, expected `specific` or `wildcard`"
        ],
    );
    check(
        &format!("[{SAMPLE},{second}]"),
        expect![
            "wrong_shape | line 37, column 26: `event.resources[0].resource.grant.type`: unknown variant `some`, expected `specific` or `wildcard`"
        ],
    );
}

#[test]
fn ten_megabytes_are_refused_before_they_are_read() {
    check(
        &" ".repeat(10 << 20),
        expect!["too_large | expected at most 4194304 bytes, got 10485760: split the text"],
    );
    let almost = format!("{}{SAMPLE}", " ".repeat(LARGEST_TEXT - SAMPLE.len()));
    assert!(read(&almost).is_ok(), "the limit itself is allowed");
}

#[test]
fn a_thousand_levels_of_nesting_are_refused_or_passed_over() {
    check(&"[".repeat(1000), expect!["not_json | line 1, column 1000: EOF while parsing a list"]);
    check(
        &format!("{}{}", "[".repeat(1000), "]".repeat(1000)),
        expect![
            "not_an_event | line 1, column 2: expected an event or an answer of `apps.permissions.info`, got no object"
        ],
    );
    let deep = format!("{}1{}", "{\"a\":".repeat(1000), "}".repeat(1000));
    check(
        &deep,
        expect![
            "not_an_event | line 1, column 1: expected an Events API envelope (`type`: `event_callback`) or an answer of `apps.permissions.info`; there is no `type`"
        ],
    );
    check_sample(
        "\"channels:read\"",
        &deep,
        expect![
            "wrong_shape | line 17, column 10: `event.resources[0].scopes[0]`: invalid type: map, expected a string"
        ],
    );
    assert!(read(&SAMPLE.replacen('{', &format!("{{\"deep\":{deep},"), 1)).is_ok());
}

#[test]
fn a_script_is_refused_with_the_way_to_its_fault() {
    let check = |text: &str, expected: Expect| {
        let problem = read_script::<Script>(text).expect_err("the text is at fault");
        expected.assert_eq(&format!("{} | {problem}", problem.code));
    };
    check("{\"version\":1}", expect!["wrong_shape | line 1, column 13: missing field `inputs`"]);
    check(
        "{\"version\":1,\"inputs\":[],\"token\":\"xoxa-1\"}",
        expect![
            "wrong_shape | line 1, column 32: `token`: unknown field `token`, expected one of `version`, `title`, `about`, `cast`, `inputs`"
        ],
    );
    let input = |command: &str| format!("{{\"version\":1,\"inputs\":[{{\"command\":{command}}}]}}");
    check(
        &input("{\"type\":\"eat\"}"),
        expect![
            "wrong_shape | line 1, column 47: `inputs[0].command.type`: unknown variant `eat`, expected one of `install`, `answer`, `invite`, `kick`, `click`, `call`, `wait`"
        ],
    );
    check(
        &input("{\"type\":\"wait\",\"long\":true}"),
        expect![
            "wrong_shape | line 1, column 62: `inputs[0].command`: unknown field `long`, there are no fields"
        ],
    );
    check(
        &input("{\"type\":\"kick\",\"user\":\"olive\",\"conversation\":\"C1\"}"),
        expect![
            "wrong_shape | line 1, column 85: `inputs[0].command`: `olive` is no Slack id: expected 1 to 12 characters of `A-Z0-9`"
        ],
    );
    check(
        &input("{\"type\":\"kick\",\"user\":\"C1\",\"conversation\":\"C1\"}"),
        expect![
            "wrong_shape | line 1, column 82: `inputs[0].command`: `C1` is no user id: expected it to start with `U` or `W`"
        ],
    );
    check(
        &input("{\"type\":\"call\",\"method\":\"api.test\",\"tokens\":1}"),
        expect![
            "wrong_shape | line 1, column 81: `inputs[0].command`: unknown field `tokens`, expected one of `method`, `arguments`, `token`"
        ],
    );
    check(
        "{\"version\":1,\"inputs\":[]} and more",
        expect!["not_json | line 1, column 27: trailing characters"],
    );
}
