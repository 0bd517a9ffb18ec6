//! What is wrong with a text from outside, and where.

use std::fmt;

use serde::Serialize;

/// Where in a text.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
pub struct Place {
    /// The line, counted from one. Zero if no line is at fault.
    pub line: usize,
    /// The column, counted from one, in bytes.
    pub column: usize,
    /// The way through the JSON: `event.resources[0].resource.type`. Empty for the whole.
    pub path: String,
}

/// A fault, with its place and the reason.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Problem {
    /// A name for programs: `not_json`, `not_an_event`, `unknown_event`, `wrong_shape`,
    /// `too_large`, `empty`.
    pub code: &'static str,
    /// Where.
    pub place: Place,
    /// What was expected and what came.
    pub reason: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Place { line, column, path } = &self.place;
        if *line > 0 {
            write!(formatter, "line {line}, column {column}: ")?;
        }
        if !path.is_empty() {
            write!(formatter, "`{path}`: ")?;
        }
        formatter.write_str(&self.reason)
    }
}

impl std::error::Error for Problem {}

impl Problem {
    pub(crate) fn new(code: &'static str, place: Place, reason: impl Into<String>) -> Self {
        Self { code, place, reason: reason.into() }
    }

    /// What the parser found, in our words where its own would puzzle.
    pub(crate) fn of_json(code: &'static str, error: &serde_json::Error, path: String) -> Self {
        let place = Place { line: error.line(), column: error.column(), path };
        Self::new(code, place, reason_of(error))
    }
}

/// What the parser found, without the place.
pub(super) fn reason_of(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let reason = said.rsplit_once(" at line ").map_or(said.as_str(), |(reason, _)| reason);
    let reason = match reason {
        "recursion limit exceeded" => "expected at most 127 levels of nesting",
        "lone leading surrogate in hex escape" | "unexpected end of hex escape" => {
            "expected whole characters, got half of one (a surrogate alone)"
        }
        _ => reason,
    };
    reason.to_owned()
}

/// Refuses texts that are too large to be read at once, and empty ones.
///
/// # Errors
/// If there are more than `most` bytes, or nothing but white space.
pub fn check_text(text: &str, most: usize) -> Result<(), Problem> {
    if text.len() > most {
        let reason = format!("expected at most {most} bytes, got {}: split the text", text.len());
        return Err(Problem::new("too_large", Place::default(), reason));
    }
    if text.bytes().all(|byte| byte.is_ascii_whitespace()) {
        let reason = "expected JSON, got nothing";
        return Err(Problem::new("empty", Place::default(), reason));
    }
    Ok(())
}
