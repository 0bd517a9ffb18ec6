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

/// Everything that is wrong, from the top of the document to its end. What follows from another
/// mistake is left out.
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
            "expected at most {most} catalogues at a time, got one more: reload the page, or start the process again"
        ))
    }
}

/// Where something stands: its path, and the places that lead to it, which say what comes first.
#[derive(Clone, Default)]
pub(super) struct Spot {
    path: String,
    places: Vec<usize>,
}

impl Spot {
    /// A field, and where it stands in its object. One that is missing stands at the object's beginning.
    pub(super) fn field(&self, name: &str, place: Option<usize>) -> Self {
        let dot = if self.path.is_empty() { "" } else { "." };
        let places = self.places.iter().copied().chain(place).collect();
        Self { path: format!("{}{dot}{name}", self.path), places }
    }

    /// An element of a list.
    pub(super) fn item(&self, place: usize) -> Self {
        let places = self.places.iter().copied().chain([place]).collect();
        Self { path: format!("{}[{place}]", self.path), places }
    }

    pub(super) fn path(&self) -> &str {
        &self.path
    }
}

/// What was found so far, in the order of the document.
#[derive(Default)]
pub(super) struct Found {
    places: Vec<Vec<usize>>,
    flaws: CatalogueFlaws,
}

impl Found {
    pub(super) fn add(&mut self, spot: Spot, reason: impl Into<String>) {
        let place = self.places.partition_point(|it| *it <= spot.places);
        if self.places.len() == MOST_TOLD {
            self.flaws.more = self.flaws.more.saturating_add(1);
            if place == MOST_TOLD {
                return;
            }
            self.places.pop();
            self.flaws.flaws.pop();
        }
        self.places.insert(place, spot.places);
        self.flaws.flaws.insert(place, Flaw { path: spot.path, reason: reason.into() });
    }

    /// Nothing, if nothing was found.
    pub(super) fn told(self) -> Result<(), CatalogueFlaws> {
        if self.places.is_empty() { Ok(()) } else { Err(self.flaws) }
    }
}

/// As much of a text as a message has room for. What cannot be seen is written out.
pub(super) fn shown(text: &str) -> String {
    const MOST: usize = 60;
    let mut all = String::new();
    for letter in text.chars().take(MOST) {
        if is_unseen(letter) {
            all.extend(letter.escape_unicode());
        } else {
            all.push(letter);
        }
    }
    if text.chars().nth(MOST).is_some() {
        all.push('…');
    }
    all
}

/// Whether a character moves the others instead of being seen itself: what terminals obey, ends of
/// lines, and what turns the direction of writing around.
pub(super) fn is_unseen(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
