//! What is wrong with a catalogue: all of it at once, each with its place.

use std::fmt;

use thiserror::Error;

/// So many are told one by one.
const MOST_TOLD: usize = 100;

/// One thing that is wrong.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Flaw {
    /// Where: `scopes[2].kinds[0]`. Empty where it is the whole.
    pub path: String,
    /// What was expected and what came.
    pub reason: String,
}

impl fmt::Display for Flaw {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(formatter, "{}: ", self.path)?;
        }
        formatter.write_str(&self.reason)
    }
}

/// Everything that is wrong: first what cannot be read, then what does not fit together.
#[derive(Clone, Debug, Default, Eq, Error, PartialEq)]
pub struct CatalogueFlaws {
    /// The first hundred.
    pub flaws: Vec<Flaw>,
    /// How many more there are.
    pub more: usize,
}

impl fmt::Display for CatalogueFlaws {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, flaw) in self.flaws.iter().enumerate() {
            write!(formatter, "{}{flaw}", if place == 0 { "" } else { "; " })?;
        }
        match self.more {
            0 => Ok(()),
            more => write!(formatter, "; and {more} more"),
        }
    }
}

impl CatalogueFlaws {
    pub(super) fn add(&mut self, path: impl Into<String>, reason: impl Into<String>) {
        if self.flaws.len() < MOST_TOLD {
            self.flaws.push(Flaw { path: path.into(), reason: reason.into() });
        } else {
            self.more = self.more.saturating_add(1);
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.flaws.is_empty()
    }

    /// Whether something is wrong there, or inside.
    pub(super) fn are_about(&self, path: &str) -> bool {
        self.flaws.iter().any(|flaw| {
            flaw.path
                .strip_prefix(path)
                .is_some_and(|rest| !rest.starts_with(|it: char| it.is_ascii_alphanumeric()))
        })
    }

    fn only(reason: String) -> Self {
        Self { flaws: vec![Flaw { path: String::new(), reason }], more: 0 }
    }

    pub(super) fn no_json(error: &serde_json::Error) -> Self {
        let (line, column) = (error.line(), error.column());
        Self::only(format!(
            "line {line}, column {column}: expected a catalogue as JSON, got {error}"
        ))
    }

    pub(super) fn not_shipped(name: &str) -> Self {
        let names: Vec<&str> =
            std::iter::once("slack").chain(super::SHIPPED.iter().map(|(name, _)| *name)).collect();
        let got = shown(name);
        Self::only(format!("expected a catalogue, or one of `{}`, got `{got}`", names.join("`, `")))
    }

    pub(super) fn too_many(most: usize) -> Self {
        Self::only(format!(
            "expected at most {most} catalogues in one process, got one more: start it again"
        ))
    }
}

/// As much of a text as a message has room for.
pub(super) fn shown(text: &str) -> String {
    const MOST: usize = 60;
    let more = if text.chars().nth(MOST).is_some() { "…" } else { "" };
    text.chars().take(MOST).collect::<String>() + more
}
