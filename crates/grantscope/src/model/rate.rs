//! How often the app has called, kept no longer than a limit looks back.
//!
//! Not here: which call counts against which limit (`rules/rate.rs`).
//!
//! Source: FACTS, section a (A0 and A2).

use super::map::{Key, Keyed, Map};
use super::{Method, SlackId, Timestamp};

/// What is counted. There is one app in one workspace, so neither is named.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Meter {
    /// Calls of a method.
    Calls(Method),
    /// Messages posted to one place.
    Posts(SlackId),
    /// Tokens renewed.
    Refreshes,
}

/// How many calls may come, and how fast they are forgotten.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Limit {
    /// So many in a minute that starts with the first of them.
    PerMinute(u32),
    /// So many at once, and one more whenever so many milliseconds have passed.
    Paced { burst: u32, every: u64 },
}

/// How long a window is, in milliseconds.
// ASSUMPTION: a rate window is sixty seconds long and starts with its first call.
const WINDOW: u64 = 60_000;

/// The calls that count at a moment.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
struct Count {
    since: Timestamp,
    calls: u32,
}

/// All counts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rates(Map<Meter, Count>);

impl Rates {
    /// How long the next call has to wait, in milliseconds. Nothing if it may come at once.
    pub(crate) fn wait(&self, meter: Meter, limit: Limit, now: Timestamp) -> Option<u64> {
        let count = self.counted(meter, limit, now);
        let elapsed = now.since(count.since);
        (count.calls >= limit.most()).then(|| limit.period().saturating_sub(elapsed))
    }

    /// Counts a call.
    pub(super) fn count(&mut self, meter: Meter, limit: Limit, now: Timestamp) {
        let count = self.counted(meter, limit, now);
        self.0.insert(&meter, Count { calls: count.calls.saturating_add(1), ..count });
    }

    fn counted(&self, meter: Meter, limit: Limit, now: Timestamp) -> Count {
        let none = Count { since: now, calls: 0 };
        self.0.get(&meter).map_or(none, |count| limit.forget(*count, now))
    }
}

impl Keyed for Meter {
    fn key(&self) -> Key {
        match self {
            Self::Calls(method) => Key::Text(method.name().into()),
            Self::Posts(place) => place.key(),
            Self::Refreshes => Key::Words(0, 0),
        }
    }
}

impl Limit {
    fn most(self) -> u32 {
        match self {
            Self::PerMinute(most) => most,
            Self::Paced { burst, .. } => burst,
        }
    }

    /// After so many milliseconds something is forgotten.
    fn period(self) -> u64 {
        match self {
            Self::PerMinute(_) => WINDOW,
            Self::Paced { every, .. } => every,
        }
    }

    /// What is left of a count: a window is forgotten whole, paced calls one by one.
    fn forget(self, count: Count, now: Timestamp) -> Count {
        let periods = now.since(count.since).checked_div(self.period()).unwrap_or(u64::MAX);
        let forgotten = match self {
            Self::PerMinute(_) if periods > 0 => count.calls,
            Self::PerMinute(_) => 0,
            Self::Paced { .. } => u32::try_from(periods).unwrap_or(u32::MAX),
        };
        if forgotten == 0 {
            return count;
        }
        let calls = count.calls.saturating_sub(forgotten);
        let passed = periods.saturating_mul(self.period());
        let since = count.since.later(passed).filter(|_| calls > 0).unwrap_or(now);
        Count { since, calls }
    }
}
