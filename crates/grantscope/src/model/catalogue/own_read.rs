//! The shape of a catalogue of one's own: which fields there are, each by itself.
//!
//! Not here: how a field is read (`own_fields.rs`), and whether they fit together (`own_check.rs`).

use super::Needs;
use super::flaw::Spot;
use super::own::{NEEDS, Own, OwnKind, OwnMethod, OwnScope};
use super::own_fields::{ARGUMENT, Fields, NAME, Reading, TEXT, WORDS};
use super::written::Written;
use crate::model::ResourceKind;

/// What a catalogue says, and where. What cannot be read stays in its place with what could be, so
/// that paths go on counting.
pub(super) struct Whole<'a> {
    pub(super) own: Own,
    pub(super) fields: Fields<'a>,
    pub(super) kinds: Vec<Fields<'a>>,
    pub(super) scopes: Vec<Fields<'a>>,
    pub(super) methods: Vec<Fields<'a>>,
}

pub(super) fn read<'a>(reading: &mut Reading, written: &'a Written) -> Whole<'a> {
    const FIELDS: [&str; 7] =
        ["$schema", "name", "title", "kinds", "scopes", "methods", "app_home"];
    let fields = reading.object(Spot::default(), Some(written), &FIELDS);
    reading.text_or_none(&fields, "$schema", &TEXT);
    let name = reading.text(&fields, "name", &NAME);
    let title = reading.text(&fields, "title", &WORDS);
    let (own_kinds, kinds) = reading.each(&fields, "kinds", kind).into_iter().unzip();
    let (own_scopes, scopes) = reading.each(&fields, "scopes", scope).into_iter().unzip();
    let (own_methods, methods) = reading.each(&fields, "methods", method).into_iter().unzip();
    let app_home = reading.texts(&fields, "app_home", &NAME);
    let own =
        Own { name, title, kinds: own_kinds, scopes: own_scopes, methods: own_methods, app_home };
    Whole { own, fields, kinds, scopes, methods }
}

fn kind<'a>(
    reading: &mut Reading,
    spot: Spot,
    value: Option<&'a Written>,
) -> (OwnKind, Fields<'a>) {
    let fields = reading.object(spot, value, &["name", "plural", "like"]);
    let name = reading.text(&fields, "name", &WORDS);
    let plural = reading.text_or_none(&fields, "plural", &WORDS);
    let kinds = ResourceKind::ALL.map(|kind| (kind.name(), kind));
    let kind = OwnKind {
        plural: if plural.is_empty() { name.clone() } else { plural },
        name,
        like: reading.one_of(&fields, "like", &kinds),
    };
    (kind, fields)
}

fn scope<'a>(
    reading: &mut Reading,
    spot: Spot,
    value: Option<&'a Written>,
) -> (OwnScope, Fields<'a>) {
    let fields = reading.object(spot, value, &["name", "kinds", "summary", "implies"]);
    let scope = OwnScope {
        name: reading.text(&fields, "name", &NAME),
        kinds: kinds_of(reading, &fields),
        summary: reading.text_or_none(&fields, "summary", &WORDS),
        implies: reading.texts(&fields, "implies", &NAME),
    };
    (scope, fields)
}

/// The kinds of a scope, at least one.
fn kinds_of(reading: &mut Reading, fields: &Fields<'_>) -> Vec<String> {
    let mut kinds = reading.texts(fields, "kinds", &WORDS);
    if kinds.is_empty() {
        if fields.is_there() {
            reading.found.add(fields.spot("kinds"), "expected at least one, got none");
        }
        kinds.push(String::new());
    }
    kinds
}

fn method<'a>(
    reading: &mut Reading,
    spot: Spot,
    value: Option<&'a Written>,
) -> (OwnMethod, Fields<'a>) {
    let fields = reading.object(spot, value, &["name", "needs", "scopes", "arguments"]);
    let method = OwnMethod {
        name: reading.text(&fields, "name", &NAME),
        needs: reading.one_of(&fields, "needs", &NEEDS).unwrap_or(Needs::Closed),
        scopes: reading.texts(&fields, "scopes", &NAME),
        arguments: reading.texts(&fields, "arguments", &ARGUMENT),
    };
    (method, fields)
}
