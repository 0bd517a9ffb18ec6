//! The catalogues that this process has read: each is kept as long as the process lives, once.
//!
//! Not here: reading and checking one (`own_check.rs`).

use std::sync::{Mutex, OnceLock, PoisonError};

use super::entries::{Entries, KINDS, KindEntry};
use super::flaw::CatalogueFlaws;
use super::methods::{METHODS, MethodEntry, is_of_the_protocol};
use super::names::Places;
use super::own::{Own, OwnKind, OwnMethod, OwnScope};
use super::scopes::ScopeEntry;
use super::{Body, Catalogue, Needs, Tier, Verb, slack};
use crate::model::{KindSet, ResourceKind, ScopeSet};

/// So many besides Slack's: what has a number of eight bits.
const MOST: usize = 255;

static KNOWN: [OnceLock<&'static Entries>; MOST] = [const { OnceLock::new() }; MOST];

/// Held while one is looked for or added, so that none is added twice.
static ADDING: Mutex<()> = Mutex::new(());

/// The tables of a catalogue that is known.
#[inline]
pub(super) fn entries(number: u8) -> &'static Entries {
    let place = usize::from(number).checked_sub(1);
    let known = place.and_then(|place| KNOWN.get(place)).and_then(OnceLock::get);
    known.copied().unwrap_or(&slack::ENTRIES)
}

/// The number of what was read: the one that it had before, if it was.
pub(super) fn keep(own: Own) -> Result<Catalogue, CatalogueFlaws> {
    let _adding = ADDING.lock().unwrap_or_else(PoisonError::into_inner);
    for (number, place) in (1..=u8::MAX).zip(&KNOWN) {
        match place.get() {
            Some(known) if known.own.as_ref() == Some(&own) => {
                return Ok(Catalogue::numbered(number));
            }
            Some(_) => {}
            None => {
                let catalogue = Catalogue::numbered(number);
                place.get_or_init(|| Box::leak(Box::new(entries_of(catalogue, own))));
                return Ok(catalogue);
            }
        }
    }
    Err(CatalogueFlaws::too_many(MOST))
}

fn entries_of(catalogue: Catalogue, own: Own) -> Entries {
    let scopes: Vec<ScopeEntry> = own.scopes.iter().map(|scope| scope_entry(&own, scope)).collect();
    let mut methods: Vec<(MethodEntry, (Needs, ScopeSet))> = METHODS
        .iter()
        .filter(|entry| is_of_the_protocol(entry.name))
        .map(|entry| (*entry, (entry.needs, ScopeSet::EMPTY)))
        .chain(own.methods.iter().map(|method| {
            (method_entry(method), (method.needs, enabling(catalogue, &own, method)))
        }))
        .collect();
    methods.sort_by_key(|(entry, _)| entry.name);
    let (methods, demands): (Vec<_>, Vec<_>) = methods.into_iter().unzip();
    let named = |names: &[String]| set(catalogue, &own, |scope| names.contains(&scope.name));
    Entries {
        name: kept(&own.name),
        title: kept(&own.title),
        kinds: kinds(&own),
        scope_places: Places::of(&names(&scopes, |entry| entry.name)),
        method_places: Places::of(&names(&methods, |entry| entry.name)),
        scopes: scopes.leak(),
        methods: methods.leak(),
        demands: demands.leak(),
        applying: ResourceKind::ALL
            .map(|kind| set(catalogue, &own, |scope| own.kinds_of(scope).contains(kind))),
        app_home_base: named(&own.app_home),
        opens_homes: None,
        own: Some(own),
    }
}

fn names<T>(entries: &[T], name: impl Fn(&T) -> &'static str) -> Vec<&'static str> {
    entries.iter().map(name).collect()
}

fn kinds(own: &Own) -> [KindEntry; KINDS] {
    ResourceKind::ALL.map(|kind| match own.kind(kind) {
        Some(its) => KindEntry { singular: kept(&its.name), plural: kept(&its.plural), sign: "" },
        None => KindEntry { sign: "", ..slack::words(kind) },
    })
}

fn scope_entry(own: &Own, scope: &OwnScope) -> ScopeEntry {
    ScopeEntry {
        name: kept(&scope.name),
        kinds: own.kinds_of(scope),
        summary: kept(&scope.summary),
        since: None,
        workspace_only: false,
        companion: None,
    }
}

fn method_entry(method: &OwnMethod) -> MethodEntry {
    MethodEntry {
        name: kept(&method.name),
        verb: Verb::Post,
        body: Body::FormOrJson,
        tier: Tier::Special,
        scopes: &[],
        needs: method.needs,
        arguments: kept(&method.arguments.join(" ")),
        since: None,
    }
}

/// The scopes that a method names, and those that imply one of them.
fn enabling(catalogue: Catalogue, own: &Own, method: &OwnMethod) -> ScopeSet {
    set(catalogue, own, |scope| {
        own.implied_by(scope).any(|implied| method.scopes.contains(&implied.name))
    })
}

fn set(catalogue: Catalogue, own: &Own, is_in: impl Fn(&OwnScope) -> bool) -> ScopeSet {
    let places = (0_u8..).zip(&own.scopes).filter(|(_, scope)| is_in(scope));
    places.map(|(place, _)| super::Scope::at(catalogue, place)).collect()
}

fn kept(text: &str) -> &'static str {
    text.to_owned().leak()
}

impl Own {
    /// What it says of a kind.
    fn kind(&self, kind: ResourceKind) -> Option<&OwnKind> {
        self.kinds.iter().find(|its| its.like == Some(kind))
    }

    fn kinds_of(&self, scope: &OwnScope) -> KindSet {
        let all: Vec<ResourceKind> =
            scope.kinds.iter().filter_map(|name| self.kind_named(name)).collect();
        KindSet::of(&all)
    }

    /// A scope and all that it implies. There are no circles.
    fn implied_by<'a>(&'a self, scope: &'a OwnScope) -> impl Iterator<Item = &'a OwnScope> {
        let mut open = vec![scope];
        std::iter::from_fn(move || {
            let next = open.pop()?;
            open.extend(self.scopes.iter().filter(|it| next.implies.contains(&it.name)));
            Some(next)
        })
    }
}
