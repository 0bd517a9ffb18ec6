//! The catalogues that this process has read: each is kept as long as the process lives, once.
//!
//! Not here: reading and checking one (`own_check.rs`).

use std::sync::{Mutex, OnceLock, PoisonError};

use super::entries::{Entries, KINDS, KindEntry};
use super::flaw::CatalogueFlaws;
use super::methods::{METHODS, MethodEntry, is_of_the_protocol};
use super::names::NamePlaces;
use super::own::{Own, OwnMethod, OwnScope};
use super::scopes::ScopeEntry;
use super::written::Written;
use super::{Body, Catalogue, Needs, Tier, Verb, slack};
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
pub(super) fn keep(own: Own, written: Written) -> Result<Catalogue, CatalogueFlaws> {
    let _adding = ADDING.lock().unwrap_or_else(PoisonError::into_inner);
    for (number, place) in (1..=u8::MAX).zip(&KNOWN) {
        match place.get() {
            Some(known) if known.own.as_ref().is_some_and(|(known, _)| *known == own) => {
                return Ok(Catalogue::numbered(number));
            }
            Some(_) => {}
            None => {
                let catalogue = Catalogue::numbered(number);
                place.get_or_init(|| Box::leak(Box::new(entries_of(catalogue, own, written))));
                return Ok(catalogue);
            }
        }
    }
    Err(CatalogueFlaws::too_many(MOST))
}

fn entries_of(catalogue: Catalogue, own: Own, written: Written) -> Entries {
    let scopes = ordered_scopes(&own);
    let implied = implied(catalogue, &scopes);
    let set = |is_in: &dyn Fn(&OwnScope) -> bool| set(catalogue, &scopes, is_in);
    let methods = Methods::of(&own, &|method| {
        enabling(catalogue, &implied, set(&|scope| method.scopes.contains(&scope.name)))
    });
    let scope_names: Vec<&str> = scopes.iter().map(|(name, _)| *name).collect();
    let scope_entries = scopes.iter().map(|(name, scope)| scope_entry(&own, name, scope));
    Entries {
        name: kept(&own.name),
        title: kept(&own.title),
        kinds: own.words(),
        scopes: scope_entries.collect::<Vec<ScopeEntry>>().leak(),
        methods: methods.entries.leak(),
        demands: methods.demands.leak(),
        applying: ResourceKind::ALL.map(|kind| set(&|scope| own.kinds_of(scope).contains(kind))),
        scope_places: NamePlaces::of(&scope_names),
        method_places: NamePlaces::of(&methods.names),
        app_home_base: set(&|scope| own.app_home.contains(&scope.name)),
        opens_homes: None,
        implied: implied.leak(),
        own: Some((own, written)),
    }
}

fn ordered_scopes(own: &Own) -> Vec<(&'static str, &OwnScope)> {
    let mut ordered = Vec::new();
    own.scopes.iter().for_each(|scope| insert_keyed(&mut ordered, kept(&scope.name), scope));
    ordered
}

/// The protocol's methods and one's own, by name.
#[derive(Default)]
struct Methods {
    names: Vec<&'static str>,
    entries: Vec<MethodEntry>,
    demands: Vec<(Needs, ScopeSet)>,
}

impl Methods {
    fn of(own: &Own, enabling: &dyn Fn(&OwnMethod) -> ScopeSet) -> Self {
        let mut ordered = Vec::new();
        for entry in METHODS.iter().filter(|entry| is_of_the_protocol(entry.name)) {
            insert_keyed(&mut ordered, entry.name, (*entry, ScopeSet::EMPTY));
        }
        for method in &own.methods {
            let name = kept(&method.name);
            insert_keyed(&mut ordered, name, (method_entry(name, method), enabling(method)));
        }
        let mut methods = Self::default();
        for (name, (entry, enabling)) in ordered {
            methods.names.push(name);
            methods.demands.push((entry.needs, enabling));
            methods.entries.push(entry);
        }
        methods
    }
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
