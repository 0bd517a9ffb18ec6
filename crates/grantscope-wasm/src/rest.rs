//! What a ledger that only decides can do without: with the feature `split` it lies in a file of its own, so that
//! a first decision waits for less. Node reads that file when it is needed; browsers fetch one file with all.
//!
//! Not here: how a module is taken apart (`crates/xtask/src/split.rs`).

use grantscope::{Catalogue, LookedUp};
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
#[cfg(feature = "split")]
use wasm_bindgen::prelude::wasm_bindgen;

use crate::given::{Given, plain, read};
use crate::{Fault, Ledger};

/// Functions that nothing else names.
pub(crate) struct Rest {
    pub(crate) starting_from: fn(&JsValue) -> Result<Ledger, Fault>,
    pub(crate) apply: fn(&Ledger, &JsValue) -> Result<JsValue, Fault>,
    pub(crate) apply_piece: fn(&Ledger, &Uint8Array) -> Result<u32, Fault>,
    pub(crate) decide_lines: fn(&Ledger, &Uint8Array) -> Result<Uint8Array, Fault>,
    pub(crate) explain: fn(&Ledger, &JsValue) -> Result<JsValue, Fault>,
    pub(crate) look: fn(&Ledger, &JsValue) -> Result<JsValue, Fault>,
}

static REST: Rest = Rest { starting_from, apply, apply_piece, decide_lines, explain, look };

/// All of it. Where it is in another file, that is there when this answers.
#[cfg(not(feature = "split"))]
pub(crate) fn rest() -> Result<&'static Rest, Fault> {
    Ok(&REST)
}

/// The same. Whoever loads a part calls back before he returns, so that asking twice is enough.
#[cfg(feature = "split")]
pub(crate) fn rest() -> Result<&'static Rest, Fault> {
    use std::task::{Context, Poll, Waker};

    let mut loaded = std::pin::pin!(loaded());
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..2 {
        if let Poll::Ready(rest) = loaded.as_mut().poll(&mut context) {
            return rest;
        }
    }
    Err(Fault::incomplete(why_not(PART)))
}

/// As in `wasm_split` below.
#[cfg(feature = "split")]
const PART: &str = "rest";

#[cfg(feature = "split")]
#[wasm_bindgen(raw_module = "./__wasm_split.js")]
extern "C" {
    /// Named by a text, so that the call is shaped like those that make texts: see `fault.rs`.
    #[wasm_bindgen(js_name = whyNot)]
    fn why_not(part: &str) -> JsValue;
}

/// What only this function names is in the other file.
#[cfg(feature = "split")]
#[wasm_split_helpers::wasm_split(rest, fallible)]
fn loaded() -> Result<&'static Rest, Fault> {
    Ok(&REST)
}

#[cfg(feature = "split")]
impl From<wasm_split_helpers::SplitLoaderError> for Fault {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        Self::incomplete(why_not(PART))
    }
}

fn starting_from(looked_up: &JsValue) -> Result<Ledger, Fault> {
    let looked_up = read::<LookedUp>(looked_up)?;
    Ok(Ledger::of(grantscope::Ledger::starting_from(Catalogue::SLACK, &looked_up)))
}

fn apply(ledger: &Ledger, envelopes: &JsValue) -> Result<JsValue, Fault> {
    let given = Given::of(envelopes)?;
    plain(&ledger.at(|desk| given.with(|text| desk.ledger_mut().apply_text(text)))?)
}

fn apply_piece(ledger: &Ledger, piece: &Uint8Array) -> Result<u32, Fault> {
    ledger.at(|desk| Ok(desk.apply_piece(&piece.to_vec())? as u32))
}

fn decide_lines(ledger: &Ledger, questions: &Uint8Array) -> Result<Uint8Array, Fault> {
    let bits = ledger.at(|desk| Ok(desk.decide_lines(&questions.to_vec())?))?;
    Ok(Uint8Array::from(bits.as_slice()))
}

fn explain(ledger: &Ledger, question: &JsValue) -> Result<JsValue, Fault> {
    let question = read(question)?;
    plain(&ledger.at(|desk| Ok(desk.ledger().explain(&question)?))?)
}

fn look(ledger: &Ledger, part: &JsValue) -> Result<JsValue, Fault> {
    match part.as_string().as_deref() {
        Some("info") => plain(&ledger.at(|desk| Ok(desk.ledger().info()))?),
        Some("grants") => plain(&ledger.at(|desk| Ok(desk.ledger().grants()))?),
        Some("stage") => plain(&ledger.at(|desk| Ok(desk.ledger().stage()))?),
        _ => Err(Fault::bad_input("expected `info`, `grants` or `stage`".to_owned())),
    }
}
