//! The one funnel for errors: whatever goes wrong reaches JavaScript as an `Error` with a `code`.
//!
//! Messages and codes are the model's own. Not here: which faults there are (`grantscope`).

use grantscope::{IdError, Place, Problem, QuestionError};
use js_sys::Error;
use wasm_bindgen::prelude::*;

use crate::given::plain;

/// The code of what cannot be carried over: a function, an object that contains itself.
const BAD_INPUT: &str = "bad_input";

/// An error on its way to JavaScript.
#[derive(Debug)]
pub struct Fault {
    code: &'static str,
    message: String,
    place: Option<Place>,
    cause: Option<JsValue>,
}

impl Fault {
    /// A value that cannot be carried over.
    pub(crate) fn bad_input(message: String) -> Self {
        Self { code: BAD_INPUT, message, place: None, cause: None }
    }

    /// The same, because of an error that JavaScript threw.
    pub(crate) fn caused(message: &str, cause: JsValue) -> Self {
        Self { cause: Some(cause), ..Self::bad_input(message.to_owned()) }
    }

    /// A file of the package is not there, cannot be read, or is another build's.
    #[cfg(feature = "split")]
    pub(crate) fn incomplete(cause: JsValue) -> Self {
        let message = "expected the package's second wasm file of a ledger beside the first, there and readable, got \
                       the error in `cause`: install the package again, and start the program anew";
        Self { cause: Some(cause), ..Self::plain("incomplete", &message) }
    }

    pub(crate) fn too_many_handles() -> Self {
        let message = "expected fewer than four million handles of one ledger: make another";
        Self { code: "too_many_handles", message: message.to_owned(), place: None, cause: None }
    }

    /// More than is read at once. Found before the value is copied: memory is never given back.
    pub(crate) fn too_large(most: usize, length: u32) -> Self {
        let message =
            format!("expected at most {most} bytes, got {length} or more: split the text");
        Self { code: "too_large", message, place: Some(Place::default()), cause: None }
    }

    #[cfg(feature = "sandbox")]
    pub(crate) fn is_too_large(&self) -> bool {
        self.code == "too_large"
    }

    /// An error that knows its code and has no place.
    pub(crate) fn plain(code: &'static str, message: &impl ToString) -> Self {
        Self { code, message: message.to_string(), place: None, cause: None }
    }
}

impl From<Problem> for Fault {
    fn from(problem: Problem) -> Self {
        let message = problem.to_string();
        Self { code: problem.code, message, place: Some(problem.place), cause: None }
    }
}

impl From<QuestionError> for Fault {
    fn from(error: QuestionError) -> Self {
        Self::plain(error.code(), &error)
    }
}

impl From<IdError> for Fault {
    fn from(error: IdError) -> Self {
        Self::plain(BAD_INPUT, &error)
    }
}

impl From<Fault> for JsValue {
    fn from(fault: Fault) -> Self {
        let error: GrantScopeError = Error::new(&fault.message).unchecked_into();
        error.set_code(&fault.code.into());
        let place = fault.place.and_then(|place| plain(&place).ok());
        place.iter().for_each(|place| error.set_place(place));
        fault.cause.iter().for_each(|cause| error.set_cause(cause));
        error.into()
    }
}

/// All are set alike, because an engine compiles a function for each shape of call. A fresh `Error` takes every property,
/// unless somebody put an accessor of that name into `Error.prototype`.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = Error)]
    type GrantScopeError;

    #[wasm_bindgen(method, setter)]
    fn set_code(this: &GrantScopeError, code: &JsValue);

    #[wasm_bindgen(method, setter)]
    fn set_place(this: &GrantScopeError, place: &JsValue);
}
