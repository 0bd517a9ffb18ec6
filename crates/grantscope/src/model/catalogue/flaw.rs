//! What is wrong with a catalogue: all of it at once, each with its place.

use std::fmt;

use thiserror::Error;

/// So many are told one by one.
pub(super) const MOST_TOLD: usize = 100;

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

    pub(super) fn no_json(text: &str, error: &serde_json::Error) -> Self {
        let said = error.to_string();
        let (said, _) = said.rsplit_once(" at line ").unwrap_or((&said, ""));
        let expected = "expected a catalogue as JSON";
        if text.trim_ascii().is_empty() {
            return Self::only(format!("{expected}, got nothing"));
        }
        let (line, column) = (error.line(), error.column());
        let got = match (said.strip_prefix("EOF while parsing "), said.strip_prefix("expected ")) {
            (Some(inside), _) => format!(", and {inside} that ends, got the end of the text"),
            (None, Some(here)) => format!(", and here {here}"),
            (None, None) => format!(", got {said}"),
        };
        Self::only(format!("line {line}, column {column}: {expected}{got}"))
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

    /// Whether it stands before another in the document.
    pub(super) fn comes_before(&self, other: &Self) -> bool {
        self.places < other.places
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

/// Whether a character cannot be seen, or looks like a space and is none: what terminals obey, ends of
/// lines, what turns the direction of writing around, what has no width.
pub(super) fn is_unseen(letter: char) -> bool {
    const UNSEEN: [(char, char); 20] = [
        ('\0', '\u{1f}'),
        ('\u{7f}', '\u{a0}'),
        ('\u{ad}', '\u{ad}'),
        ('\u{34f}', '\u{34f}'),
        ('\u{61c}', '\u{61c}'),
        ('\u{115f}', '\u{1160}'),
        ('\u{1680}', '\u{1680}'),
        ('\u{17b4}', '\u{17b5}'),
        ('\u{180b}', '\u{180f}'),
        ('\u{2000}', '\u{200f}'),
        ('\u{2028}', '\u{202f}'),
        ('\u{205f}', '\u{206f}'),
        ('\u{2800}', '\u{2800}'),
        ('\u{3000}', '\u{3000}'),
        ('\u{3164}', '\u{3164}'),
        ('\u{fe00}', '\u{fe0f}'),
        ('\u{feff}', '\u{feff}'),
        ('\u{ffa0}', '\u{ffa0}'),
        ('\u{fff0}', '\u{fffb}'),
        ('\u{e0000}', '\u{e0fff}'),
    ];
    UNSEEN.iter().any(|(first, last)| (*first..=*last).contains(&letter))
}
