//! Texts by name, in the order of the names: the arguments of a call.
//!
//! A list, because a call has few, and a B-tree is compiled once more for every type that it holds.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::{Serialize, Serializer};

use super::ordered::insert_keyed;

/// Texts by name.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Texts(Vec<(String, String)>);

impl Texts {
    /// None.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text of that name.
    pub fn get(&self, name: &str) -> Option<&String> {
        self.0.iter().find(|(it, _)| it == name).map(|(_, text)| text)
    }

    /// Whether there is a text of that name.
    pub fn contains_key(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Puts a text in the place of the one that had its name.
    pub fn insert(&mut self, name: String, text: String) {
        insert_keyed(&mut self.0, name, text);
    }

    /// Takes out the text of that name.
    pub fn remove(&mut self, name: &str) -> Option<String> {
        let place = self.0.iter().position(|(it, _)| it == name)?;
        Some(self.0.remove(place).1)
    }

    /// Names and texts.
    pub fn iter(&self) -> impl Iterator<Item = (&String, &String)> {
        self.0.iter().map(|(name, text)| (name, text))
    }

    /// Names and texts, which may be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&String, &mut String)> {
        self.0.iter_mut().map(|(name, text)| (&*name, text))
    }
}

impl Extend<(String, String)> for Texts {
    fn extend<T: IntoIterator<Item = (String, String)>>(&mut self, texts: T) {
        for (name, text) in texts {
            self.insert(name, text);
        }
    }
}

impl FromIterator<(String, String)> for Texts {
    fn from_iter<T: IntoIterator<Item = (String, String)>>(texts: T) -> Self {
        let mut all = Self::new();
        all.extend(texts);
        all
    }
}

impl Serialize for Texts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Reading)
    }
}

struct Reading;

impl<'de> Visitor<'de> for Reading {
    type Value = Texts;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Texts, A::Error> {
        let mut texts = Texts::new();
        while let Some((name, text)) = map.next_entry()? {
            texts.insert(name, text);
        }
        Ok(texts)
    }
}
