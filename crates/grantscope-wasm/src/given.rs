//! Values on their way in and out: in as JSON text, out as plain objects.
//!
//! Objects are written as JSON first, so that a fault is told in the model's words and with its
//! path, and whatever JSON cannot hold is refused in one place. Not here: what values mean.

use grantscope::{LARGEST_TEXT, Place, Problem, read_script, to_json};
use js_sys::{ArrayBuffer, JSON, JsString, Uint8Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};

use crate::Fault;

/// What JavaScript gave, as JSON text.
pub(crate) struct Given {
    text: String,
    /// Whether it came as text, so that lines and columns mean something to whoever gave it.
    written: bool,
}

/// Reads a value of a known shape.
pub(crate) fn read<T: DeserializeOwned>(value: &JsValue) -> Result<T, Fault> {
    Given::of(value)?.with(read_script)
}

/// The same of a value that may be long: a script that was long in the making is read again.
#[cfg(feature = "sandbox")]
pub(crate) fn read_long<T: DeserializeOwned>(value: &JsValue) -> Result<T, Fault> {
    Given::at_most(value, grantscope::LARGEST_SCRIPT)?.with(read_script)
}

/// A plain object: no `Map`, no `undefined`, what `JSON.parse` would make of the model's JSON.
pub(crate) fn plain(value: &(impl Serialize + ?Sized)) -> Result<JsValue, Fault> {
    let cannot = |cause| Fault::caused("the answer cannot be told in JavaScript", cause);
    JSON::parse(&to_json(value)).map_err(cannot)
}

impl Given {
    /// Text and bytes as they are, everything else as JSON.
    pub(crate) fn of(value: &JsValue) -> Result<Self, Fault> {
        Self::at_most(value, LARGEST_TEXT)
    }

    fn at_most(value: &JsValue, most: usize) -> Result<Self, Fault> {
        if let Some(text) = value.dyn_ref::<JsString>() {
            return Ok(Self { text: copy(text, most)?, written: true });
        }
        match bytes(value) {
            Some(bytes) => Ok(Self { text: decode(&bytes, most)?, written: true }),
            None => Ok(Self { text: write(value, most)?, written: false }),
        }
    }

    /// Does something with the text, and says where it is at fault.
    pub(crate) fn with<T>(
        &self,
        make: impl FnOnce(&str) -> Result<T, Problem>,
    ) -> Result<T, Fault> {
        make(&self.text).map_err(|problem| self.seen(problem).into())
    }

    /// Whether lines and columns mean something to whoever gave it.
    #[cfg(feature = "sandbox")]
    pub(crate) fn is_written(&self) -> bool {
        self.written
    }

    fn seen(&self, problem: Problem) -> Problem {
        if self.written {
            return problem;
        }
        Problem { place: Place { line: 0, column: 0, ..problem.place }, ..problem }
    }
}

fn write(value: &JsValue, most: usize) -> Result<String, Fault> {
    let written = JSON::stringify(value)
        .map_err(|cause| Fault::caused("expected a value that can be written as JSON", cause))?;
    // What the types do not say: `undefined`, functions and symbols are written as `undefined`.
    match written.dyn_ref::<JsString>() {
        Some(text) => copy(text, most),
        None => {
            let kind = kind(value);
            Err(Fault::bad_input(format!("expected an object or JSON text, got `{kind}`")))
        }
    }
}

/// A text of at most so many characters.
pub(crate) fn copy(text: &JsString, most: usize) -> Result<String, Fault> {
    check_length(text.length(), most)?;
    Ok(text.into())
}

/// The bytes behind a view or a buffer, whatever realm it comes from.
fn bytes(value: &JsValue) -> Option<Uint8Array> {
    if ArrayBuffer::is_view(value) {
        let view: &Uint8Array = value.unchecked_ref();
        let (start, length) = (view.byte_offset(), view.byte_length());
        return Some(Uint8Array::new_with_byte_offset_and_length(&view.buffer(), start, length));
    }
    value.has_type::<ArrayBuffer>().then(|| Uint8Array::new(value))
}

fn decode(bytes: &Uint8Array, most: usize) -> Result<String, Fault> {
    check_length(bytes.length(), most)?;
    String::from_utf8(bytes.to_vec()).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        Fault::bad_input(format!("expected UTF-8, got something else after {good} bytes"))
    })
}

fn check_length(length: u32, most: usize) -> Result<(), Fault> {
    if length as usize > most {
        return Err(Fault::too_large(most, length));
    }
    Ok(())
}

pub(crate) fn kind(value: &JsValue) -> String {
    value.js_typeof().as_string().unwrap_or_default()
}
