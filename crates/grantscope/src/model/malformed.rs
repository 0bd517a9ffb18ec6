//! What can be wrong with a request before anybody looks at what it asks for, by name.
//!
//! A script keeps the name and not the bytes. Not here: which error answers it
//! (`rules/transport.rs`), or how it is found (`front_door`).
//!
//! Source: 002_092bebbe0adfac6f.txt, Errors and Warnings; FACTS, section a (A0).

use super::named::named;

named! {
    /// Why a request cannot be read.
    #[derive(Clone, Copy, Debug, Eq, PartialEq)]
    pub enum Malformed {
        /// An argument's name is very long, or has other characters than letters, digits and `_`.
        ArgumentName "argument_name",
        /// An argument's name has brackets, as lists have in PHP.
        ArrayArgument "array_argument",
        /// The charset is neither `utf-8` nor `iso-8859-1`.
        Charset "charset",
        /// A form is missing or is no form.
        FormData "form_data",
        /// The body is of a type that no method takes.
        PostType "post_type",
        /// There is a body, and nothing says of which type.
        NoPostType "no_post_type",
        /// The body is shorter than was announced.
        Truncated "truncated",
        /// The body should be JSON and is not.
        Json "json",
        /// The JSON is no object.
        JsonNotObject "json_not_object",
        /// The body is JSON, and the method takes forms only.
        JsonNotTaken "json_not_taken",
    }
}

named! {
    /// What is not quite right with a request that can be read.
    #[derive(Clone, Copy, Debug, Eq, PartialEq)]
    pub enum CharsetWarning {
        /// A body that is no form should say its charset.
        MissingCharset "missing_charset",
        /// A form should not.
        SuperfluousCharset "superfluous_charset",
    }
}
