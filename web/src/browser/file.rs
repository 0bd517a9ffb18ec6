//! Files that a person saves and opens.

use grantscope::LARGEST_TEXT;
use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, DataTransfer, File, HtmlAnchorElement, Url};

use crate::words;

/// The longest part of a title that a file is called by, in characters.
const LONGEST_NAME: usize = 60;

/// What a story's file is called: its title in small letters, and how it ends.
pub(crate) fn name(title: &str, ending: &str) -> String {
    let letters = title.chars().map(|it| if it.is_alphanumeric() { it } else { ' ' });
    let letters: String = super::folded(&letters.collect::<String>());
    let words: Vec<&str> = letters.split_whitespace().collect();
    let name: String = words.join("-").chars().take(LONGEST_NAME).collect();
    let name = if name.is_empty() { "story" } else { name.trim_end_matches('-') };
    format!("{name}.{ending}")
}

/// Lets a person save a text as a file.
pub(crate) fn save(name: &str, text: &str) -> Option<()> {
    let whole = Blob::new_with_str_sequence(&Array::of1(&text.into())).ok()?;
    save_from(name, &Url::create_object_url_with_blob(&whole).ok()?)
}

/// The same of what lies at an address that was made for it, and is given up then.
pub(crate) fn save_from(name: &str, address: &str) -> Option<()> {
    let document = web_sys::window()?.document()?;
    let link: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(address);
    link.set_download(name);
    link.click();
    // Not at once: the browser may read it a moment later.
    let address = address.to_owned();
    gloo_timers::callback::Timeout::new(60_000, move || {
        let _ = Url::revoke_object_url(&address);
    })
    .forget();
    Some(())
}

/// The text of a file.
///
/// # Errors
/// If it is too large or no text; in words for a person.
pub(crate) async fn read(file: &File) -> Result<String, String> {
    if file.size() > LARGEST_TEXT as f64 {
        return Err(words::too_large(file.size() as usize, LARGEST_TEXT));
    }
    let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string());
    text.ok_or_else(|| words::unreadable_file(&file.name()))
}

/// The first file of what is dragged.
pub(crate) fn of(data: &DataTransfer) -> Option<File> {
    data.files()?.get(0)
}
