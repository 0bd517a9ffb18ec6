//! `Sandbox` for JavaScript. Not here: what happens in it (`grantscope::Sandbox`).

use grantscope::{Cast, Input, Outcome, Question, Script};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::Fault;
use crate::given::{plain, read, read_or_default, read_text};

/// Slack, the people and the app, simulated together.
#[wasm_bindgen]
pub struct Sandbox(pub(crate) grantscope::Sandbox);

/// The model's step, without what it keeps to itself.
#[derive(Serialize)]
struct Step<'a> {
    input: &'a Input,
    outcome: &'a Outcome,
}

#[wasm_bindgen]
impl Sandbox {
    #[wasm_bindgen(constructor)]
    pub fn new(cast: &JsValue) -> Result<Sandbox, Fault> {
        Ok(Self(grantscope::Sandbox::new(read_or_default::<Cast>(cast)?)?))
    }

    pub fn replay(script: &JsValue) -> Result<Sandbox, Fault> {
        Ok(Self(grantscope::Sandbox::replay(read::<Script>(script)?)?))
    }

    pub fn handle(&mut self, input: &JsValue) -> Result<JsValue, Fault> {
        plain(&self.0.handle(read(input)?)?)
    }

    pub fn view(&self) -> Result<JsValue, Fault> {
        plain(&self.0.view())
    }

    #[wasm_bindgen(js_name = viewAt)]
    pub fn view_at(&self, steps: &JsValue) -> Result<JsValue, Fault> {
        plain(&self.0.view_at(read(steps)?))
    }

    pub fn history(&self) -> Result<JsValue, Fault> {
        let steps = self.0.history().iter();
        let steps = steps.map(|step| Step { input: &step.input, outcome: &step.outcome });
        plain(&steps.collect::<Vec<_>>())
    }

    pub fn script(&self) -> Result<JsValue, Fault> {
        plain(&self.0.script())
    }

    pub fn credentials(&self) -> Result<JsValue, Fault> {
        plain(&self.0.credentials())
    }

    pub fn markdown(&self) -> String {
        self.0.markdown()
    }

    pub fn explain(&self, question: &JsValue) -> Result<JsValue, Fault> {
        plain(&self.0.explain(&read::<Question>(question)?)?)
    }

    pub fn offers(&self, user: &JsValue) -> Result<JsValue, Fault> {
        plain(&self.0.offers_at(self.0.history().len(), read_text(user)?.parse()?))
    }
}
