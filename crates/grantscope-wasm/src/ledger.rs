//! `Ledger` for JavaScript. Not here: what events mean (`grantscope::Ledger`), how texts become the integers
//! that questions are asked with (`npm/ledger.mjs`), how a call that may fail is made (`calls.rs`), and what a first
//! decision can do without (`rest.rs`).

use grantscope::{Catalogue, InfoReply, LookedUp, Method, QuestionError};
use grantscope_fast::{Desk, Place};
use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

use crate::Fault;
use crate::given::read;
use crate::rest::rest;

/// What an app believes it may do, from the events that it received.
#[wasm_bindgen]
pub struct Ledger(Place);

#[wasm_bindgen]
impl Ledger {
    #[wasm_bindgen(constructor)]
    #[allow(clippy::new_without_default, reason = "a class of JavaScript's has a constructor")]
    pub fn new() -> Ledger {
        Self::of(grantscope::Ledger::new())
    }

    /// The log is over, so that the next piece begins another. Says how many values it had.
    #[wasm_bindgen(js_name = endLog)]
    pub fn end_log(&self) -> u32 {
        self.0.at(Desk::end_log).unwrap_or_default() as u32
    }

    /// The number to ask `decide` and `classOf` with: see `grantscope_fast`.
    pub fn desk(&self) -> u32 {
        self.0.number()
    }

    /// Numbers the handles, before the first is given out: `grantscope_fast::Desk::number_handles`.
    #[wasm_bindgen(js_name = numberHandles)]
    pub fn number_handles(&self, number: u32) -> u32 {
        self.0.at(|desk| desk.number_handles(number)).unwrap_or_default()
    }

    /// Whether a handle is an id's that this ledger gave out.
    pub fn knows(&self, handle: u32) -> bool {
        self.0.at(|desk| desk.knows(handle)).unwrap_or(false)
    }
}

impl Ledger {
    pub fn from(info: &JsValue) -> Result<Ledger, Fault> {
        let info = Some(read::<InfoReply>(info)?);
        let looked_up = LookedUp { info, ..LookedUp::default() };
        Ok(Self::of(grantscope::Ledger::starting_from(Catalogue::SLACK, &looked_up)))
    }

    pub fn apply(&self, envelopes: &JsValue) -> Result<JsValue, Fault> {
        (rest()?.apply)(self, envelopes)
    }

    /// The next piece of a log. Says how many values it had so far.
    pub fn apply_piece(&self, piece: &Uint8Array) -> Result<u32, Fault> {
        (rest()?.apply_piece)(self, piece)
    }

    /// Questions as lines of text, answered as bits.
    pub fn decide_lines(&self, questions: &Uint8Array) -> Result<Uint8Array, Fault> {
        (rest()?.decide_lines)(self, questions)
    }

    pub fn handle_of_method(&self, name: &str) -> Result<u32, Fault> {
        let unknown = || QuestionError::UnknownMethod { method: name.to_owned() };
        self.at(|desk| {
            let method = desk.ledger().catalogue().method(name).ok_or_else(unknown)?;
            Ok(desk.handle_of_method(method))
        })
    }

    pub fn handle_of_id(&self, id: &str) -> Result<u32, Fault> {
        let id = id.parse()?;
        self.at(|desk| desk.handle_of_id(id).ok_or_else(Fault::too_many_handles))
    }

    pub fn explain(&self, question: &JsValue) -> Result<JsValue, Fault> {
        (rest()?.explain)(self, question)
    }

    /// What the ledger believes: `info`, `grants` or `stage`.
    pub fn look(&self, part: &JsValue) -> Result<JsValue, Fault> {
        (rest()?.look)(self, part)
    }

    pub(crate) fn of(model: grantscope::Ledger) -> Self {
        Self(Place::of(model))
    }

    /// Nothing of JavaScript's is called meanwhile, so that nobody else can be at the desk.
    pub(crate) fn at<T>(
        &self,
        act: impl FnOnce(&mut Desk) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let gone = || Err(Fault::bad_input("expected a ledger that is there".to_owned()));
        self.0.at(act).unwrap_or_else(gone)
    }
}

/// A ledger that starts from the answers of several calls: `Ledger.from` takes those, too.
pub fn starting_from(looked_up: &JsValue) -> Result<Ledger, Fault> {
    (rest()?.starting_from)(looked_up)
}

/// The same for an app of another permission system than Slack's, which is written down or named.
#[cfg(feature = "sandbox")]
pub fn starting_in(catalogue: &JsValue, looked_up: &JsValue) -> Result<Ledger, Fault> {
    let (catalogue, looked_up) = (read::<Catalogue>(catalogue)?, read::<LookedUp>(looked_up)?);
    Ok(Ledger::of(grantscope::Ledger::starting_from(catalogue, &looked_up)))
}

/// The place of a method in Slack's catalogue, and above its lowest eight bits what it is about: 1 for a
/// channel, 2 for a user. Unknown: -1.
#[wasm_bindgen(js_name = placeOfMethod)]
pub fn place_of_method(name: &str) -> i32 {
    let place =
        |method: Method| method.needs().which(1, 2).unwrap_or(0) << 8 | method.index() as i32;
    Catalogue::SLACK.method(name).map_or(-1, place)
}
