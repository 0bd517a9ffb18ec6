//! Reads the fields of a catalogue of one's own. What is wrong is kept with its place, and something
//! stands in for it, so that reading goes on: for a text one that is empty, for a list one with such
//! a text, so that nobody takes it for one without what it should have.
//!
//! Not here: which fields there are (`own_read.rs`), and what they mean together (`own_check.rs`).

use super::flaw::{Found, Spot, is_unseen, shown};
use super::written::Written;
use crate::model::LONGEST_NAME;

/// What is read, and what was wrong with it.
#[derive(Default)]
pub(super) struct Reading {
    pub(super) found: Found,
}

/// The fields of an object, and where it stands.
#[derive(Default)]
pub(super) struct Fields<'a> {
    spot: Spot,
    /// Nothing where there was no object, which is told already.
    values: Option<&'a [(String, Written)]>,
}

impl<'a> Fields<'a> {
    /// Where a field stands.
    pub(super) fn spot(&self, name: &str) -> Spot {
        self.spot.field(name, self.place(name))
    }

    /// Where the object stands.
    pub(super) fn path(&self) -> &str {
        self.spot.path()
    }

    pub(super) fn is_there(&self) -> bool {
        self.values.is_some()
    }

    fn place(&self, name: &str) -> Option<usize> {
        self.values?.iter().position(|(its, _)| its == name)
    }

    fn get(&self, name: &str) -> Option<&'a Written> {
        self.values?.get(self.place(name)?).map(|(_, value)| value)
    }

    fn lacks(&self, name: &str) -> bool {
        self.values.is_some() && self.place(name).is_none()
    }
}

impl Reading {
    /// An object with no other fields than these, and none twice: the first counts.
    pub(super) fn object<'a>(
        &mut self,
        spot: Spot,
        value: Option<&'a Written>,
        known: &[&'static str],
    ) -> Fields<'a> {
        let Some(Written::Object(values)) = value else {
            value.into_iter().for_each(|value| self.expected(spot.clone(), "an object", value));
            return Fields { spot, values: None };
        };
        let mut seen = Vec::new();
        for (place, (name, _)) in values.iter().enumerate() {
            match known.iter().find(|it| *it == name) {
                Some(known) if !seen.contains(known) => seen.push(*known),
                Some(_) => self
                    .found
                    .add(spot.field(name, Some(place)), "expected each field once, got it again"),
                None => self.found.add(
                    spot.field(&shown(name), Some(place)),
                    format!("expected one of the fields {}, got another", quoted(known)),
                ),
            }
        }
        Fields { spot, values: Some(values) }
    }

    /// A text that must be there.
    pub(super) fn text(&mut self, fields: &Fields<'_>, field: &str, fits: &Fits) -> String {
        if fields.lacks(field) {
            self.found.add(fields.spot(field), format!("expected {}, got nothing", fits.expected));
        }
        self.text_or_none(fields, field, fits)
    }

    /// A text that may be left out, and is empty then.
    pub(super) fn text_or_none(&mut self, fields: &Fields<'_>, field: &str, fits: &Fits) -> String {
        let value = fields.get(field);
        value.map(|value| self.fitting(fields.spot(field), value, fits)).unwrap_or_default()
    }

    /// A list of texts that fit. It may be left out.
    pub(super) fn texts(&mut self, fields: &Fields<'_>, field: &str, fits: &Fits) -> Vec<String> {
        self.each(fields, field, |reading, spot, value| match value {
            Some(value) => reading.fitting(spot, value, fits),
            None => String::new(),
        })
    }

    /// A list, each element read where it stands. It may be left out. For what is no list an element
    /// without a value is read.
    pub(super) fn each<'a, T>(
        &mut self,
        fields: &Fields<'a>,
        field: &str,
        read: impl Fn(&mut Self, Spot, Option<&'a Written>) -> T,
    ) -> Vec<T> {
        let mut all = Vec::new();
        let spot = fields.spot(field);
        match fields.get(field) {
            None => {}
            Some(Written::List(values)) => {
                for (place, value) in values.iter().enumerate() {
                    all.push(read(self, spot.item(place), Some(value)));
                }
            }
            Some(value) => {
                self.expected(spot.clone(), "a list", value);
                all.push(read(self, spot, None));
            }
        }
        all
    }

    /// What one of some names stands for. It must be there.
    pub(super) fn one_of<T: Copy>(
        &mut self,
        fields: &Fields<'_>,
        field: &str,
        choices: &[(&'static str, T)],
    ) -> Option<T> {
        let value = fields.get(field);
        let named = value.and_then(Written::text);
        let chosen = named.and_then(|text| choices.iter().find(|(name, _)| *name == text));
        if chosen.is_none() && fields.values.is_some() {
            let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
            let nothing = Written::Other("nothing");
            let expected = format!("one of {}", quoted(&names));
            self.expected(fields.spot(field), &expected, value.unwrap_or(&nothing));
        }
        chosen.map(|(_, value)| *value)
    }

    fn fitting(&mut self, spot: Spot, value: &Written, fits: &Fits) -> String {
        match value.text() {
            Some(text) if (fits.test)(text) => return text.to_owned(),
            Some(text) if fits.is_for_people && text.contains(is_unseen) => {
                self.expected(spot, "no characters that cannot be seen", value);
            }
            Some(_) | None => self.expected(spot, fits.expected, value),
        }
        String::new()
    }

    fn expected(&mut self, spot: Spot, expected: &str, got: &Written) {
        let got = match got {
            Written::Text(text) => &format!("`{}`", shown(text)),
            Written::List(_) => "a list",
            Written::Object(_) => "an object",
            Written::Other(other) => other,
        };
        self.found.add(spot, format!("expected {expected}, got {got}"));
    }
}

/// What a text has to be.
pub(super) struct Fits {
    test: fn(&str) -> bool,
    expected: &'static str,
    is_for_people: bool,
}

/// A name as scopes and methods have it.
pub(super) const NAME: Fits =
    Fits { test: is_name, expected: "1 to 120 of `A-Z a-z 0-9 . _ : -`", is_for_people: false };

/// The name of an argument, with a star if it must be there.
pub(super) const ARGUMENT: Fits = Fits {
    test: |text| is_name(text.strip_suffix('*').unwrap_or(text)),
    expected: "1 to 120 of `A-Z a-z 0-9 . _ : -`, and `*` behind it if it must be there",
    is_for_people: false,
};

/// What people read.
pub(super) const WORDS: Fits =
    Fits { test: is_words, expected: "1 to 120 characters", is_for_people: true };

/// What nobody reads.
pub(super) const TEXT: Fits = Fits { test: |_| true, expected: "a text", is_for_people: false };

fn is_name(text: &str) -> bool {
    let is_plain = |it: u8| it.is_ascii_alphanumeric() || matches!(it, b'.' | b'_' | b':' | b'-');
    (1..=LONGEST_NAME).contains(&text.len()) && text.bytes().all(is_plain)
}

fn is_words(text: &str) -> bool {
    let is_blank = text.trim_ascii().is_empty();
    !is_blank && text.chars().count() <= LONGEST_NAME && !text.contains(is_unseen)
}

/// `` `one`, `other` ``
pub(super) fn quoted(names: &[&str]) -> String {
    format!("`{}`", names.join("`, `"))
}
