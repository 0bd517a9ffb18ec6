//! A mistake with its place, of what names something that is not there. Not here: what can be mistaken.

use thiserror::Error;

/// What is wrong, and where.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[error("{place}: {fault}")]
pub struct Mistake {
    /// Where: `never.and[1].allowed`.
    pub place: String,
    /// What is wrong there.
    pub fault: String,
}

impl Mistake {
    pub(crate) fn new(place: String, fault: impl Into<String>) -> Self {
        Self { place, fault: fault.into() }
    }
}

/// All of them, one behind the other.
pub(crate) fn told(mistakes: &[Mistake]) -> String {
    let told: Vec<String> = mistakes.iter().map(Mistake::to_string).collect();
    told.join("; ")
}
