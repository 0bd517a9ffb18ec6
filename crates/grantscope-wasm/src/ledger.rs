//! `Ledger` for JavaScript. Not here: what events mean (`grantscope::Ledger`).

use grantscope::{InfoReply, LookedUp};
use wasm_bindgen::prelude::*;

use crate::Fault;
use crate::given::{Given, plain, read};

/// What an app believes it may do, from the events that it received.
#[wasm_bindgen]
pub struct Ledger(grantscope::Ledger);

#[wasm_bindgen]
impl Ledger {
    #[wasm_bindgen(constructor)]
    #[expect(clippy::new_without_default, reason = "JavaScript has no `Default`")]
    pub fn new() -> Ledger {
        Self(grantscope::Ledger::new())
    }

    pub fn from(info: &JsValue) -> Result<Ledger, Fault> {
        let info = Some(read::<InfoReply>(info)?);
        let looked_up = LookedUp { info, ..LookedUp::default() };
        Ok(Self(grantscope::Ledger::starting_from(&looked_up)))
    }

    /// On a copy, so that an answer that cannot be told leaves the ledger as it was.
    pub fn apply(&mut self, envelopes: &JsValue) -> Result<JsValue, Fault> {
        let mut next = self.0.clone();
        let told = plain(&Given::of(envelopes)?.with(|text| next.apply_text(text))?)?;
        self.0 = next;
        Ok(told)
    }

    pub fn allows(&self, method: &str, channel: Option<String>, user: Option<String>) -> bool {
        self.0.allows(method, channel.as_deref(), user.as_deref())
    }

    pub fn explain(&self, question: &JsValue) -> Result<JsValue, Fault> {
        plain(&self.0.explain(&read(question)?)?)
    }

    pub fn info(&self) -> Result<JsValue, Fault> {
        plain(&self.0.info())
    }

    pub fn grants(&self) -> Result<JsValue, Fault> {
        plain(&self.0.grants())
    }

    pub fn stage(&self) -> Result<JsValue, Fault> {
        plain(&self.0.stage())
    }
}

/// A ledger that starts from the answers of several calls: `Ledger.from` takes those, too.
#[wasm_bindgen(js_name = startingFrom)]
pub fn starting_from(looked_up: &JsValue) -> Result<Ledger, Fault> {
    Ok(Ledger(grantscope::Ledger::starting_from(&read::<LookedUp>(looked_up)?)))
}
