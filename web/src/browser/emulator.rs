//! The emulator that served this page, if one did. It names its control door in the page; addresses
//! are the page's own. Not here: what is made of what it says (`state/watched.rs`).

use std::rc::Rc;

use gloo_events::EventListener;
use gloo_net::http::Request;
use grantscope::{Input, Script, read_script, to_json};
use serde::Deserialize;
use wasm_bindgen::JsCast;
use web_sys::{EventSource, MessageEvent};

use crate::words;

/// Where the emulator's control door is.
#[derive(Clone, PartialEq)]
pub(crate) struct Emulator(Rc<str>);

/// A line of its stream; what followed is worked out here once more.
#[derive(Deserialize)]
struct Told {
    number: usize,
    input: Input,
}

/// What its stream says.
pub(crate) enum Heard {
    /// It is there.
    Open,
    /// It is not there any more; the browser tries again.
    Lost,
    /// Its steps are others from now on.
    Reset,
    /// It took a step.
    Step(usize, Box<Input>),
}

/// Hears until it is dropped.
pub(crate) struct Hearing {
    source: EventSource,
    _listeners: [EventListener; 4],
}

impl Drop for Hearing {
    fn drop(&mut self) {
        self.source.close();
    }
}

impl Emulator {
    /// The one that served this page.
    pub(crate) fn here() -> Option<Self> {
        let document = web_sys::window()?.document()?;
        let named = document.query_selector("meta[name=emulator]").ok().flatten()?;
        named.get_attribute("content").map(|door| Self(door.into()))
    }

    /// Its whole script.
    ///
    /// # Errors
    /// If it does not come or cannot be read; in words for a person.
    pub(crate) async fn script(&self) -> Result<Box<Script>, String> {
        let said = |error: gloo_net::Error| error.to_string();
        let response = Request::get(&self.at("script")).send().await.map_err(said)?;
        if !response.ok() {
            return Err(words::status(response.status()));
        }
        let text = response.text().await.map_err(said)?;
        read_script(&text).map(Box::new).map_err(|problem| problem.to_string())
    }

    /// Lets something happen there.
    ///
    /// # Errors
    /// If it does not; in the emulator's own words.
    pub(crate) async fn handle(&self, input: &Input) -> Result<(), String> {
        #[derive(Deserialize)]
        struct Refusal {
            message: String,
        }
        let said = |error: gloo_net::Error| error.to_string();
        let request = Request::post(&self.at("command")).body(to_json(input)).map_err(said)?;
        let response = request.send().await.map_err(said)?;
        if response.ok() {
            return Ok(());
        }
        let refusal = response.text().await.ok().and_then(|text| read_script(&text).ok());
        let told = refusal.map(|Refusal { message }| message);
        Err(told.unwrap_or_else(|| words::status(response.status())))
    }

    /// Hears what happens from now on.
    pub(crate) fn hear(&self, then: impl Fn(Heard) + 'static) -> Option<Hearing> {
        let source = EventSource::new(&self.at("steps")).ok()?;
        let then = Rc::new(then);
        let on = |name: &'static str, heard: fn(&MessageEvent) -> Option<Heard>| {
            let then = then.clone();
            EventListener::new(&source, name, move |event| {
                if let Some(heard) = heard(event.unchecked_ref()) {
                    then(heard);
                }
            })
        };
        let listeners = [
            on("open", |_| Some(Heard::Open)),
            on("error", |_| Some(Heard::Lost)),
            on("reset", |_| Some(Heard::Reset)),
            on("step", |event| {
                let told: Told = read_script(&event.data().as_string()?).ok()?;
                Some(Heard::Step(told.number, Box::new(told.input)))
            }),
        ];
        Some(Hearing { source, _listeners: listeners })
    }

    fn at(&self, place: &str) -> String {
        format!("{}{place}", self.0)
    }
}
