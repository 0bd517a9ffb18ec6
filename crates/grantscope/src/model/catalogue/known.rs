//! The catalogues that this process has read: each is kept as long as the process lives, once.
//!
//! Not here: reading and checking one (`own_check.rs`).

use std::sync::{Mutex, OnceLock, PoisonError};

use serde_json::Value;

use super::entries::{Entries, KINDS, KindEntry};
use super::flaw::CatalogueFlaws;
use super::methods::{METHODS, MethodEntry, is_of_the_protocol};
use super::names::Places;
use super::own::{Own, OwnMethod, OwnScope};
use super::scopes::ScopeEntry;
use super::{Body, Catalogue, Tier, Verb, slack};
use crate::model::{KindSet, ResourceKind, Scope, ScopeSet, insert_keyed};

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
pub(super) fn keep(own: Own, written: &Value) -> Result<Catalogue, CatalogueFlaws> {
    let _adding = ADDING.lock().unwrap_or_else(PoisonError::into_inner);
    for (number, place) in (1..=u8::MAX).zip(&KNOWN) {
        match place.get() {
            Some(known) if known.own.as_ref().is_some_and(|(known, _)| *known == own) => {
                return Ok(Catalogue::numbered(number));
            }
            Some(_) => {}
            None => {
                let catalogue = Catalogue::numbered(number);
                place.get_or_init(|| {
                    Box::leak(Box::new(entries_of(catalogue, own, written.clone())))
                });
                return Ok(catalogue);
            }
        }
    }
    Err(CatalogueFlaws::too_many(MOST))
}

fn entries_of(catalogue: Catalogue, own: Own, written: Value) -> Entries {
    let mut ordered = Vec::new();
    own.scopes.iter().for_each(|scope| insert_keyed(&mut ordered, kept(&scope.name), scope));
    let set = |is_in: &dyn Fn(&OwnScope) -> bool| set(catalogue, &ordered, is_in);
    let implied = implied(catalogue, &ordered);
    let (mut scopes, mut scope_names) = (Vec::new(), Vec::new());
    for (name, scope) in &ordered {
        scope_names.push(*name);
        scopes.push(scope_entry(&own, name, scope));
    }
    let (mut methods, mut demands, mut method_names) = (Vec::new(), Vec::new(), Vec::new());
    for (name, method) in ordered_methods(&own) {
        let (entry, enabling) = match method {
            Entry::OfTheProtocol(entry) => (*entry, ScopeSet::EMPTY),
            Entry::Own(method) => {
                let named = set(&|scope| method.scopes.contains(&scope.name));
                (method_entry(name, method), enabling(catalogue, &implied, named))
            }
        };
        method_names.push(name);
        demands.push((entry.needs, enabling));
        methods.push(entry);
    }
    let mut applying = [ScopeSet::EMPTY; KINDS];
    for (applying, kind) in applying.iter_mut().zip(ResourceKind::ALL) {
        *applying = set(&|scope| own.kinds_of(scope).contains(kind));
    }
    Entries {
        name: kept(&own.name),
        title: kept(&own.title),
        kinds: own.words(),
        scopes: scopes.leak(),
        methods: methods.leak(),
        demands: demands.leak(),
        implied: implied.leak(),
        applying,
        scope_places: Places::of(&scope_names),
        method_places: Places::of(&method_names),
        app_home_base: set(&|scope| own.app_home.contains(&scope.name)),
        opens_homes: None,
        own: Some((own, written)),
    }
}

/// A method of the protocol, or of one's own.
enum Entry<'a> {
    OfTheProtocol(&'static MethodEntry),
    Own(&'a OwnMethod),
}

fn ordered_methods(own: &Own) -> Vec<(&'static str, Entry<'_>)> {
    let mut methods = Vec::new();
    for entry in METHODS.iter().filter(|entry| is_of_the_protocol(entry.name)) {
        insert_keyed(&mut methods, entry.name, Entry::OfTheProtocol(entry));
    }
    for method in &own.methods {
        insert_keyed(&mut methods, kept(&method.name), Entry::Own(method));
    }
    methods
}

/// What each scope implies, by whatever way. There are no circles, but there may be many ways.
fn implied(catalogue: Catalogue, ordered: &[(&str, &OwnScope)]) -> Vec<ScopeSet> {
    let mut implied = vec![ScopeSet::EMPTY; ordered.len()];
    loop {
        let before = implied.clone();
        for (all, (_, scope)) in implied.iter_mut().zip(ordered) {
            for name in &scope.implies {
                let place = ordered.binary_search_by(|(it, _)| (*it).cmp(name)).unwrap_or_default();
                let further = before.get(place).copied().unwrap_or_default();
                all.insert(Scope::at(catalogue, u8::try_from(place).unwrap_or_default()));
                *all = all.union(further);
            }
        }
        if implied == before {
            return implied;
        }
    }
}

/// The scopes of a set, and those that imply one of them.
fn enabling(catalogue: Catalogue, implied: &[ScopeSet], named: ScopeSet) -> ScopeSet {
    let mut all = named;
    for (place, implied) in (0_u8..).zip(implied) {
        if !implied.intersection(named).is_empty() {
            all.insert(Scope::at(catalogue, place));
        }
    }
    all
}

/// Some of the scopes, which are ordered.
fn set(
    catalogue: Catalogue,
    ordered: &[(&str, &OwnScope)],
    is_in: &dyn Fn(&OwnScope) -> bool,
) -> ScopeSet {
    let mut set = ScopeSet::EMPTY;
    for (place, (_, scope)) in (0_u8..).zip(ordered) {
        if is_in(scope) {
            set.insert(Scope::at(catalogue, place));
        }
    }
    set
}

fn scope_entry(own: &Own, name: &'static str, scope: &OwnScope) -> ScopeEntry {
    ScopeEntry {
        name,
        kinds: own.kinds_of(scope),
        summary: kept(&scope.summary),
        since: None,
        workspace_only: false,
        companion: None,
    }
}

fn method_entry(name: &'static str, method: &OwnMethod) -> MethodEntry {
    MethodEntry {
        name,
        verb: Verb::Post,
        body: Body::FormOrJson,
        tier: Tier::Special,
        scopes: &[],
        needs: method.needs,
        arguments: kept(&method.arguments.join(" ")),
        since: None,
    }
}

fn kept(text: &str) -> &'static str {
    text.to_owned().leak()
}

impl Own {
    /// What people call the kinds.
    fn words(&self) -> [KindEntry; KINDS] {
        let mut words = slack::kinds();
        for (entry, kind) in words.iter_mut().zip(ResourceKind::ALL) {
            entry.sign = "";
            if let Some(its) = self.kinds.iter().find(|its| its.like == Some(kind)) {
                (entry.singular, entry.plural) = (kept(&its.name), kept(&its.plural));
            }
        }
        words
    }

    fn kinds_of(&self, scope: &OwnScope) -> KindSet {
        let mut kinds = KindSet::default();
        for kind in scope.kinds.iter().filter_map(|name| self.kind_named(name)) {
            kinds = kinds.with(kind);
        }
        kinds
    }
}
