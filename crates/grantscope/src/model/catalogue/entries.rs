//! What a catalogue says, ready to be looked up. Not here: who says it (`slack.rs`, `own.rs`).

use super::methods::MethodEntry;
use super::names::NamePlaces;
use super::own::Own;
use super::scopes::ScopeEntry;
use super::written::Written;
use super::{Needs, ScopeSet};
use crate::model::ResourceKind;

/// The seven kinds of resources.
pub(crate) const KINDS: usize = ResourceKind::ALL.len();

/// A catalogue's tables. Scopes and methods are sorted by name, and known by their places.
pub(crate) struct Entries {
    pub(crate) name: &'static str,
    pub(crate) title: &'static str,
    /// In the order of [`ResourceKind::ALL`].
    pub(crate) kinds: [KindEntry; KINDS],
    pub(crate) scopes: &'static [ScopeEntry],
    pub(crate) methods: &'static [MethodEntry],
    /// What each method needs.
    pub(crate) demands: &'static [(Needs, ScopeSet)],
    /// What each scope implies. Nothing of Slack's implies another.
    pub(crate) implied: &'static [ScopeSet],
    /// The scopes that apply to each kind.
    pub(crate) applying: [ScopeSet; KINDS],
    pub(crate) scope_places: NamePlaces,
    pub(crate) method_places: NamePlaces,
    pub(crate) app_home_base: ScopeSet,
    /// The place of the scope with which an app begins a direct message by posting.
    pub(crate) opens_homes: Option<u8>,
    /// What it was made from, and how that was written, if it is not Slack's.
    pub(crate) own: Option<(Own, Written)>,
}

/// What people call the resources of a kind.
#[derive(Clone, Copy)]
pub(crate) struct KindEntry {
    pub(crate) singular: &'static str,
    pub(crate) plural: &'static str,
    pub(crate) sign: &'static str,
}

impl Entries {
    #[inline]
    pub(crate) fn place_of_scope(&self, name: &str) -> Option<u8> {
        let named = |place| self.scopes.get(usize::from(place)).map_or("", |entry| entry.name);
        self.scope_places.find(name, named)
    }

    #[inline]
    pub(crate) fn place_of_method(&self, name: &str) -> Option<u8> {
        let named = |place| self.methods.get(usize::from(place)).map_or("", |entry| entry.name);
        self.method_places.find(name, named)
    }
}
