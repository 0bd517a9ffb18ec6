//! A button that lets one choose a file. Not here: what is done with it.

use wasm_bindgen::JsCast;
use web_sys::{File, HtmlInputElement};
use yew::prelude::*;

use crate::html::html;
use crate::words;

/// Files of these kinds are offered: `.json,application/json`.
pub(crate) fn picker(accept: &'static str, chosen: impl Fn(File) + 'static) -> Html {
    labelled(words::OPEN_FILE, accept, chosen)
}

/// The same, with other words on the button.
pub(crate) fn labelled(
    label: &'static str,
    accept: &'static str,
    chosen: impl Fn(File) + 'static,
) -> Html {
    let onchange = Callback::from(move |event: Event| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let Some(input) = input else { return };
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            chosen(file);
        }
        // Otherwise the same file, mended, could not be opened again.
        input.set_value("");
    });
    html! {
        <label class="button">
            { label }
            <input class="file" type="file" {accept} {onchange} />
        </label>
    }
}
