//! Slack's catalogue, worked out while compiling. Not here: its scopes and methods themselves
//! (`scopes.rs`, `methods.rs`).

use super::Needs;
use super::entries::{Entries, KINDS, KindEntry};
use super::methods::{METHODS, MethodEntry};
use super::names::NamePlaces;
use super::scopes::SCOPES;
use crate::model::{ResourceKind, ScopeSet};

/// The scopes that every app home has, whoever opened it.
// Source: 001_da8ff31ae8236703.txt, resources_added ("base-level grant"); the three names from
// the samples of FACTS, section d.
const APP_HOME_BASE: &[&str] = &["chat:write", "im:history", "im:read"];

/// The scope with which an app begins a direct message by posting.
// Source: 003_ddcde49b587a50ab.txt, What was unique to workspace tokens?
const OPENS_HOMES: &[&str] = &["conversations.app_home:create"];

pub(super) static ENTRIES: Entries = Entries {
    name: "slack",
    title: "Slack's workspace apps",
    kinds: kinds(),
    scopes: SCOPES,
    methods: METHODS,
    demands: &DEMANDS,
    implied: &[],
    applying: applying(),
    scope_places: NamePlaces::of(&scope_names()),
    method_places: NamePlaces::of(&method_names()),
    app_home_base: ScopeSet::named(APP_HOME_BASE, &scope_names()),
    opens_homes: ScopeSet::named(OPENS_HOMES, &scope_names()).first_place(),
    own: None,
};

static DEMANDS: [(Needs, ScopeSet); METHODS.len()] = demands();

#[expect(clippy::indexing_slicing, reason = "while compiling: what is outside stops the build")]
#[expect(clippy::arithmetic_side_effects, reason = "while compiling: so does an overflow")]
pub(super) const fn kinds() -> [KindEntry; KINDS] {
    let mut kinds = [KindEntry { singular: "", plural: "", sign: "" }; KINDS];
    let mut place = 0;
    while place < kinds.len() {
        kinds[place] = words(ResourceKind::ALL[place]);
        place += 1;
    }
    kinds
}

const fn words(kind: ResourceKind) -> KindEntry {
    let (singular, plural, sign) = match kind {
        ResourceKind::Team => ("workspace", "the workspace", ""),
        ResourceKind::Channel => ("public channel", "public channels", "#"),
        ResourceKind::Group => ("private channel", "private channels", "#"),
        ResourceKind::Mpim => ("group message", "group messages", ""),
        ResourceKind::Im => ("direct message", "direct messages", ""),
        ResourceKind::AppHome => ("app home", "app homes", ""),
        ResourceKind::User => ("person", "people", ""),
    };
    KindEntry { singular, plural, sign }
}

#[expect(clippy::indexing_slicing, reason = "while compiling: what is outside stops the build")]
#[expect(clippy::arithmetic_side_effects, reason = "while compiling: so does an overflow")]
const fn applying() -> [ScopeSet; KINDS] {
    let mut all = [ScopeSet::EMPTY; KINDS];
    let mut kind = 0;
    while kind < all.len() {
        let mut scope = 0;
        while scope < SCOPES.len() {
            if SCOPES[scope].kinds.contains(ResourceKind::ALL[kind]) {
                all[kind] = all[kind].with_place(scope);
            }
            scope += 1;
        }
        kind += 1;
    }
    all
}

#[expect(clippy::indexing_slicing, reason = "while compiling: what is outside stops the build")]
#[expect(clippy::arithmetic_side_effects, reason = "while compiling: so does an overflow")]
const fn method_names() -> [&'static str; METHODS.len()] {
    let mut names = [""; METHODS.len()];
    let mut place = 0;
    while place < names.len() {
        names[place] = METHODS[place].name;
        place += 1;
    }
    names
}

#[expect(clippy::indexing_slicing, reason = "while compiling: what is outside stops the build")]
#[expect(clippy::arithmetic_side_effects, reason = "while compiling: so does an overflow")]
const fn scope_names() -> [&'static str; SCOPES.len()] {
    let mut names = [""; SCOPES.len()];
    let mut place = 0;
    while place < names.len() {
        names[place] = SCOPES[place].name;
        place += 1;
    }
    names
}

#[expect(clippy::indexing_slicing, reason = "while compiling: what is outside stops the build")]
#[expect(clippy::arithmetic_side_effects, reason = "while compiling: so does an overflow")]
const fn demands() -> [(Needs, ScopeSet); METHODS.len()] {
    let names = scope_names();
    let mut demands = [(Needs::Closed, ScopeSet::EMPTY); METHODS.len()];
    let mut place = 0;
    while place < demands.len() {
        let MethodEntry { needs, scopes, .. } = &METHODS[place];
        demands[place] = (*needs, ScopeSet::named(scopes, &names));
        place += 1;
    }
    demands
}
