//! The naive model: plain sets, and a decision that is read off a catalogue's words.

use std::collections::{BTreeMap, BTreeSet};

use grantscope::Channels;

use super::system::{KITCHEN, Method, Needs, PUBLIC, Sort, System};

pub(crate) struct Naive<'a> {
    system: &'a System,
    held: BTreeSet<usize>,
    people: BTreeMap<&'static str, BTreeSet<usize>>,
    everywhere: bool,
    inside: BTreeSet<&'static str>,
    outside: BTreeSet<&'static str>,
}

impl<'a> Naive<'a> {
    /// Where nothing was granted.
    pub(crate) fn of(system: &'a System) -> Self {
        Self {
            system,
            held: BTreeSet::new(),
            people: BTreeMap::new(),
            everywhere: false,
            inside: BTreeSet::new(),
            outside: BTreeSet::new(),
        }
    }

    pub(crate) fn granted(&mut self, scopes: &[usize], channels: &Channels) {
        self.held.extend(scopes);
        let named = |ids: &[grantscope::ConversationId]| -> Vec<&'static str> {
            let is_named = |place: &&str| ids.iter().any(|id| id.to_string() == **place);
            PUBLIC.into_iter().filter(is_named).collect()
        };
        match channels {
            Channels::None => {}
            Channels::Chosen(chosen) => named(chosen).into_iter().for_each(|it| self.enter(it)),
            Channels::AllExcept(excluded) => {
                self.everywhere = true;
                named(excluded).into_iter().for_each(|it| self.leave(it));
            }
        }
    }

    pub(crate) fn granted_by(&mut self, user: &'static str, scopes: &[usize]) {
        self.people.entry(user).or_default().extend(scopes);
    }

    pub(crate) fn revoked(&mut self, user: &str) {
        self.people.remove(user);
    }

    pub(crate) fn enter(&mut self, place: &'static str) {
        self.outside.remove(place);
        self.inside.insert(place);
    }

    pub(crate) fn leave(&mut self, place: &'static str) {
        self.inside.remove(place);
        self.outside.insert(place);
    }

    fn reaches(&self, place: &str) -> bool {
        let covered = self.everywhere && place != KITCHEN && !self.outside.contains(place);
        self.inside.contains(place) || covered
    }

    /// Whether one of these scopes that are held is named by the method, or implies one that is.
    fn holds(&self, held: &BTreeSet<usize>, method: &Method, sorts: &[Sort]) -> bool {
        let fits = |scope: &&usize| sorts.contains(&self.system.scopes[**scope].sort);
        held.iter().filter(fits).any(|scope| self.enables(*scope, method))
    }

    fn enables(&self, scope: usize, method: &Method) -> bool {
        let implied = &self.system.scopes[scope].implies;
        method.scopes.contains(&scope) || implied.iter().any(|it| self.enables(*it, method))
    }

    pub(crate) fn may(&self, method: &Method, place: &str, person: &str) -> bool {
        let here = if place == KITCHEN { Sort::Private } else { Sort::Public };
        match method.needs {
            Needs::Nothing => true,
            Needs::Resource => {
                self.reaches(place) && self.holds(&self.held, method, &[here, Sort::Both])
            }
            Needs::AnyResource => {
                self.holds(&self.held, method, &[Sort::Public, Sort::Private, Sort::Both])
            }
            Needs::Workspace => self.holds(&self.held, method, &[Sort::Workspace]),
            Needs::Person => {
                let granted = self.people.get(person);
                granted.is_some_and(|held| self.holds(held, method, &[Sort::People]))
            }
        }
    }
}
