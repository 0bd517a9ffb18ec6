//! Simulated time: milliseconds since 1970, moved only by what a script says.
//!
//! Not here: any clock. Time enters the model as an argument.

use serde::{Deserialize, Serialize};

/// A moment, in milliseconds since 1 January 1970, UTC.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(transparent)]
pub struct Timestamp(u64);

/// The last moment that the model counts to: the end of the year 9999.
pub const LAST_MOMENT: Timestamp = Timestamp(253_402_300_799_999);

impl Timestamp {
    /// The moment so many seconds after 1 January 1970, or nothing when that is past
    /// [`LAST_MOMENT`].
    pub fn from_seconds(seconds: u64) -> Option<Self> {
        let moment = Self(seconds.checked_mul(1000)?);
        (moment <= LAST_MOMENT).then_some(moment)
    }

    /// Milliseconds since 1970.
    pub fn milliseconds(self) -> u64 {
        self.0
    }

    /// Whole seconds since 1970, as Slack writes times.
    pub fn seconds(self) -> u64 {
        self.0 / 1000
    }

    /// As Slack names messages and actions: `1525215129.000001` has seconds and microseconds.
    pub fn slack_ts(self) -> String {
        format!("{}.{:03}000", self.0 / 1000, self.0 % 1000)
    }

    /// The moment so many milliseconds later, or nothing when that is past [`LAST_MOMENT`].
    pub fn later(self, milliseconds: u64) -> Option<Self> {
        let moment = Self(self.0.checked_add(milliseconds)?);
        (moment <= LAST_MOMENT).then_some(moment)
    }

    /// How many milliseconds have passed since `earlier`; none if that is in the future.
    pub fn since(self, earlier: Self) -> u64 {
        self.0.saturating_sub(earlier.0)
    }
}

/// Midnight UTC of a day written as `2018-09-08`.
#[allow(
    clippy::arithmetic_side_effects,
    reason = "only constants are read: an overflow does not compile"
)]
pub(super) const fn midnight(date: &str) -> Timestamp {
    let mut digits = 0;
    let mut rest = date.as_bytes();
    while let [first, others @ ..] = rest {
        if first.is_ascii_digit() {
            digits = digits * 10 + (*first - b'0') as u64;
        }
        rest = others;
    }
    let (year, month, day) = (digits / 10_000, digits / 100 % 100, digits % 100);
    Timestamp(days_since_1970(year, month, day) * 86_400_000)
}

/// Counts from 1 March, so that the leap day is a year's last.
#[allow(
    clippy::arithmetic_side_effects,
    reason = "only constants are read: an overflow does not compile"
)]
const fn days_since_1970(year: u64, month: u64, day: u64) -> u64 {
    let year = if month <= 2 { year - 1 } else { year };
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    year * 365 + year / 4 - year / 100 + year / 400 + day_of_year - 719_468
}
