//! The bindings' contract as JavaScript sees it: what values are made of, and what is thrown.
//!
//! Not here: what the values say (`parity.rs`), and the package's files (`tests/npm`).

use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::javascript::javascript;

#[wasm_bindgen_test]
fn what_is_not_there_is_null() {
    check("new Sandbox().handle({ command: { type: 'wait' } }).reply", "null");
    check("new Ledger().explain({ method: 'chat.postMessage', user: null }).allowed", "false");
    check(
        "new Ledger().apply({ type: 'event_callback', event: { type: 'app_uninstalled' } })[0]
            .event_time",
        "null",
    );
}

#[wasm_bindgen_test]
fn objects_are_plain() {
    let plain = |value: &str| {
        check(&format!("Object.getPrototypeOf({value}) === Object.prototype"), "true");
    };
    plain("new Sandbox().view()");
    plain("new Sandbox().script()");
    plain("new Sandbox().explain({ method: 'chat.postMessage' })");
    plain("new Ledger().look('info').info");
    plain(
        "Sandbox.replay({ version: 1, inputs: [{ command: { type: 'call', method: 'oauth.access',
            arguments: { code: 'x' } } }] }).script().inputs[0].command.arguments",
    );
    check("Array.isArray(new Sandbox().history())", "true");
}

#[wasm_bindgen_test]
fn numbers_are_numbers() {
    check("typeof new Sandbox().view().time", "number");
    check("new Sandbox().handle({ after: 5, command: { type: 'wait' } }).time", "1536408000005");
}

#[wasm_bindgen_test]
fn text_and_bytes_are_read_like_objects() {
    let event = "{ type: 'event_callback', event: { type: 'scope_denied', scopes: [] } }";
    for given in [
        "event",
        "[event]",
        "JSON.stringify(event)",
        "JSON.stringify([event])",
        "new TextEncoder().encode(JSON.stringify(event))",
        "new TextEncoder().encode(JSON.stringify(event)).buffer",
        "new DataView(new TextEncoder().encode(JSON.stringify(event)).buffer)",
        "new TextEncoder().encode('??' + JSON.stringify(event)).subarray(2)",
    ] {
        check(
            &format!("const event = {event}; return new Ledger().apply({given})[0].stage"),
            "rejected",
        );
    }
    check(
        &format!(
            "const line = JSON.stringify({event}); return new Ledger().apply(line + '\\n' + line)
                .length"
        ),
        "2",
    );
    check(r#"new Sandbox().handle('{"command":{"type":"wait"}}').stage"#, "not_installed");
}

#[wasm_bindgen_test]
fn what_is_left_out_may_also_be_null_or_undefined() {
    for cast in ["", "undefined", "null", "{}"] {
        check(&format!("new Sandbox({cast}).view().app"), "Lunch Train");
    }
    for rest in ["", ", user: undefined", ", channel: null, user: null", ", channel: 'C061EG9SL'"] {
        let question = format!("{{ method: 'chat.postMessage'{rest} }}");
        check(&format!("new Ledger().explain({question}).allowed"), "false");
    }
}

#[wasm_bindgen_test]
fn unknown_fields_are_refused_with_their_path() {
    check_thrown(
        "new Sandbox().handle({ command: { type: 'wait' }, when: 5 })",
        "wrong_shape: `when`: unknown field `when`, expected `after` or `command`",
    );
    check_thrown(
        "new Sandbox().handle({ command: { type: 'wait', user: 'U061F7AUR' } })",
        "wrong_shape: `command`: unknown field `user`, there are no fields",
    );
    check_thrown(
        "new Sandbox({ team: { id: 'T061EG9R6', name: 'x', domain: 'x', size: 5 } })",
        "wrong_shape: `team.size`: unknown field `size`, expected one of `id`, `name`, `domain`",
    );
    check_thrown(
        "Sandbox.replay({ version: 1, inputs: [{ command: { type: 'wait' }, when: 5 }] })",
        "wrong_shape: `inputs[0].when`: unknown field `when`, expected `after` or `command`",
    );
    check_thrown(
        "new Ledger().explain({ method: 'chat.postMessage', chanel: 'C061EG9SL' })",
        "wrong_shape: `chanel`: unknown field `chanel`, expected one of `method`, `channel`, `user`",
    );
}

#[wasm_bindgen_test]
fn an_error_tells_its_place() {
    let place = |act: &str, expected: &str| {
        check(&format!("JSON.stringify(thrown(() => {act}).place)"), expected);
    };
    place("new Sandbox().handle({ command: 5 })", r#"{"line":0,"column":0,"path":"command"}"#);
    place(
        r#"new Ledger().apply('{\n  "type": "event_callback"\n}')"#,
        r#"{"line":3,"column":1,"path":""}"#,
    );
    check(
        "'place' in thrown(() => new Sandbox().handle({ command: { type: 'kick',
        user: 'U061F7AUR', conversation: 'C061EG9SL' } }))",
        "false",
    );
}

#[wasm_bindgen_test]
fn every_kind_of_error_has_its_code() {
    for (act, expected) in [
        (
            "new Sandbox().handle({ command: { type: 'interact', user: 'U1', conversation: 'C061EG9SL' } })",
            "unknown_person: there is no person `U1`: expected one of the cast's people",
        ),
        (
            "new Sandbox({ people: [] })",
            "bad_cast: cast.people: expected at least one person, got none",
        ),
        (
            "Sandbox.replay({ version: 2, inputs: [] })",
            "unknown_version: version: expected 1, got 2",
        ),
        (
            "Sandbox.replay({ version: 1, inputs: [{ command: { type: 'answer', prompt: 'P1', answer: 'deny' } }] })",
            "unknown_prompt: inputs[0]: there is no prompt `P1`: expected one that was opened",
        ),
        (
            "new Sandbox().explain({ method: 'x' })",
            "unknown_method: `x` is no method of the catalogue",
        ),
        (
            "new Sandbox().offers('olive')",
            "bad_input: `olive` is no Slack id: expected 1 to 12 characters of `A-Z0-9`",
        ),
        ("new Ledger().apply('{')", "not_json: line 1, column 1: EOF while parsing an object"),
        ("new Ledger().apply('')", "empty: expected JSON, got nothing"),
        (
            "new Ledger().apply({})",
            "not_an_event: expected an Events API envelope (`type`: `event_callback`) \
          or an answer of `apps.permissions.info`; there is no `type`",
        ),
        ("Ledger.from({ ok: false, error: 'not_authed' })", "wrong_shape: missing field `info`"),
    ] {
        check_thrown(act, expected);
    }
}

#[wasm_bindgen_test]
fn what_json_cannot_hold_is_refused() {
    let unwritable = "bad_input: expected a value that can be written as JSON";
    check_thrown("const it = {}; it.it = it; new Sandbox().handle(it)", unwritable);
    check_thrown("new Sandbox().handle({ after: 5n })", unwritable);
    check_thrown("new Sandbox().handle({ get after() { throw new Error('no') } })", unwritable);
    check(
        "thrown(() => new Sandbox().handle({ get after() { throw 'because' } })).cause",
        "because",
    );
    for (given, kind) in [("", "undefined"), ("() => 5", "function"), ("Symbol.iterator", "symbol")]
    {
        let expected = format!("bad_input: expected an object or JSON text, got `{kind}`");
        check_thrown(&format!("new Sandbox().handle({given})"), &expected);
    }
    check_thrown("new Sandbox().offers(5)", "bad_input: expected a text, got `number`");
    check_thrown(
        "new Ledger().apply(new Uint8Array([34, 255, 34]))",
        "bad_input: expected UTF-8, got something else after 1 bytes",
    );
}

#[wasm_bindgen_test]
fn steps_are_counted_in_whole_numbers() {
    check("new Sandbox().viewAt(0).stage", "not_installed");
    check("new Sandbox().viewAt(1000).stage", "not_installed");
    check_thrown(
        "new Sandbox().viewAt(-1)",
        "wrong_shape: invalid value: integer `-1`, expected usize",
    );
    check_thrown(
        "new Sandbox().viewAt(0.5)",
        "wrong_shape: invalid type: floating point `0.5`, expected usize",
    );
}

#[wasm_bindgen_test]
fn too_much_is_refused_before_it_is_copied() {
    for given in
        ["'x'.repeat(1 << 28)", "new Uint8Array(1 << 28)", "{ command: 'x'.repeat(1 << 28) }"]
    {
        check(&format!("thrown(() => new Sandbox().handle({given})).code"), "too_large");
    }
    let nested = r#"'{"command":'.repeat(100000)"#;
    check(&format!("thrown(() => new Sandbox().handle({nested})).code"), "not_json");
    let nested = "'['.repeat(100000) + ']'.repeat(100000)";
    check(&format!("thrown(() => new Ledger().apply({nested})).code"), "not_an_event");
}

#[wasm_bindgen_test]
fn a_refused_input_changes_nothing() {
    check(
        "const sandbox = new Sandbox()
         const before = JSON.stringify([sandbox.view(), sandbox.history(), sandbox.script()])
         for (const given of [5, {}, { command: { type: 'answer', prompt: 'P1', answer: 'deny' } }])
             thrown(() => sandbox.handle(given))
         return before === JSON.stringify([sandbox.view(), sandbox.history(), sandbox.script()])",
        "true",
    );
    check(
        "const ledger = new Ledger()
         const event = { type: 'event_callback', event_id: 'Ev1', event: { type: 'app_uninstalled' } }
         thrown(() => ledger.apply([event, {}]))
         thrown(() => ledger.apply({ ...event, event_time: 2 ** 60 }))
         return ledger.apply(event)[0].repeated",
        "false",
    );
}

#[wasm_bindgen_test]
fn a_value_that_calls_back_is_refused_and_harms_nothing() {
    check(
        "const sandbox = new Sandbox()
         const sly = { get command() { sandbox.handle({ command: { type: 'wait' } }) } }
         const error = thrown(() => sandbox.handle(sly))
         sandbox.handle({ command: { type: 'wait' } })
         return error.code + ' ' + sandbox.history().length",
        "bad_input 1",
    );
}

/// An expression, or statements that return.
#[track_caller]
fn check(code: &str, expected: &str) {
    let body = if code.contains("return ") { code.to_owned() } else { format!("return {code}") };
    let came = javascript(
        &format!("const run = () => {{ {body} }}\nreturn String(run())"),
        &JsValue::NULL,
    );
    assert_eq!(came.as_string().as_deref(), Some(expected), "{code}");
}

#[track_caller]
fn check_thrown(act: &str, expected: &str) {
    let body = format!(
        "const error = thrown(() => {{ {act} }})\nreturn `${{error.code}}: ${{error.message}}`"
    );
    check(&body, expected);
}
