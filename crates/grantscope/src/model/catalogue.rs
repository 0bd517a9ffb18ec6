//! The catalogue: which scopes, kinds of resources and methods there are, and which method needs what.
//!
//! Slack's is built in; one of one's own is read from JSON (`own.rs`) and lives as long as the process, so
//! that a [`Scope`] and a [`Method`] stay two small numbers. Two that say the same are one.
//!
//! Data and look-ups only. Whether a call passes is decided in `access.rs`.

mod arguments;
pub(crate) mod capabilities;
mod circles;
mod entries;
mod flaw;
mod known;
mod meant;
mod method;
pub(crate) mod methods;
mod names;
mod own;
mod own_check;
mod own_fields;
mod own_read;
pub(crate) mod scopes;
mod shipped;
mod slack;
mod written;

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::fields::unmarked;
use super::{ResourceKind, Scope, ScopeSet};
pub use arguments::ArgumentKind;
pub(crate) use entries::Entries;
pub use flaw::{CatalogueFlaws, Flaw};
use meant::{Meant, meant};
pub use method::{Argument, Body, Method, Needs, Tier, Verb};
pub use shipped::SHIPPED;
use written::Written;

/// A permission system's scopes, kinds and methods.
///
/// The protocol by which permissions are asked for, granted and looked up is the same in all: its
/// methods are part of every catalogue.
///
/// ```
/// use grantscope::Catalogue;
///
/// let slack = Catalogue::SLACK;
/// assert!(slack.scope("chat:write").is_some());
///
/// let own = Catalogue::read(r#"{"name": "calendars", "title": "A calendar",
///     "scopes": [{"name": "events:read", "kinds": ["channel"]}],
///     "methods": [{"name": "events.list", "needs": "resource", "scopes": ["events:read"],
///         "arguments": ["channel*"]}]}"#)?;
/// assert!(own.scope("chat:write").is_none());
/// assert!(own.method("events.list").is_some() && own.method("apps.permissions.request").is_some());
/// # Ok::<(), grantscope::CatalogueFlaws>(())
/// ```
#[derive(Clone, Copy, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Catalogue(u8);

impl Catalogue {
    /// Slack's own.
    pub const SLACK: Self = Self(0);

    /// Reads one. `docs/CATALOGUES.md` says what it may say, `catalogue.schema.json` so that
    /// editors understand it.
    ///
    /// # Errors
    /// Every flaw at once, each with its place; or that the text is no JSON.
    pub fn read(text: &str) -> Result<Self, CatalogueFlaws> {
        Self::of(written(text)?, meant)
    }

    /// Whether one could be read.
    ///
    /// # Errors
    /// As [`Catalogue::read`] has them.
    pub fn check(text: &str) -> Result<(), CatalogueFlaws> {
        let written = written(text)?;
        match written.text() {
            Some(text) if is_an_object(text) => Self::check(text),
            Some(name) => Self::named(name).map(|_| ()),
            None => own_check::checked(&written, meant).map(|_| ()),
        }
    }

    /// From an object, from the text of one, or from the name of one that is shipped.
    fn of(written: Written, meant: Meant) -> Result<Self, CatalogueFlaws> {
        match written.text() {
            Some(text) if is_an_object(text) => Self::of(self::written(text)?, meant),
            Some(name) => Self::named(name),
            None => known::keep(own_check::checked(&written, meant)?, written),
        }
    }

    /// Slack's, and those that are shipped besides.
    pub fn shipped() -> impl Iterator<Item = Self> {
        let besides = SHIPPED.iter().filter_map(|(name, _)| Self::named(name).ok());
        std::iter::once(Self::SLACK).chain(besides)
    }

    /// The one that is shipped under a name.
    ///
    /// # Errors
    /// If there is none.
    pub fn named(name: &str) -> Result<Self, CatalogueFlaws> {
        if name == Self::SLACK.name() {
            return Ok(Self::SLACK);
        }
        let shipped = SHIPPED.iter().find(|(its, _)| *its == name);
        let (_, text) = shipped.ok_or_else(|| CatalogueFlaws::not_shipped(name))?;
        Self::of(written(text)?, |_, _| None)
    }

    /// What it is called in scripts: `slack`.
    pub fn name(self) -> &'static str {
        self.entries().name
    }

    /// What people call it: `Slack's workspace apps`.
    pub fn title(self) -> &'static str {
        self.entries().title
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
    pub(crate) fn is_default(&self) -> bool {
        self.is_slacks()
    }

    /// Whether it is Slack's, whose methods do more than to check a permission.
    #[inline]
    pub fn is_slacks(self) -> bool {
        self == Self::SLACK
    }

    /// The scope of that name, if there is one.
    #[inline]
    pub fn scope(self, name: &str) -> Option<Scope> {
        let entries = self.entries();
        let place = entries.place_of_scope(name)?;
        Some(Scope::at(self, place))
    }

    /// Every scope, by name.
    pub fn scopes(self) -> impl Iterator<Item = Scope> {
        (0_u8..).take(self.entries().scopes.len()).map(move |place| Scope::at(self, place))
    }

    /// The method of that name, if there is one.
    #[inline]
    pub fn method(self, name: &str) -> Option<Method> {
        let entries = self.entries();
        let place = entries.place_of_method(name)?;
        Some(Method::new(self, place))
    }

    /// Every method, by name.
    pub fn methods(self) -> impl Iterator<Item = Method> {
        (0_u8..).take(self.entries().methods.len()).map(move |place| Method::new(self, place))
    }

    /// The method at a place among all.
    #[inline]
    pub fn method_at(self, index: usize) -> Option<Method> {
        let place = u8::try_from(index).ok().filter(|_| index < self.entries().methods.len());
        place.map(|place| Method::new(self, place))
    }

    /// What people call many resources of a kind: `public channels`, `folders`.
    pub fn plural(self, kind: ResourceKind) -> &'static str {
        self.entries().kinds.get(kind as usize).map_or("", |entry| entry.plural)
    }

    /// What people call one resource of a kind: `public channel`, `folder`.
    pub fn singular(self, kind: ResourceKind) -> &'static str {
        self.entries().kinds.get(kind as usize).map_or("", |entry| entry.singular)
    }

    /// What stands before the name of a resource of a kind: `#` before a channel's.
    pub fn sign(self, kind: ResourceKind) -> &'static str {
        self.entries().kinds.get(kind as usize).map_or("", |entry| entry.sign)
    }

    /// What people call a place that anybody finds: `channel`, `folder`.
    pub(crate) fn place(self) -> &'static str {
        if self.is_slacks() { "channel" } else { self.singular(ResourceKind::Channel) }
    }

    /// What people call the app's place with one of them, once it is there: `direct message with the app`.
    pub(crate) fn home(self) -> &'static str {
        if self.is_slacks() {
            "direct message with the app"
        } else {
            self.singular(ResourceKind::AppHome)
        }
    }

    /// The scopes that every app home has, whoever opened it.
    pub fn app_home_base(self) -> ScopeSet {
        self.entries().app_home_base
    }

    /// The scope with which an app begins a direct message by posting, if there is one.
    #[inline]
    pub(crate) fn opens_homes(self) -> Option<Scope> {
        self.entries().opens_homes.map(|place| Scope::at(self, place))
    }

    /// Parts names into the scopes of the catalogue and the others, in the order they came.
    pub(crate) fn split(self, names: &[String]) -> (ScopeSet, Vec<String>) {
        let known = names.iter().filter_map(|name| self.scope(name)).collect();
        let foreign = names.iter().filter(|name| self.scope(name).is_none()).cloned().collect();
        (known, foreign)
    }

    /// Its number in this process, which is nobody else's business.
    #[inline]
    pub(crate) fn number(self) -> u8 {
        self.0
    }

    #[inline]
    pub(crate) fn numbered(number: u8) -> Self {
        Self(number)
    }

    #[inline]
    pub(crate) fn entries(self) -> &'static Entries {
        if self.0 == 0 { &slack::ENTRIES } else { known::entries(self.0) }
    }
}

/// Whether a text is one of an object rather than a name.
fn is_an_object(text: &str) -> bool {
    unmarked(text).trim_start().starts_with('{')
}

fn written(text: &str) -> Result<Written, CatalogueFlaws> {
    let text = unmarked(text);
    serde_json::from_str(text).map_err(|error| CatalogueFlaws::no_json(text, &error))
}

impl fmt::Debug for Catalogue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// A name where one is enough, else all of it.
impl Serialize for Catalogue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let own = self.entries().own.as_ref();
        match own.filter(|_| Self::named(self.name()).ok() != Some(*self)) {
            Some((_, written)) => written.serialize(serializer),
            None => serializer.serialize_str(self.name()),
        }
    }
}

impl<'de> Deserialize<'de> for Catalogue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::of(Written::deserialize(deserializer)?, |_, _| None).map_err(serde::de::Error::custom)
    }
}
