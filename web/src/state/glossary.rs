//! The glossary: what each word meant here, and what became of it in today's Slack.
//!
//! It is data (`tests/scenarios/glossary.json`), fetched when somebody opens it.

use grantscope::Standing;
use serde::Deserialize;

use crate::browser::folded;

/// A word.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// Its name for links.
    pub id: String,
    /// The word.
    pub term: String,
    /// What it meant.
    pub was: String,
    /// What became of it.
    pub now: String,
    /// How sure it is what it meant.
    pub standing: Standing,
    /// Whether it is uncertain what became of it.
    #[serde(default)]
    pub unsure: bool,
    /// Words that belong to it.
    pub see: Vec<String>,
}

impl Term {
    /// Whether all of these words are in it.
    pub fn has(&self, wanted: &[String]) -> bool {
        let text = folded(&[&*self.term, &self.was, &self.now].join(" "));
        wanted.iter().all(|word| text.contains(word))
    }
}
