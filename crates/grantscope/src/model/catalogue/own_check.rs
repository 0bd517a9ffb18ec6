//! Whether a catalogue of one's own fits together, and everything that is wrong with it at once.
//!
//! One mistake is one flaw: what may follow from something that is told already is not told. Not
//! here: whether it is JSON at all, its shape (`own_read.rs`), and what it means (`known.rs`).
//! `docs/CATALOGUES.md` says the same for people, `catalogue.schema.json` for editors.

use super::circles::circles;
use super::flaw::{CatalogueFlaws, Found, MOST_TOLD, Spot, shown};
use super::meant::Meant;
use super::methods::is_of_the_protocol;
use super::own::{Own, OwnMethod};
use super::own_fields::{Fields, Reading, quoted};
use super::own_read::{Whole, read};
use super::written::Written;
use super::{Catalogue, Needs};
use crate::model::ResourceKind;
use crate::model::insert_keyed;
use crate::model::scope::MOST as MOST_SCOPES;

/// The most methods, the protocol's not counted.
const MOST_METHODS: usize = 200;

/// What a catalogue says, if nothing is wrong with it. `meant` makes a guess at what is misspelt.
pub(super) fn checked(written: &Written, meant: Meant) -> Result<Own, CatalogueFlaws> {
    let mut reading = Reading::default();
    let whole = read(&mut reading, written);
    let found = &mut reading.found;
    if whole.fields.is_there() {
        check_numbers(found, &whole);
        check_kind_names(found, &whole);
        check_names(found, &whole);
        let scopes = Places::of(&whole.own);
        check_references(found, &whole, &scopes, meant);
        check_app_home(found, &whole);
        check_sorts(found, &whole);
        check_needs(found, &whole, &scopes);
        check_channels(found, &whole);
        check_circles(found, &whole, &scopes);
    }
    reading.found.told().map(|()| whole.own)
}

fn check_numbers(found: &mut Found, Whole { own, fields, .. }: &Whole<'_>) {
    let lists =
        [("scope", own.scopes.len(), MOST_SCOPES), ("method", own.methods.len(), MOST_METHODS)];
    for (one, count, most) in lists {
        let spot = fields.spot(&format!("{one}s"));
        if count > most {
            found.add(spot, format!("expected at most {most}, got {count}"));
        } else if count == 0 {
            found.add(spot, format!("expected at least one {one}, got none"));
        }
    }
}

/// A kind is not called like another of the protocol's, which could then no longer be named.
fn check_kind_names(found: &mut Found, Whole { own, kinds, .. }: &Whole<'_>) {
    for (kind, fields) in own.kinds.iter().zip(kinds).filter(|(kind, _)| kind.takes_anothers()) {
        let reason = format!("expected a name of its own, got the protocol's `{}`", kind.name);
        found.add(fields.spot("name"), reason);
    }
}

/// What has a name has one of its own.
fn check_names(found: &mut Found, Whole { own, fields, kinds, scopes, methods }: &Whole<'_>) {
    if own.name == Catalogue::SLACK.name() {
        let reason = "expected a name of its own, got that of Slack's catalogue";
        found.add(fields.spot("name"), reason);
    }
    each_has_its_own(found, kinds, "name", &mut own.kinds.iter().map(|kind| kind.name.as_str()));
    let likes = own.kinds.iter().map(|kind| kind.like.map_or("", ResourceKind::name));
    each_has_its_own(found, kinds, "like", &mut { likes });
    each_has_its_own(found, scopes, "name", &mut own.scopes.iter().map(|it| it.name.as_str()));
    each_has_its_own(found, methods, "name", &mut own.methods.iter().map(|it| it.name.as_str()));
    for (method, fields) in own.methods.iter().zip(methods) {
        if is_of_the_protocol(&method.name) {
            let reason = format!(
                "expected a name that begins otherwise than the protocol's methods (`apps.`, `auth.`, `oauth.`, `api.test`), got `{}`",
                method.name
            );
            found.add(fields.spot("name"), reason);
        }
    }
}

fn each_has_its_own(
    found: &mut Found,
    all: &[Fields<'_>],
    field: &str,
    names: &mut dyn Iterator<Item = &str>,
) {
    let path = |place: usize| all.get(place).map(Fields::path).unwrap_or_default().to_owned();
    for Repeated { place, name, first } in repeated(names) {
        let spot = all.get(place).map(|fields| fields.spot(field)).unwrap_or_default();
        found.add(spot, again(name, &path(first)));
    }
}

/// In a list of names each stands once.
fn check_once(found: &mut Found, list: &Spot, names: &mut dyn Iterator<Item = &str>) {
    for Repeated { place, name, first } in repeated(names) {
        found.add(list.item(place), again(name, list.item(first).path()));
    }
}

fn again(name: &str, first: &str) -> String {
    format!("expected each once, got `{name}` again, as in {first}")
}

/// A name that stood in a list before.
struct Repeated<'a> {
    place: usize,
    name: &'a str,
    first: usize,
}

fn repeated<'a>(names: &mut dyn Iterator<Item = &'a str>) -> Vec<Repeated<'a>> {
    let mut seen = Places::default();
    let mut repeated = Vec::new();
    for (place, name) in names.enumerate().filter(|(_, name)| !name.is_empty()) {
        match seen.get(name) {
            None => insert_keyed(&mut seen.0, name, place),
            Some(first) => repeated.push(Repeated { place, name, first }),
        }
    }
    repeated
}

/// Where names stand in a list: the first of each.
#[derive(Default)]
struct Places<'a>(Vec<(&'a str, usize)>);

impl<'a> Places<'a> {
    fn of(own: &'a Own) -> Self {
        let mut places = Self::default();
        for (place, scope) in own.scopes.iter().enumerate() {
            if places.get(&scope.name).is_none() {
                insert_keyed(&mut places.0, scope.name.as_str(), place);
            }
        }
        places
    }

    fn get(&self, name: &str) -> Option<usize> {
        let found = self.0.binary_search_by(|(it, _)| (*it).cmp(name)).ok();
        found.and_then(|found| self.0.get(found)).map(|(_, place)| *place)
    }

    /// Whether a name is there, or may be that of what could not be read.
    fn may_have(&self, name: &str) -> bool {
        self.0.is_empty() || self.get("").is_some() || self.get(name).is_some()
    }
}

/// Whatever is named is there, and once.
fn check_references(found: &mut Found, whole: &Whole<'_>, places: &Places<'_>, meant: Meant) {
    let Whole { own, fields, scopes, methods, .. } = whole;
    let is_scope = |name: &str| places.may_have(name);
    let (mut no_kinds, mut no_scopes) = (Missing::default(), Missing::default());
    for (scope, fields) in own.scopes.iter().zip(scopes) {
        let is_kind = |name: &str| own.kind_named(name).is_some() || own.doubts_kind(name);
        check_each(found, &mut no_kinds, &fields.spot("kinds"), &scope.kinds, &is_kind);
        check_each(found, &mut no_scopes, &fields.spot("implies"), &scope.implies, &is_scope);
    }
    for (method, fields) in own.methods.iter().zip(methods) {
        check_each(found, &mut no_scopes, &fields.spot("scopes"), &method.scopes, &is_scope);
        let names = method.arguments.iter().map(|name| name.strip_suffix('*').unwrap_or(name));
        check_once(found, &fields.spot("arguments"), &mut { names });
    }
    check_each(found, &mut no_scopes, &fields.spot("app_home"), &own.app_home, &is_scope);
    let kinds = own.kind_names();
    no_kinds.tell(found, &quoted(&kinds), &kinds, meant);
    let scopes: Vec<&str> = own.scopes.iter().map(|scope| scope.name.as_str()).collect();
    no_scopes.tell(found, "the catalogue's scopes", &scopes, meant);
}

fn check_each<'a>(
    found: &mut Found,
    missing: &mut Missing<'a>,
    list: &Spot,
    names: &'a [String],
    is_there: &dyn Fn(&str) -> bool,
) {
    for (place, name) in names.iter().enumerate() {
        if !name.is_empty() && !is_there(name) {
            missing.add(name, list.item(place));
        }
    }
    let known = names.iter().map(|name| if is_there(name) { name.as_str() } else { "" });
    check_once(found, list, &mut { known });
}

/// What is named and not there: a name is one mistake, however often it stands.
#[derive(Default)]
struct Missing<'a> {
    names: Places<'a>,
    /// Where it stands first, and how often.
    uses: Vec<(Spot, usize)>,
}

impl<'a> Missing<'a> {
    fn add(&mut self, name: &'a str, spot: Spot) {
        match self.names.get(name).and_then(|place| self.uses.get_mut(place)) {
            Some((first, times)) => {
                *times = times.saturating_add(1);
                if spot.comes_before(first) {
                    *first = spot;
                }
            }
            None => {
                insert_keyed(&mut self.names.0, name, self.uses.len());
                self.uses.push((spot, 1));
            }
        }
    }

    fn tell(self, found: &mut Found, expected: &str, known: &[&str], meant: Meant) {
        for (name, place) in self.names.0 {
            let Some((spot, times)) = self.uses.get(place) else { continue };
            let mut reason = format!("expected one of {expected}, got `{name}`");
            if *times > 1 {
                reason.push_str(&format!(", {times} times in all"));
            }
            // Nobody reads on, and there may be as many as a text has room for.
            let meant = if place < MOST_TOLD { meant(name, known) } else { None };
            if let Some(meant) = meant {
                reason.push_str(&format!(": did you mean `{meant}`?"));
            }
            found.add(spot.clone(), reason);
        }
    }
}

/// What every app home has applies there.
fn check_app_home(found: &mut Found, Whole { own, fields, .. }: &Whole<'_>) {
    let is_home = |kind: ResourceKind| kind == ResourceKind::AppHome;
    for (place, name) in own.app_home.iter().enumerate() {
        let scope = own.scopes.iter().find(|scope| scope.name == *name);
        if scope.is_some_and(|scope| !own.may_apply(scope, &is_home)) {
            let reason = format!("expected a scope that applies to app homes, got `{name}`");
            found.add(fields.spot("app_home").item(place), reason);
        }
    }
}

/// A request never mixes what is about people, the workspace and resources: so no scope is about two.
fn check_sorts(found: &mut Found, Whole { own, scopes, .. }: &Whole<'_>) {
    let sort = |name: &String| {
        let kind = own.kind_named(name).filter(|_| !own.doubts_kind(name));
        kind.map(|kind| match kind {
            ResourceKind::Team => "the workspace",
            ResourceKind::User => "people",
            ResourceKind::Channel
            | ResourceKind::Group
            | ResourceKind::Mpim
            | ResourceKind::Im
            | ResourceKind::AppHome => "resources",
        })
    };
    for (scope, fields) in own.scopes.iter().zip(scopes) {
        let mut sorts = scope.kinds.iter().filter_map(sort);
        let first = sorts.next();
        if let Some(other) = sorts.find(|sort| Some(*sort) != first) {
            let first = first.unwrap_or_default();
            let reason =
                format!("expected kinds of one sort, got {first} and {other}: make it two scopes");
            found.add(fields.spot("kinds"), reason);
        }
    }
}

/// A method that needs something can be allowed: one of its scopes applies there.
fn check_needs(found: &mut Found, whole: &Whole<'_>, places: &Places<'_>) {
    let own = &whole.own;
    for (method, fields) in own.methods.iter().zip(&whole.methods) {
        let reason = match (method.needs, method.scopes.is_empty()) {
            (Needs::Nothing, false) => "expected none where nothing is needed",
            // What could not be read needs nothing that is known.
            (Needs::Nothing, true) | (Needs::Closed | Needs::Client, _) => continue,
            (_, true) if !fields.is_there() => continue,
            (_, true) => "expected at least one scope where something is needed, got none",
            (_, false) if may_be_allowed(own, method, places) => continue,
            (Needs::Workspace, false) => "expected a scope that applies to the workspace, got none",
            (Needs::Person, false) => "expected a scope that applies to people, got none",
            (Needs::Conversation | Needs::Anywhere, false) => {
                "expected a scope that applies to a kind of resource, got none"
            }
        };
        found.add(fields.spot("scopes"), reason);
    }
}

fn may_be_allowed(own: &Own, method: &OwnMethod, places: &Places<'_>) -> bool {
    let fits = |kind: ResourceKind| match method.needs {
        Needs::Workspace => kind == ResourceKind::Team,
        Needs::Person => kind == ResourceKind::User,
        Needs::Nothing | Needs::Conversation | Needs::Anywhere | Needs::Closed | Needs::Client => {
            !matches!(kind, ResourceKind::Team | ResourceKind::User)
        }
    };
    method.scopes.iter().any(|name| {
        let scope = places.get(name).and_then(|place| own.scopes.get(place));
        scope.is_none_or(|scope| own.may_apply(scope, &fits))
    })
}

/// What needs a resource is told which.
fn check_channels(found: &mut Found, Whole { own, methods, .. }: &Whole<'_>) {
    for (method, fields) in own.methods.iter().zip(methods) {
        let names_one = |name: &String| matches!(name.as_str(), "channel" | "channel*" | "");
        if method.needs == Needs::Conversation && !method.arguments.iter().any(names_one) {
            let reason = "expected `channel` among them where a resource is needed, got none";
            found.add(fields.spot("arguments"), reason);
        }
    }
}

/// No scope implies itself, by whatever way.
fn check_circles(found: &mut Found, Whole { own, scopes, .. }: &Whole<'_>, places: &Places<'_>) {
    let implied = own.scopes.iter().map(|scope| {
        let names = scope.implies.iter().filter(|name| !name.is_empty());
        names.filter_map(|name| places.get(name)).collect()
    });
    for circle in circles(&implied.collect::<Vec<Vec<usize>>>()) {
        let names: Vec<&str> = circle
            .iter()
            .filter_map(|place| own.scopes.get(*place).map(|scope| scope.name.as_str()))
            .collect();
        let spot = circle.first().and_then(|first| scopes.get(*first));
        let spot = spot.map(|fields| fields.spot("implies")).unwrap_or_default();
        found.add(spot, format!("expected no circle, got {}", shown(&names.join(" → "))));
    }
}
