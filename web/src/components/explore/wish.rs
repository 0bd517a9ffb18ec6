//! What one wishes to explore, and the world and the limits that it comes to.
//!
//! Not here: how it is chosen (`form.rs`).

use grantscope::{Catalogue, Command, InstallRoute, Scope, UserId};
use grantscope_explore::{Act, Limits, World};

use super::Place;
use crate::words;

/// A page's worker takes no more memory than this, about, in bytes.
const BYTES: usize = 512 << 20;

/// An exploration takes up to so many states, if one does not say otherwise.
const STATES: u32 = 20_000;

/// To begin with the app asks for up to so many scopes: each makes the world several times as large.
const FIRST_SCOPES: usize = 2;

/// What one wishes to explore.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Wish {
    /// Who acts; nothing for everybody.
    pub(super) people: Option<Vec<UserId>>,
    pub(super) scopes: Vec<&'static str>,
    pub(super) acts: Vec<Act>,
    /// Whether the app is installed from its settings only, which gives no codes.
    pub(super) settings: bool,
    pub(super) states: u32,
    /// How many steps, as it was written; nothing for any.
    pub(super) depth: String,
    /// The world as a file has it: of what is not chosen here it stays as it is.
    pub(super) world: Option<World>,
}

impl Wish {
    pub(super) fn first(place: &Place) -> Self {
        Self {
            people: Some(place.people().map(|(id, _)| id).take(2).collect()),
            scopes: first_scopes(place),
            acts: Act::usual(),
            settings: false,
            states: STATES,
            depth: String::new(),
            world: None,
        }
    }

    /// What a file has of it.
    pub(super) fn of(world: World, limits: Limits, system: Catalogue) -> Self {
        let mut scopes: Vec<&'static str> = Vec::new();
        for name in world.scopes.iter().flatten() {
            let scope = system.scope(name).map(Scope::name);
            scopes.extend(scope.filter(|scope| !scopes.contains(scope)));
        }
        Self {
            people: world.people.clone(),
            scopes,
            acts: world.acts.clone(),
            settings: world.through == [InstallRoute::Settings],
            states: limits.states,
            depth: match limits.depth {
                u32::MAX => String::new(),
                depth => depth.to_string(),
            },
            world: Some(world),
        }
    }

    /// Who acts, of those who are there.
    pub(super) fn actors(&self, place: &Place) -> Vec<UserId> {
        let all = place.people().map(|(id, _)| id);
        all.filter(|id| self.people.as_ref().is_none_or(|people| people.contains(id))).collect()
    }

    /// What is wrong with it; in words for a person.
    pub(super) fn fault(&self) -> Option<&'static str> {
        if self.people.as_ref().is_some_and(Vec::is_empty) {
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

    /// Each scope is asked for by itself, and all of them together; unless a file has other sets of them.
    pub(super) fn world(&self, place: &Place) -> World {
        let usual = || World::of(place.cast());
        let before = self.world.clone().unwrap_or_else(usual);
        let mut named: Vec<&str> = before.scopes.iter().flatten().map(String::as_str).collect();
        named.sort_unstable();
        named.dedup();
        let mut scopes = self.scopes.clone();
        scopes.sort_unstable();
        let scopes = if named == scopes { before.scopes.clone() } else { self.sets() };
        let is_settings = before.through == [InstallRoute::Settings];
        let through = match self.settings {
            true => vec![InstallRoute::Settings],
            false if is_settings => usual().through,
            false => before.through.clone(),
        };
        let (people, acts) = (self.people.clone(), self.acts.clone());
        World { people, scopes, acts, through, ..before }
    }

    fn sets(&self) -> Vec<Vec<String>> {
        let all: Vec<String> = self.scopes.iter().map(|scope| (*scope).to_owned()).collect();
        let mut sets: Vec<Vec<String>> = all.iter().map(|scope| vec![scope.clone()]).collect();
        if sets.len() > 1 {
            sets.push(all);
        }
        sets
    }

    pub(super) fn limits(&self) -> Limits {
        Limits { depth: self.limit().unwrap_or(u32::MAX), states: self.states, bytes: BYTES }
    }
}

/// What the app asks for in the story; else what would let it do what the page asks about.
fn first_scopes(place: &Place) -> Vec<&'static str> {
    let catalogue = place.names.catalogue();
    let story = place.sandbox.script();
    let mut asked: Vec<String> = Vec::new();
    for input in &story.inputs {
        if let Command::Install { scopes, .. } = &input.command {
            asked.extend(scopes.iter().cloned());
        }
    }
    let for_call = || {
        let method = catalogue.method(&place.question.method);
        let names = method.map(|method| method.scopes().names()).unwrap_or_default();
        let any = catalogue.scopes().next().map(|scope| scope.name().to_owned());
        names.into_iter().chain(any).take(1).collect()
    };
    let names = if asked.is_empty() { for_call() } else { asked };
    let mut scopes: Vec<&'static str> = Vec::new();
    for scope in names.iter().filter_map(|name| catalogue.scope(name)) {
        if !scopes.contains(&scope.name()) && scopes.len() < FIRST_SCOPES {
            scopes.push(scope.name());
        }
    }
    scopes
}
