//! Links that carry a whole story behind the `#`: `#s1.` and the text, deflated, in base64.
//!
//! The browser compresses. What comes is not trusted: it is unpacked piece by piece up to a limit.
//! Not here: what the text means (`state/kept.rs`).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use grantscope::LARGEST_TEXT;
use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ReadableStreamDefaultReader, Response, UrlSearchParams};

use super::back;

#[wasm_bindgen]
extern "C" {
    type CompressionStream;
    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<CompressionStream, JsValue>;

    type DecompressionStream;
    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<DecompressionStream, JsValue>;
}

/// What both ways are told.
const FORMAT: &str = "deflate-raw";

/// What stands before the text in this version of the format.
const PREFIX: &str = "#s1.";

/// Longer links get cut on their way, in bytes.
pub(crate) const LONGEST_LINK: usize = 32 << 10;

/// Why a link cannot be opened.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Bad {
    /// A later version of this page made it.
    Newer,
    /// It is incomplete, or something was changed in it.
    Damaged,
    /// It unpacks to more than anybody needs.
    TooLarge,
}

/// What the page is asked to show by its address.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Asked {
    /// Whether it stands in another document.
    pub(crate) embedded: bool,
    /// A story, by its file.
    pub(crate) story: Option<String>,
    /// How far it has gone.
    pub(crate) step: Option<usize>,
}

/// What the address asks for.
pub(crate) fn asked() -> Asked {
    let search = web_sys::window().and_then(|window| window.location().search().ok());
    let Ok(search) = UrlSearchParams::new_with_str(&search.unwrap_or_default()) else {
        return Asked::default();
    };
    Asked {
        embedded: search.has("embed"),
        story: search.get("story"),
        step: search.get("step").and_then(|step| step.parse().ok()),
    }
}

/// What stands behind the `#`, if it is a story.
pub(crate) fn hash() -> Option<String> {
    let hash = web_sys::window()?.location().hash().ok()?;
    let rest = hash.strip_prefix("#s")?;
    rest.starts_with(|letter: char| letter.is_ascii_digit()).then_some(hash)
}

/// The story leaves the address, so that a reload does not open it again.
pub(crate) fn forget_story() {
    let search = web_sys::window().and_then(|window| window.location().search().ok());
    let (Some(history), Some(search)) = (back::history(), search) else { return };
    let Ok(search) = UrlSearchParams::new_with_str(&search) else { return };
    if hash().is_none() && !search.has("story") {
        return;
    }
    search.delete("story");
    search.delete("step");
    let rest = String::from(search.to_string());
    let address = address(&if rest.is_empty() { rest } else { format!("?{rest}") });
    let _ = history.replace_state_with_url(&back::state(), "", Some(&address));
    back::address_changed();
}

/// The page's own address, with something else behind it.
pub(crate) fn address(behind: &str) -> String {
    let location = web_sys::window().map(|window| window.location());
    let part = |get: fn(&web_sys::Location) -> Result<String, JsValue>| {
        location.as_ref().and_then(|location| get(location).ok()).unwrap_or_default()
    };
    let (origin, path) = (part(web_sys::Location::origin), part(web_sys::Location::pathname));
    format!("{origin}{path}{behind}")
}

/// The address of the same story in the whole page.
pub(crate) fn without_embed() -> String {
    let Asked { story, step, .. } = asked();
    let story = story.map(|story| format!("?story={}", js_sys::encode_uri_component(&story)));
    let step = step.filter(|_| story.is_some()).map(|step| format!("&step={step}"));
    let parts = [story.unwrap_or_default(), step.unwrap_or_default(), hash().unwrap_or_default()];
    address(&parts.concat())
}

/// What stands behind the `#` for a text.
pub(crate) async fn pack(text: &str) -> Option<String> {
    let stream = CompressionStream::new(FORMAT).ok()?;
    let whole = Blob::new_with_str_sequence(&Array::of1(&text.into())).ok()?;
    let packed = whole.stream().pipe_through(stream.unchecked_ref());
    let answer = Response::new_with_opt_readable_stream(Some(&packed)).ok()?;
    let bytes = JsFuture::from(answer.array_buffer().ok()?).await.ok()?;
    Some(format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(Uint8Array::new(&bytes).to_vec())))
}

/// The text behind a `#`.
pub(crate) async fn unpack(hash: &str) -> Result<String, Bad> {
    let packed = hash.strip_prefix(PREFIX).ok_or(Bad::Newer)?;
    let bytes = URL_SAFE_NO_PAD.decode(packed.trim_end_matches('=')).map_err(|_| Bad::Damaged)?;
    let damaged = |_: JsValue| Bad::Damaged;
    let stream = DecompressionStream::new(FORMAT).map_err(damaged)?;
    let bytes = Array::of1(&Uint8Array::from(bytes.as_slice()));
    let whole = Blob::new_with_u8_array_sequence(&bytes).map_err(damaged)?;
    let text = whole.stream().pipe_through(stream.unchecked_ref());
    let reader: ReadableStreamDefaultReader = text.get_reader().unchecked_into();
    let mut come = Vec::new();
    loop {
        let piece = JsFuture::from(reader.read()).await.map_err(damaged)?;
        let get = |name: &str| Reflect::get(&piece, &name.into()).map_err(damaged);
        if get("done")?.is_truthy() {
            return String::from_utf8(come).map_err(|_| Bad::Damaged);
        }
        let piece: Uint8Array = get("value")?.unchecked_into();
        if come.len() + piece.length() as usize > LARGEST_TEXT {
            let _ = reader.cancel();
            return Err(Bad::TooLarge);
        }
        come.extend(piece.to_vec());
    }
}
