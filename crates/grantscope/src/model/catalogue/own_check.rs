//! Reads a catalogue of one's own and tells everything that is wrong with it at once.
//!
//! Not here: whether it is JSON at all, how its fields are read (`own_fields.rs`), and what it means
//! (`known.rs`). `docs/CATALOGUES.md` says the same for people, `catalogue.schema.json` for editors.

use serde_json::Value;

use super::flaw::{CatalogueFlaws, shown};
use super::methods::is_of_the_protocol;
use super::own::{NEEDS, Own, OwnKind, OwnMethod, OwnScope};
use super::own_fields::{ARGUMENT, NAME, Reading, quoted};
use super::{Catalogue, Needs};
use crate::model::ResourceKind;
use crate::model::insert_keyed;
use crate::model::scope::MOST as MOST_SCOPES;

/// The most methods, the protocol's not counted.
const MOST_METHODS: usize = 200;

/// What a catalogue says, if nothing is wrong with it.
pub(super) fn checked(value: &Value) -> Result<Own, CatalogueFlaws> {
    let mut reading = Reading::default();
    let Some(own) = read(&mut reading, value) else { return Err(reading.flaws) };
    let flaws = &mut reading.flaws;
    check_numbers(flaws, &own);
    check_kind_names(flaws, &own);
    check_names(flaws, &own);
    let places = Places::of(&own);
    check_references(flaws, &own, &places);
    check_app_home(flaws, &own);
    check_sorts(flaws, &own);
    check_needs(flaws, &own);
    check_circles(flaws, &own, &places);
    if !flaws.is_empty() {
        return Err(reading.flaws);
    }
    Ok(own)
}

fn read(reading: &mut Reading, value: &Value) -> Option<Own> {
    const FIELDS: [&str; 7] =
        ["$schema", "name", "title", "kinds", "scopes", "methods", "app_home"];
    let fields = reading.object("", value, &FIELDS)?;
    Some(Own {
        name: reading.name(&fields, "name", &NAME),
        title: reading.words(&fields, "title", true),
        kinds: reading.each(&fields, "kinds", kind),
        scopes: reading.each(&fields, "scopes", scope),
        methods: reading.each(&fields, "methods", method),
        app_home: reading.names(&fields, "app_home", &NAME),
    })
}

/// What cannot be read stays in its place with what could be, so that paths go on counting.
fn kind(reading: &mut Reading, path: &str, value: &Value) -> OwnKind {
    let fields = reading.object(path, value, &["name", "plural", "like"]).unwrap_or_default();
    let name = reading.words(&fields, "name", true);
    let plural = reading.words(&fields, "plural", false);
    let kinds = ResourceKind::ALL.map(|kind| (kind.name(), kind));
    OwnKind {
        plural: if plural.is_empty() { name.clone() } else { plural },
        name,
        like: reading.one_of(&fields, "like", &kinds),
    }
}

fn scope(reading: &mut Reading, path: &str, value: &Value) -> OwnScope {
    let known = ["name", "kinds", "summary", "implies"];
    let fields = reading.object(path, value, &known).unwrap_or_default();
    OwnScope {
        name: reading.name(&fields, "name", &NAME),
        kinds: reading.some_words(&fields, "kinds"),
        summary: reading.words(&fields, "summary", false),
        implies: reading.names(&fields, "implies", &NAME),
    }
}

fn method(reading: &mut Reading, path: &str, value: &Value) -> OwnMethod {
    let known = ["name", "needs", "scopes", "arguments"];
    let fields = reading.object(path, value, &known).unwrap_or_default();
    OwnMethod {
        name: reading.name(&fields, "name", &NAME),
        needs: reading.one_of(&fields, "needs", &NEEDS).unwrap_or(Needs::Nothing),
        scopes: reading.names(&fields, "scopes", &NAME),
        arguments: reading.names(&fields, "arguments", &ARGUMENT),
    }
}

fn check_numbers(flaws: &mut CatalogueFlaws, own: &Own) {
    let lists =
        [("scopes", own.scopes.len(), MOST_SCOPES), ("methods", own.methods.len(), MOST_METHODS)];
    for (path, count, most) in lists.into_iter().filter(|(_, count, most)| count > most) {
        flaws.add(path, format!("expected at most {most}, got {count}"));
    }
    if own.scopes.is_empty() && !flaws.are_about("scopes") {
        flaws.add("scopes", "expected at least one scope, got none");
    }
    if own.methods.is_empty() && !flaws.are_about("methods") {
        flaws.add("methods", "expected at least one method, got none");
    }
}

/// What has a name has one of its own.
fn check_names(flaws: &mut CatalogueFlaws, own: &Own) {
    if own.name == Catalogue::SLACK.name() {
        flaws.add("name", "expected a name of its own, got that of Slack's catalogue");
    }
    unique(flaws, "kinds", "name", &mut own.kinds.iter().map(|kind| kind.name.as_str()));
    unique(
        flaws,
        "kinds",
        "like",
        &mut own.kinds.iter().map(|kind| kind.like.map_or("", ResourceKind::name)),
    );
    unique(flaws, "scopes", "name", &mut own.scopes.iter().map(|scope| scope.name.as_str()));
    unique(flaws, "methods", "name", &mut own.methods.iter().map(|method| method.name.as_str()));
    for (place, method) in own.methods.iter().enumerate() {
        if is_of_the_protocol(&method.name) {
            let reason = format!(
                "expected a name that begins otherwise than the protocol's methods (`apps.`, `auth.`, `oauth.`, `api.test`), got `{}`",
                method.name
            );
            flaws.add(format!("methods[{place}].name"), reason);
        }
    }
}

fn unique(
    flaws: &mut CatalogueFlaws,
    list: &str,
    field: &str,
    names: &mut dyn Iterator<Item = &str>,
) {
    let mut seen = Places::default();
    for (place, name) in names.enumerate().filter(|(_, name)| !name.is_empty()) {
        match seen.get(name) {
            None => insert_keyed(&mut seen.0, name, place),
            Some(first) => {
                let reason =
                    format!("expected each once, got `{name}` again, as in {list}[{first}]");
                flaws.add(format!("{list}[{place}].{field}"), reason);
            }
        }
    }
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
}

/// Whatever is named is there.
fn check_references(flaws: &mut CatalogueFlaws, own: &Own, places: &Places<'_>) {
    let kinds = quoted(&own.kind_names());
    for (place, scope) in own.scopes.iter().enumerate() {
        let path = format!("scopes[{place}].kinds");
        check_each(flaws, &path, &scope.kinds, &kinds, &|name| own.kind_named(name).is_some());
        let path = format!("scopes[{place}].implies");
        check_each(flaws, &path, &scope.implies, SCOPES, &|name| places.get(name).is_some());
    }
    for (place, method) in own.methods.iter().enumerate() {
        let path = format!("methods[{place}].scopes");
        check_each(flaws, &path, &method.scopes, SCOPES, &|name| places.get(name).is_some());
    }
    check_each(flaws, "app_home", &own.app_home, SCOPES, &|name| places.get(name).is_some());
}

const SCOPES: &str = "the catalogue's scopes";

fn check_each(
    flaws: &mut CatalogueFlaws,
    path: &str,
    names: &[String],
    expected: &str,
    is_there: &dyn Fn(&str) -> bool,
) {
    for (place, name) in names.iter().enumerate() {
        if !name.is_empty() && !is_there(name) {
            flaws.add(
                format!("{path}[{place}]"),
                format!("expected one of {expected}, got `{name}`"),
            );
        }
    }
}

/// A kind is not called like another of the protocol's, which could then no longer be named.
fn check_kind_names(flaws: &mut CatalogueFlaws, own: &Own) {
    for (place, kind) in own.kinds.iter().enumerate() {
        let other = ResourceKind::ALL.into_iter().find(|it| it.name() == kind.name);
        if other.is_some() && kind.like.is_some() && other != kind.like {
            let reason = format!("expected a name of its own, got the protocol's `{}`", kind.name);
            flaws.add(format!("kinds[{place}].name"), reason);
        }
    }
}

/// What every app home has applies there.
fn check_app_home(flaws: &mut CatalogueFlaws, own: &Own) {
    for (place, name) in own.app_home.iter().enumerate() {
        let scope = own.scopes.iter().find(|scope| scope.name == *name);
        let is_home = |kind: &String| own.kind_named(kind) == Some(ResourceKind::AppHome);
        if scope.is_some_and(|scope| !scope.kinds.iter().any(is_home)) {
            let reason = format!("expected a scope that applies to app homes, got `{name}`");
            flaws.add(format!("app_home[{place}]"), reason);
        }
    }
}

/// A request never mixes what is about people, the workspace and resources: so no scope is about two.
fn check_sorts(flaws: &mut CatalogueFlaws, own: &Own) {
    let sort = |name: &String| {
        own.kind_named(name).map(|kind| match kind {
            ResourceKind::Team => "the workspace",
            ResourceKind::User => "people",
            ResourceKind::Channel
            | ResourceKind::Group
            | ResourceKind::Mpim
            | ResourceKind::Im
            | ResourceKind::AppHome => "resources",
        })
    };
    for (place, scope) in own.scopes.iter().enumerate() {
        let mut sorts = scope.kinds.iter().filter_map(sort);
        let first = sorts.next();
        if let Some(other) = sorts.find(|sort| Some(*sort) != first) {
            let first = first.unwrap_or_default();
            let reason =
                format!("expected kinds of one sort, got {first} and {other}: make it two scopes");
            flaws.add(format!("scopes[{place}].kinds"), reason);
        }
    }
}

/// A method that needs something can be allowed: one of its scopes applies there.
fn check_needs(flaws: &mut CatalogueFlaws, own: &Own) {
    for (place, method) in own.methods.iter().enumerate() {
        let path = format!("methods[{place}].scopes");
        let reason = match (method.needs, method.scopes.is_empty()) {
            (Needs::Nothing, false) => "expected none where nothing is needed",
            (Needs::Nothing, true) => continue,
            (_, true) => "expected at least one scope where something is needed, got none",
            (needs, false) if own.applies(method, needs) => continue,
            (Needs::Workspace, _) => "expected a scope that applies to the workspace, got none",
            (Needs::Person, _) => "expected a scope that applies to people, got none",
            (Needs::Conversation | Needs::Anywhere | Needs::Closed | Needs::Client, _) => {
                "expected a scope that applies to a kind of resource, got none"
            }
        };
        if !flaws.are_about(&path) {
            flaws.add(path, reason);
        }
    }
}

/// How far a scope was followed.
#[derive(Clone, Copy, PartialEq)]
enum Followed {
    Not,
    Begun,
    Done,
}

/// No scope implies itself, by whatever way.
fn check_circles(flaws: &mut CatalogueFlaws, own: &Own, places: &Places<'_>) {
    let implied = |place: usize| -> Vec<usize> {
        let names = own.scopes.get(place).map(|scope| scope.implies.as_slice()).unwrap_or_default();
        names.iter().filter_map(|name| places.get(name)).collect()
    };
    let mut followed = vec![Followed::Not; own.scopes.len()];
    let begin = |followed: &mut [Followed], place: usize, to: Followed| {
        if let Some(its) = followed.get_mut(place) {
            *its = to;
        }
    };
    for start in 0..own.scopes.len() {
        let mut way: Vec<(usize, Vec<usize>)> = Vec::new();
        let mut next = (followed.get(start) == Some(&Followed::Not)).then_some(start);
        loop {
            if let Some(place) = next.take() {
                begin(&mut followed, place, Followed::Begun);
                way.push((place, implied(place)));
            }
            let Some((place, open)) = way.last_mut() else { break };
            match open.pop() {
                None => {
                    begin(&mut followed, *place, Followed::Done);
                    way.pop();
                }
                Some(other) => match followed.get(other) {
                    Some(Followed::Not) => next = Some(other),
                    Some(Followed::Begun) => tell_circle(flaws, own, &way, other),
                    Some(Followed::Done) | None => {}
                },
            }
        }
    }
}

fn tell_circle(flaws: &mut CatalogueFlaws, own: &Own, way: &[(usize, Vec<usize>)], back: usize) {
    let circle = way.iter().map(|(place, _)| *place).skip_while(|place| *place != back);
    let names: Vec<&str> = circle
        .chain([back])
        .filter_map(|place| own.scopes.get(place).map(|scope| scope.name.as_str()))
        .collect();
    let reason = format!("expected no circle, got {}", shown(&names.join(" → ")));
    flaws.add(format!("scopes[{back}].implies"), reason);
}
