//! Runs in headless Chrome.
#![cfg(target_arch = "wasm32")]

mod bindings;
mod components;
mod javascript;
mod parity;

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn the_page_mounts() {
    let _ = yew::Renderer::<grantscope_web::App>::new();
}
