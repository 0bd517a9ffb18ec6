//! The app's own endpoint: how it answers what Slack posts, and how an event comes again.
//!
//! Not here: what waits to be posted again (`outbox.rs`), or the requests themselves
//! (`sandbox/post.rs`).
//!
//! Source: FACTS, section b (B4): reasons, the header that stops retries, their number.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::map::{Key, Keyed};
use super::named::named;

/// How the app's endpoint answers what Slack posts to it.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum EndpointAnswer {
    /// As Slack wants it: 2xx within three seconds.
    #[default]
    Ok,
    /// In no way that counts.
    Fails {
        /// What goes wrong.
        reason: RetryReason,
        /// Whether the answer says `X-Slack-No-Retry: 1`.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        no_retry: bool,
    },
}

named! {
    /// Why Slack posts an event again.
    #[derive(Clone, Copy, Debug, Eq, PartialEq)]
    pub enum RetryReason {
        /// No answer came within three seconds.
        HttpTimeout "http_timeout",
        /// The answer sent Slack on more than twice.
        TooManyRedirects "too_many_redirects",
        /// Nobody was there.
        ConnectionFailed "connection_failed",
        /// The certificate was no good.
        SslError "ssl_error",
        /// The answer was not 2xx.
        HttpError "http_error",
        /// Anything else.
        UnknownError "unknown_error",
    }
}

/// What Slack says of an event that it posts again.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
pub struct Retry {
    /// Which retry it is, from 1 to 3.
    pub num: u32,
    /// What went wrong the time before.
    pub reason: RetryReason,
}

/// An event's id: `Ev0000000A`. They count up, and stay the same when an event is posted again.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub struct EventId(u32);

impl Keyed for EventId {
    fn key(&self) -> Key {
        self.0.key()
    }
}

impl EventId {
    /// How many events had come about with it.
    pub(crate) fn number(self) -> u32 {
        self.0
    }

    /// The event after this one.
    pub(crate) fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// Its place among all events, counted from zero. Nothing for the id before the first event.
    pub(crate) fn index(self) -> Option<usize> {
        usize::try_from(self.0.checked_sub(1)?).ok()
    }
}

impl fmt::Display for EventId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Ev{:08X}", self.0)
    }
}

impl FromStr for EventId {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let number = text.strip_prefix("Ev").and_then(|hex| u32::from_str_radix(hex, 16).ok());
        let id = number.map(Self).filter(|id| id.to_string() == text);
        id.ok_or_else(|| {
            format!("`{text}` is no event's id here: expected `Ev00000001`, `Ev00000002`, …")
        })
    }
}

impl Serialize for EventId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for EventId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
