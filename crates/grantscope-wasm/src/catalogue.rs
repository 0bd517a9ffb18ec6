//! Permission systems of one's own for JavaScript. Not here: what is checked (`grantscope::Catalogue`).

use grantscope::{Catalogue, CatalogueFlaws, Flaw, LARGEST_TEXT, place_of};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::Fault;
use crate::given::{Given, plain};

/// What is wrong, all of it.
#[derive(Serialize)]
struct Flaws {
    flaws: Vec<Told>,
    more: usize,
}

#[derive(Serialize)]
struct Told {
    path: String,
    reason: String,
    #[serde(flatten)]
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<Written>,
}

/// Where in a text, counted from one.
#[derive(Serialize)]
struct Written {
    line: usize,
    column: usize,
}

#[wasm_bindgen(js_name = flawsOf)]
pub fn flaws_of(catalogue: &JsValue) -> Result<JsValue, Fault> {
    let given = match Given::of(catalogue) {
        Err(fault) if fault.is_too_large() => return plain(&Flaws::too_large()),
        given => given?,
    };
    let (checked, text) = given.with(|text| Ok((Catalogue::check(text), text.to_owned())))?;
    let CatalogueFlaws { flaws, more } = checked.err().unwrap_or_default();
    let place = |path: &str| {
        let place = place_of(&text, path);
        let written = Written { line: place.line, column: place.column };
        Some(written).filter(|it| given.is_written() && it.line > 0)
    };
    let told = |Flaw { path, reason }: Flaw| Told { place: place(&path), path, reason };
    plain(&Flaws { flaws: flaws.into_iter().map(told).collect(), more })
}

impl Flaws {
    /// What no catalogue is, however it is written.
    fn too_large() -> Self {
        let reason = format!(
            "expected a catalogue of at most {LARGEST_TEXT} bytes, got more: it has room for 120 scopes, 200 methods and words of 120 characters; leave out what is none of these"
        );
        Self { flaws: vec![Told { path: String::new(), reason, place: None }], more: 0 }
    }
}
