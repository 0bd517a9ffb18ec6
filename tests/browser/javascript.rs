//! Runs JavaScript with the bindings' classes in hand, so that tests are written as users write.
//!
//! Not here: the package's own files, which the tests in `tests/npm` load.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use grantscope_wasm::{Ledger, Sandbox};
use js_sys::{Function, Reflect};
use wasm_bindgen::JsValue;

/// Runs the body of a function that sees `Sandbox`, `Ledger`, `given` and `thrown`, which tells
/// what another function throws.
pub(crate) fn javascript(body: &str, given: &JsValue) -> JsValue {
    let body = format!("{THROWN}\n{RETURNED}\n{body}");
    let function = Function::new_with_args("Sandbox, Ledger, given", &body);
    let sandbox = Sandbox::new(&JsValue::UNDEFINED).expect("the default cast is sound");
    let (sandbox, ledger) = (class(sandbox.into()), class(Ledger::new().into()));
    let result = function.call3(&JsValue::UNDEFINED, &sandbox, &ledger, given);
    result.unwrap_or_else(|error| panic!("{body}\nthrew {error:?}"))
}

const THROWN: &str = "
    const thrown = (act) => {
        try { act() } catch (error) {
            if (!(error instanceof Error)) throw new TypeError('not an Error: ' + error)
            return error
        }
        throw new TypeError('nothing was thrown')
    };";

/// As the package does it, once: what a call leaves in an object is given back, or thrown.
const RETURNED: &str = "
    const returns = (owner, name) => {
        const call = owner[name]
        if (call.isAsWritten) return
        owner[name] = function (...given) {
            const back = {}
            const number = call.call(this, ...given, back)
            if (back.fault) throw back.fault
            return number ?? back.value
        }
        owner[name].isAsWritten = true
    };
    returns(Ledger, 'from');
    ['apply', 'explain', 'look'].forEach((name) => returns(Ledger.prototype, name));";

fn class(instance: JsValue) -> JsValue {
    Reflect::get(&instance, &"constructor".into()).expect("instances know their class")
}
