//! Reads the fields of a catalogue of one's own. What is wrong is kept with its place, and something
//! stands in for it, so that reading goes on.
//!
//! Not here: which fields there are, and what they mean together (`own_check.rs`).

use serde_json::{Map, Value};

use super::flaw::{CatalogueFlaws, shown};
use crate::model::LONGEST_NAME;

/// What is read, and what was wrong with it.
#[derive(Default)]
pub(super) struct Reading {
    pub(super) flaws: CatalogueFlaws,
}

/// The fields of an object, and where it stands.
#[derive(Default)]
pub(super) struct Fields<'a> {
    path: String,
    /// Nothing where there was no object, which is told already.
    values: Option<&'a Map<String, Value>>,
}

impl<'a> Fields<'a> {
    fn get(&self, name: &str) -> Option<&'a Value> {
        self.values.and_then(|values| values.get(name))
    }

    fn path(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }
}

impl Reading {
    /// An object with no other fields than these.
    pub(super) fn object<'a>(
        &mut self,
        path: &str,
        value: &'a Value,
        known: &[&str],
    ) -> Option<Fields<'a>> {
        let Value::Object(values) = value else {
            self.expected(path, "an object", Some(value));
            return None;
        };
        let fields = Fields { path: path.to_owned(), values: Some(values) };
        for name in values.keys().filter(|name| !known.contains(&name.as_str())) {
            let reason = format!("expected one of the fields {}, got another", quoted(known));
            self.flaws.add(fields.path(&shown(name)), reason);
        }
        Some(fields)
    }

    /// A name that must be there.
    pub(super) fn name(&mut self, fields: &Fields<'_>, field: &str, fits: &Fits) -> String {
        let path = fields.path(field);
        match fields.get(field) {
            None => self.missing(fields, path, fits.expected),
            value => self.fitting(&path, value, fits),
        }
    }

    /// A text for people. One that may be left out is empty then.
    pub(super) fn words(&mut self, fields: &Fields<'_>, field: &str, needed: bool) -> String {
        let path = fields.path(field);
        match fields.get(field) {
            None if needed => self.missing(fields, path, WORDS.expected),
            None => String::new(),
            value => self.fitting(&path, value, &WORDS),
        }
    }

    /// A list of texts that fit. It may be left out.
    pub(super) fn names(&mut self, fields: &Fields<'_>, field: &str, fits: &Fits) -> Vec<String> {
        let read = |reading: &mut Self, path: &str, value: &Value| {
            reading.fitting(path, Some(value), fits)
        };
        self.each(fields, field, read)
    }

    /// A list of words for people, at least one.
    pub(super) fn some_words(&mut self, fields: &Fields<'_>, field: &str) -> Vec<String> {
        let words = self.names(fields, field, &WORDS);
        let path = fields.path(field);
        if words.is_empty() && fields.values.is_some() && !self.flaws.are_about(&path) {
            self.flaws.add(path, "expected at least one, got none");
        }
        words
    }

    /// A list, each element read with its path. It may be left out.
    pub(super) fn each<T>(
        &mut self,
        fields: &Fields<'_>,
        field: &str,
        read: impl Fn(&mut Self, &str, &Value) -> T,
    ) -> Vec<T> {
        let mut all = Vec::new();
        self.visit(fields, field, &mut |reading, path, value| {
            all.push(read(reading, path, value));
        });
        all
    }

    fn visit(&mut self, fields: &Fields<'_>, field: &str, each: &mut Visit<'_>) {
        let path = fields.path(field);
        match fields.get(field) {
            None => {}
            Some(Value::Array(values)) => {
                for (place, value) in values.iter().enumerate() {
                    each(self, &format!("{path}[{place}]"), value);
                }
            }
            value => self.expected(&path, "a list", value),
        }
    }

    /// What one of some names stands for. It must be there.
    pub(super) fn one_of<T: Copy>(
        &mut self,
        fields: &Fields<'_>,
        field: &str,
        choices: &[(&'static str, T)],
    ) -> Option<T> {
        let path = fields.path(field);
        let value = fields.get(field);
        let named = value.and_then(Value::as_str);
        let chosen = named.and_then(|text| choices.iter().find(|(name, _)| *name == text));
        if chosen.is_none() && fields.values.is_some() {
            let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
            self.expected(&path, &format!("one of {}", quoted(&names)), value);
        }
        chosen.map(|(_, value)| *value)
    }

    fn fitting(&mut self, path: &str, value: Option<&Value>, fits: &Fits) -> String {
        let text = value.and_then(Value::as_str).filter(|text| (fits.test)(text));
        if text.is_none() {
            self.expected(path, fits.expected, value);
        }
        text.unwrap_or_default().to_owned()
    }

    fn missing(&mut self, fields: &Fields<'_>, path: String, expected: &str) -> String {
        if fields.values.is_some() {
            self.flaws.add(path, format!("expected {expected}, got nothing"));
        }
        String::new()
    }

    fn expected(&mut self, path: &str, expected: &str, got: Option<&Value>) {
        let got = match got {
            None => "nothing".to_owned(),
            Some(Value::Null) => "`null`".to_owned(),
            Some(Value::Bool(truth)) => format!("`{truth}`"),
            Some(Value::Number(_)) => "a number".to_owned(),
            Some(Value::String(text)) => format!("`{}`", shown(text)),
            Some(Value::Array(_)) => "a list".to_owned(),
            Some(Value::Object(_)) => "an object".to_owned(),
        };
        self.flaws.add(path, format!("expected {expected}, got {got}"));
    }
}

/// What is done with an element of a list, which has a path.
type Visit<'a> = dyn FnMut(&mut Reading, &str, &Value) + 'a;

/// What a text has to be.
pub(super) struct Fits {
    test: fn(&str) -> bool,
    expected: &'static str,
}

/// A name as scopes and methods have it.
pub(super) const NAME: Fits = Fits { test: is_name, expected: "1 to 120 of `A-Z a-z 0-9 . _ : -`" };

/// The name of an argument, with a star if it must be there.
pub(super) const ARGUMENT: Fits = Fits {
    test: |text| is_name(text.strip_suffix('*').unwrap_or(text)),
    expected: "1 to 120 of `A-Z a-z 0-9 . _ : -`, and `*` behind it if it must be there",
};

const WORDS: Fits = Fits { test: is_words, expected: "1 to 120 characters" };

fn is_name(text: &str) -> bool {
    let is_plain = |it: u8| it.is_ascii_alphanumeric() || matches!(it, b'.' | b'_' | b':' | b'-');
    (1..=LONGEST_NAME).contains(&text.len()) && text.bytes().all(is_plain)
}

fn is_words(text: &str) -> bool {
    !text.trim_ascii().is_empty() && text.chars().count() <= LONGEST_NAME
}

/// `` `one`, `other` ``
pub(super) fn quoted(names: &[&str]) -> String {
    format!("`{}`", names.join("`, `"))
}
