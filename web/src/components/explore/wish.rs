//! What one wishes to explore, and the world and the limits that it comes to.
//!
//! Not here: how it is chosen (`form.rs`).

use grantscope::{InstallRoute, UserId};
use grantscope_explore::{Act, Limits, World};

use super::Place;
use crate::words;

/// A page's worker takes no more memory than this, about, in bytes.
const BYTES: usize = 512 << 20;

/// An exploration takes up to so many states, if one does not say otherwise.
const STATES: u32 = 20_000;

/// What one wishes to explore.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Wish {
    /// Who acts.
    pub(super) people: Vec<UserId>,
    pub(super) scopes: Vec<&'static str>,
    pub(super) acts: Vec<Act>,
    /// Whether the app is installed from its settings only, which gives no codes.
    pub(super) settings: bool,
    pub(super) states: u32,
    /// How many steps, as it was written; nothing for any.
    pub(super) depth: String,
}

impl Wish {
    pub(super) fn first(place: &Place) -> Self {
        Self {
            people: place.people().map(|(id, _)| id).take(2).collect(),
            scopes: Vec::new(),
            acts: Act::usual(),
            settings: false,
            states: STATES,
            depth: String::new(),
        }
    }

    /// What is wrong with it; in words for a person.
    pub(super) fn fault(&self) -> Option<&'static str> {
        if self.people.is_empty() {
            Some(words::NOBODY_ACTS)
        } else if self.limit().is_none() {
            Some(words::NO_NUMBER)
        } else {
            None
        }
    }

    fn limit(&self) -> Option<u32> {
        match self.depth.trim() {
            "" => Some(u32::MAX),
            depth => depth.parse().ok().filter(|depth| *depth > 0),
        }
    }

    /// Each scope is asked for by itself, and all of them together.
    pub(super) fn world(&self, place: &Place) -> World {
        let mut scopes: Vec<Vec<String>> =
            self.scopes.iter().map(|scope| vec![(*scope).to_owned()]).collect();
        if scopes.len() > 1 {
            scopes.push(self.scopes.iter().map(|scope| (*scope).to_owned()).collect());
        }
        let usual = World::of(place.cast());
        let through =
            if self.settings { vec![InstallRoute::Settings] } else { usual.through.clone() };
        World {
            people: Some(self.people.clone()),
            scopes,
            acts: self.acts.clone(),
            through,
            ..usual
        }
    }

    pub(super) fn limits(&self) -> Limits {
        Limits { depth: self.limit().unwrap_or(u32::MAX), states: self.states, bytes: BYTES }
    }
}
