//! `Sandbox` for JavaScript. Not here: what happens in it (`grantscope::Sandbox`).

use grantscope::{
    Cast, CastError, Catalogue, Input, LARGEST_TEXT, Misuse, Outcome, Question, ReplayError, Script,
};
use js_sys::JsString;
use serde::Serialize;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::*;

use crate::Fault;
use crate::given::{copy, kind, plain, read, read_long};

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
        Ok(Self(grantscope::Sandbox::new(cast_or_sample(cast)?)?))
    }

    pub fn replay(script: &JsValue) -> Result<Sandbox, Fault> {
        Ok(Self(grantscope::Sandbox::replay(read_long::<Script>(script)?)?))
    }

    pub fn handle(&mut self, input: &JsValue) -> Result<JsValue, Fault> {
        let catalogue = self.0.cast().catalogue;
        let outcome = self.0.handle(read(input)?);
        plain(&outcome.map_err(|misuse| Fault::told(&misuse, catalogue))?)
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

/// A cast; if it is left out, the documents' own.
fn cast_or_sample(cast: &JsValue) -> Result<Cast, Fault> {
    if cast.is_null() || cast.is_undefined() { Ok(Cast::default()) } else { read(cast) }
}

/// Reads a text that is no JSON, such as an id.
fn read_text(value: &JsValue) -> Result<String, Fault> {
    match value.dyn_ref::<JsString>() {
        Some(text) => copy(text, LARGEST_TEXT),
        None => Err(Fault::bad_input(format!("expected a text, got `{}`", kind(value)))),
    }
}

impl Fault {
    /// A mistake in the words of a permission system.
    pub(crate) fn told(misuse: &Misuse, catalogue: Catalogue) -> Self {
        Self::plain(misuse.code(), &misuse.told_in(catalogue))
    }
}

impl From<Misuse> for Fault {
    fn from(misuse: Misuse) -> Self {
        Self::plain(misuse.code(), &misuse)
    }
}

impl From<ReplayError> for Fault {
    fn from(error: ReplayError) -> Self {
        Self::plain(error.code(), &error)
    }
}

impl From<CastError> for Fault {
    fn from(error: CastError) -> Self {
        ReplayError::from(error).into()
    }
}
