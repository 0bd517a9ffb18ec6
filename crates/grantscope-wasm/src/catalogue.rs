//! Permission systems of one's own for JavaScript. Not here: what is checked (`grantscope::Catalogue`).

use grantscope::{Catalogue, CatalogueFlaws, Flaw};
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
}

#[wasm_bindgen(js_name = flawsOf)]
pub fn flaws_of(catalogue: &JsValue) -> Result<JsValue, Fault> {
    let checked = Given::of(catalogue)?.with(|text| Ok(Catalogue::check(text)))?;
    let CatalogueFlaws { flaws, more } = checked.err().unwrap_or_default();
    let told = |Flaw { path, reason }: Flaw| Told { path, reason };
    plain(&Flaws { flaws: flaws.into_iter().map(told).collect(), more })
}
