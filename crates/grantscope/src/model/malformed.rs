//! What can be wrong with a request before anybody looks at what it asks for, by name.
//!
//! A script keeps the name and not the bytes. Not here: which error answers it
//! (`rules/transport.rs`), or how it is found (`front_door`).
//!
//! Source: 002_092bebbe0adfac6f.txt, Errors and Warnings; FACTS, section a (A0).

use serde::{Deserialize, Serialize};

use super::named::named;

/// Why a request cannot be read.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Malformed {
    /// An argument's name is very long, or has other characters than letters, digits and `_`.
    ArgumentName,
    /// An argument's name has brackets, as lists have in PHP.
    ArrayArgument,
    /// The charset is neither `utf-8` nor `iso-8859-1`.
    Charset,
    /// A form is missing or is no form.
    FormData,
    /// The body is of a type that no method takes.
    PostType,
    /// There is a body, and nothing says of which type.
    NoPostType,
    /// The body is shorter than was announced.
    Truncated,
    /// The body should be JSON and is not.
    Json,
    /// The JSON is no object.
    JsonNotObject,
    /// The body is JSON, and the method takes forms only.
    JsonNotTaken,
}

named! {
    /// What is not quite right with a request that can be read.
    #[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
    pub enum CharsetWarning {
        /// A body that is no form should say its charset.
        MissingCharset "missing_charset",
        /// A form should not.
        SuperfluousCharset "superfluous_charset",
    }
}
