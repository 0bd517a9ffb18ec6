//! Bad input: what is wrong with a text is told with its place, and nothing panics.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use grantscope::{LARGEST_TEXT, Problem, Script, read, read_script};

const SAMPLE: &str =
    include_str!("../../../../tests/scenarios/samples/resources-added-channel.json");

/// Each text is refused; the problems are told line by line.
#[track_caller]
fn check(texts: &[&str], expected: Expect) {
    check_with(texts, |text| read(text).map(|_| ()), expected);
}

#[track_caller]
fn check_with(texts: &[&str], read: impl Fn(&str) -> Result<(), Problem>, expected: Expect) {
    let mut told = String::new();
    for text in texts {
        let problem = read(text).expect_err("the text is at fault");
        let _ = writeln!(told, "{}, {problem}", problem.code);
    }
    expected.assert_eq(&told);
}

fn sample_with(from: &str, to: &str) -> String {
    assert!(SAMPLE.contains(from), "the sample has `{from}`");
    SAMPLE.replace(from, to)
}

#[test]
fn text_that_is_no_json_is_refused_where_it_stops_being_json() {
    check(
        &[
            "lunch?",
            "{\"type\": }",
            "{\n  \"type\": \"event_callback\",\n  event",
            "",
            "  \n ",
            "[{}, ",
            "\u{0}",
        ],
        expect![[r#"
            not_json, line 1, column 1: expected value
            not_json, line 1, column 10: expected value
            not_json, line 3, column 3: key must be a string
            empty, expected JSON, got nothing
            empty, expected JSON, got nothing
            not_json, line 1, column 5: EOF while parsing a value
            not_json, line 1, column 1: expected value
        "#]],
    );
}

#[test]
fn json_that_is_no_event_is_refused_with_what_was_expected() {
    check(
        &[
            "42",
            "[\"event\"]",
            "{\"ok\": true}",
            "{\"type\": \"block_actions\"}",
            "{\"type\": \"event_callback\"}",
            "{\"type\": \"event_callback\", \"event\": {}}",
            "[[[]]]",
        ],
        expect![[r#"
            not_an_event, line 1, column 1: expected an event or an answer of `apps.permissions.info`, got no object
            not_an_event, line 1, column 2: expected an event or an answer of `apps.permissions.info`, got no object
            not_an_event, line 1, column 1: expected an Events API envelope (`type`: `event_callback`) or an answer of `apps.permissions.info`; there is no `type`
            not_an_event, line 1, column 1: expected an Events API envelope (`type`: `event_callback`) or an answer of `apps.permissions.info`; `type` is `block_actions`
            wrong_shape, line 1, column 26: missing field `event`
            wrong_shape, line 1, column 38: `event`: missing field `type`
            not_an_event, line 1, column 2: expected an event or an answer of `apps.permissions.info`, got no object
        "#]],
    );
}

#[test]
fn an_unknown_type_of_event_is_refused() {
    check(
        &[&sample_with("resources_added", "resources_eaten")],
        expect![[r#"
        unknown_event, line 5, column 12: `event.type`: `resources_eaten` is no event that a workspace app receives
    "#]],
    );
}

#[test]
fn wrong_types_are_refused_with_the_way_to_them() {
    check(
        &[
            &sample_with("\"C061EG9SL\"", "7"),
            &sample_with("\"C061EG9SL\"", "\"general\""),
            &sample_with("\"channel\"", "\"kitchen\""),
            &sample_with("\"specific\"", "\"some\""),
            &sample_with("\"channels:read\"", "null"),
            &sample_with("1501110008", "\"yesterday\""),
            &sample_with("1501110008", "18446744073709551615"),
            &sample_with("\"resource_id\"", "\"id\""),
        ],
        expect![[r#"
            wrong_shape, line 13, column 28: `event.resources[0].resource.grant.resource_id`: invalid type: integer `7`, expected a Slack id
            wrong_shape, line 13, column 36: `event.resources[0].resource.grant.resource_id`: `general` is no Slack id: expected 1 to 12 characters of `A-Z0-9`
            wrong_shape, line 10, column 27: `event.resources[0].resource.type`: unknown variant `kitchen`, expected one of `team`, `workspace`, `channel`, `group`, `mpim`, `im`, `app_home`, `user`
            wrong_shape, line 12, column 26: `event.resources[0].resource.grant.type`: unknown variant `some`, expected `specific` or `wildcard`
            wrong_shape, line 17, column 14: `event.resources[0].scopes[0]`: invalid type: null, expected a string
            wrong_shape, line 25, column 27: `event_time`: invalid type: string "yesterday", expected u64
            wrong_shape, line 1, column 1: `event_time`: expected seconds before the year 10000, got `18446744073709551615`
            wrong_shape, line 15, column 9: `event.resources[0].resource.grant`: missing field `resource_id`
        "#]],
    );
}

#[test]
fn the_place_is_counted_in_the_whole_text() {
    let second = sample_with("\"specific\"", "\"some\"");
    check(
        &[&format!("{SAMPLE}\n\n{second}"), &format!("[{SAMPLE},{second}]")],
        expect![[r#"
        wrong_shape, line 39, column 26: `event.resources[0].resource.grant.type`: unknown variant `some`, expected `specific` or `wildcard`
        wrong_shape, line 37, column 26: `event.resources[0].resource.grant.type`: unknown variant `some`, expected `specific` or `wildcard`
    "#]],
    );
}

#[test]
fn ten_megabytes_are_refused_before_they_are_read() {
    check(
        &[&" ".repeat(10 << 20)],
        expect![[r#"
        too_large, expected at most 4194304 bytes, got 10485760: split the text
    "#]],
    );
    let almost = format!("{}{SAMPLE}", " ".repeat(LARGEST_TEXT - SAMPLE.len()));
    assert!(read(&almost).is_ok(), "the limit itself is allowed");
}

#[test]
fn a_thousand_levels_of_nesting_are_refused_or_passed_over() {
    let deep = format!("{}1{}", "{\"a\":".repeat(1000), "}".repeat(1000));
    check(
        &[
            &"[".repeat(1000),
            &format!("{}{}", "[".repeat(1000), "]".repeat(1000)),
            &deep,
            &sample_with("\"channels:read\"", &deep),
        ],
        expect![[r#"
            not_json, line 1, column 1000: EOF while parsing a list
            not_an_event, line 1, column 2: expected an event or an answer of `apps.permissions.info`, got no object
            not_an_event, line 1, column 1: expected an Events API envelope (`type`: `event_callback`) or an answer of `apps.permissions.info`; there is no `type`
            wrong_shape, line 17, column 10: `event.resources[0].scopes[0]`: invalid type: object, expected a string
        "#]],
    );
    let unknown_field = SAMPLE.replacen('{', &format!("{{\"deep\":{deep},"), 1);
    assert!(read(&unknown_field).is_ok(), "what is passed over may be deep");
}

#[test]
fn a_script_is_refused_with_the_way_to_its_fault() {
    let input = |command: &str| format!("{{\"version\":1,\"inputs\":[{{\"command\":{command}}}]}}");
    check_with(
        &[
            "{\"version\":1}",
            "{\"version\":1,\"inputs\":[],\"token\":\"xoxa-1\"}",
            &input("{\"type\":\"eat\"}"),
            &input("{\"type\":\"wait\",\"long\":true}"),
            &input("{\"type\":\"kick\",\"user\":\"olive\",\"conversation\":\"C1\"}"),
            &input("{\"type\":\"kick\",\"user\":\"C1\",\"conversation\":\"C1\"}"),
            &input("{\"type\":\"call\",\"method\":\"api.test\",\"tokens\":1}"),
            "{\"version\":1,\"inputs\":[]} and more",
        ],
        |text| read_script::<Script>(text).map(|_| ()),
        expect![[r#"
            wrong_shape, line 1, column 13: missing field `inputs`
            wrong_shape, line 1, column 32: `token`: unknown field `token`, expected one of `version`, `title`, `about`, `cast`, `inputs`
            wrong_shape, line 1, column 47: `inputs[0].command.type`: unknown variant `eat`, expected one of `install`, `answer`, `invite`, `create_conversation`, `archive`, `unarchive`, `make_private`, `kick`, `interact`, `add_slash_command`, `submit_dialog`, `open_app_home`, `message`, `revoke`, `uninstall`, `delete_workspace`, `fault`, `recover`, `deactivate`, `call`, `endpoint`, `unanswered`, `verify_request_url`, `wait`
            wrong_shape, line 1, column 62: `inputs[0].command`: unknown field `long`, there are no fields
            wrong_shape, line 1, column 85: `inputs[0].command`: `olive` is no Slack id: expected 1 to 12 characters of `A-Z0-9`
            wrong_shape, line 1, column 82: `inputs[0].command`: `C1` is no user id: expected it to start with `U` or `W`
            wrong_shape, line 1, column 81: `inputs[0].command`: unknown field `tokens`, expected one of `method`, `arguments`, `token`, `acting_for`, `address`, `malformed`, `warning`
            not_json, line 1, column 27: trailing characters
        "#]],
    );
}

#[test]
fn a_command_may_say_last_what_it_is() {
    let script = |command: &str| {
        let text = format!("{{\"version\":1,\"inputs\":[{{\"command\":{command}}}]}}");
        read_script::<Script>(&text).expect("a script can be read")
    };
    assert_eq!(
        script("{\"user\":\"U061F7AUR\",\"conversation\":\"C061EG9SL\",\"type\":\"kick\"}"),
        script("{\"type\":\"kick\",\"user\":\"U061F7AUR\",\"conversation\":\"C061EG9SL\"}"),
    );
}

#[test]
fn what_came_is_told_as_json_writes_it() {
    check_with(
        &[
            "{\"version\":1.5,\"inputs\":[]}",
            "{\"version\":-1,\"inputs\":[]}",
            "{\"version\":true,\"inputs\":[]}",
            "{\"version\":4294967296,\"inputs\":[]}",
            "{\"version\":1,\"inputs\":\"none\"}",
            "{\"version\":1,\"inputs\":{}}",
            "[1, []]",
            "{\"version\":1,\"inputs\":[],\"version\":1}",
            "{\"version\":1,\"inputs\":[{\"command\":{\"user\":\"U061F7AUR\"}}]}",
            "{\"version\":1,\"inputs\":[{\"command\":\"wait\"}]}",
            "{\"version\":1,\"inputs\":[{\"after\":null,\"command\":{\"type\":\"wait\"}}]}",
        ],
        |text| read_script::<Script>(text).map(|_| ()),
        expect![[r#"
            wrong_shape, line 1, column 14: `version`: invalid type: floating point `1.5`, expected u32
            wrong_shape, line 1, column 13: `version`: invalid value: integer `-1`, expected u32
            wrong_shape, line 1, column 15: `version`: invalid type: boolean `true`, expected u32
            wrong_shape, line 1, column 21: `version`: invalid value: integer `4294967296`, expected u32
            wrong_shape, line 1, column 28: `inputs`: invalid type: string "none", expected a sequence
            wrong_shape, line 1, column 22: `inputs`: invalid type: object, expected a sequence
            wrong_shape, line 1, column 0: invalid type: list, expected an object
            wrong_shape, line 1, column 34: duplicate field `version`
            wrong_shape, line 1, column 55: `inputs[0].command`: missing field `type`
            wrong_shape, line 1, column 40: `inputs[0].command`: invalid type: string "wait", expected an object with a `type`
            wrong_shape, line 1, column 36: `inputs[0].after`: invalid type: null, expected u64
        "#]],
    );
}
