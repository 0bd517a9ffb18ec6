//! A group of people that can be called by one name: a user group.
//!
//! Source: FACTS, section a (A5, usergroups.*).

use super::{SlackId, UserId};

/// A user group.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Usergroup {
    pub(crate) id: SlackId,
    pub(crate) name: String,
    /// What calls it in a message, without `@`.
    pub(crate) handle: String,
    pub(crate) description: String,
    /// The channels that its people come to first, as the app named them.
    pub(crate) channels: Vec<String>,
    pub(crate) users: Vec<UserId>,
    /// In seconds since 1970.
    pub(crate) created: u64,
    /// In seconds since 1970.
    pub(crate) updated: u64,
    /// In seconds since 1970, if it is out of use.
    pub(crate) disabled: Option<u64>,
}
