//! What went wrong, as one sentence for the person at the terminal: what was expected, what came,
//! what to do. Not here: kinds of failure. Nothing in `xtask` recovers from one, so none is told
//! from another.

use std::fmt;

/// One sentence: lower case, no full stop.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Failure(String);

/// What every step gives back.
pub(crate) type Outcome<T = ()> = Result<T, Failure>;

impl Failure {
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }

    /// For errors of the operating system: `failed to read /a/b: no such file`.
    pub(crate) fn because(what: impl fmt::Display) -> impl FnOnce(std::io::Error) -> Self {
        move |error| Self(format!("failed to {what}: {error}"))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}
