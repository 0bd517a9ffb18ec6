//! The ledger's calls as JavaScript makes them: each gives back a number or nothing, and leaves whatever is more in an
//! object that its caller brings.
//!
//! For each shape of call that gives back several numbers, as a `Result` does here, an engine compiles a function of
//! its own together with the module, and whoever asks first waits for all of them. And an object that a call gives back
//! itself might end the process (`grantscope-fast`). Not here: what the calls do (`ledger.rs`), and who throws what
//! went wrong (`npm/ledger.mjs`).

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

use crate::ledger::starting_from;
#[cfg(feature = "sandbox")]
use crate::ledger::starting_in;
use crate::{Fault, Ledger};

#[wasm_bindgen]
extern "C" {
    /// What came of a call: its value, or its fault.
    pub type Returned;

    #[wasm_bindgen(method, setter)]
    fn set_value(this: &Returned, value: &JsValue);

    #[wasm_bindgen(method, setter)]
    fn set_fault(this: &Returned, fault: &JsValue);
}

impl Returned {
    fn value(&self, value: Result<impl Into<JsValue>, Fault>) {
        if let Some(value) = self.sound(value) {
            self.set_value(&value.into());
        }
    }

    /// What needs no object. Nothing if there is a fault.
    fn sound<T>(&self, result: Result<T, Fault>) -> Option<T> {
        result.map_err(|fault| self.set_fault(&fault.into())).ok()
    }
}

#[wasm_bindgen]
impl Ledger {
    #[wasm_bindgen(js_name = from)]
    pub fn call_from(info: &JsValue, returned: &Returned) -> Option<Ledger> {
        returned.sound(Self::from(info))
    }

    #[wasm_bindgen(js_name = apply)]
    pub fn call_apply(&self, envelopes: &JsValue, returned: &Returned) {
        returned.value(self.apply(envelopes));
    }

    #[wasm_bindgen(js_name = applyPiece)]
    pub fn call_apply_piece(&self, piece: &Uint8Array, returned: &Returned) -> u32 {
        returned.sound(self.apply_piece(piece)).unwrap_or_default()
    }

    #[wasm_bindgen(js_name = decideLines)]
    pub fn call_decide_lines(&self, questions: &Uint8Array, returned: &Returned) {
        returned.value(self.decide_lines(questions));
    }

    #[wasm_bindgen(js_name = handleOfMethod)]
    pub fn call_handle_of_method(&self, name: &str, returned: &Returned) -> u32 {
        returned.sound(self.handle_of_method(name)).unwrap_or_default()
    }

    #[wasm_bindgen(js_name = handleOfId)]
    pub fn call_handle_of_id(&self, id: &str, returned: &Returned) -> u32 {
        returned.sound(self.handle_of_id(id)).unwrap_or_default()
    }

    #[wasm_bindgen(js_name = explain)]
    pub fn call_explain(&self, question: &JsValue, returned: &Returned) {
        returned.value(self.explain(question));
    }

    #[wasm_bindgen(js_name = look)]
    pub fn call_look(&self, part: &JsValue, returned: &Returned) {
        returned.value(self.look(part));
    }
}

#[wasm_bindgen(js_name = startingFrom)]
pub fn call_starting_from(looked_up: &JsValue, returned: &Returned) -> Option<Ledger> {
    returned.sound(starting_from(looked_up))
}

#[cfg(feature = "sandbox")]
#[wasm_bindgen(js_name = startingIn)]
pub fn call_starting_in(
    catalogue: &JsValue,
    looked_up: &JsValue,
    returned: &Returned,
) -> Option<Ledger> {
    returned.sound(starting_in(catalogue, looked_up))
}
