//! How often the app may call: a limit per method, and some methods' own.
//!
//! Not here: counting (`model/rate.rs`), or the status and header that tell of it (`front_door`).
//!
//! Source: FACTS, section a (A0: rate tiers; A2: refreshing).

use super::Decision;
use crate::model::change::Change;
use crate::model::rate::{Limit, Meter};
use crate::model::workspace::Workspace;
use crate::model::{Call, Milestone, Needs, RateLimits, Rule, SlackId, Tier, UserId};
use crate::wire::{ApiError, Reply};

/// How many calls of a special method may come in a minute.
// ASSUMPTION: several hundred calls a minute are three hundred.
const SEVERAL_HUNDRED: u32 = 300;

/// One message a second in each place.
// ASSUMPTION: five messages may come at once to one place.
const POSTS: Limit = Limit::Paced { burst: 5, every: 1000 };

/// Ten a minute, up to fifty at once.
const REFRESHES: Limit = Limit::Paced { burst: 50, every: 6000 };

/// The decision, unless the call is one too many. Then nothing happens and nothing is counted.
pub(super) fn limited(workspace: &Workspace, call: &Call, mut decision: Decision) -> Decision {
    if !are_counted(workspace) || is_nobodys(&decision) {
        return decision;
    }
    if retry_after(workspace, call).is_some() {
        return Decision::refused(ApiError::Ratelimited, Rule::RateTiers);
    }
    let counted = |(meter, limit)| Change::CallCounted { meter, limit };
    decision.changes.extend(meters(workspace, call).into_iter().map(counted));
    decision
}

/// How long the next such call has to wait, in seconds. Nothing if it may come at once.
pub(crate) fn retry_after(workspace: &Workspace, call: &Call) -> Option<u64> {
    let wait = |(meter, limit)| workspace.rates().wait(meter, limit, workspace.now());
    let longest = meters(workspace, call).into_iter().filter_map(wait).max();
    longest.map(|wait| wait.div_ceil(1000).max(1))
}

/// Whether calls are counted at all.
fn are_counted(workspace: &Workspace) -> bool {
    let limits = workspace.cast().dialect.rate_limits == RateLimits::On;
    limits && Milestone::RateTiers.has_come(workspace.now())
}

/// A call that nobody is known to have made counts against nobody.
fn is_nobodys(decision: &Decision) -> bool {
    let error = decision.reply.as_ref().and_then(Reply::error);
    error.is_some_and(|error| {
        matches!(
            error,
            ApiError::NotAuthed
                | ApiError::InvalidAuth
                | ApiError::AccountInactive
                | ApiError::TokenRevoked
                | ApiError::InvalidClientId
                | ApiError::BadClientSecret
                | ApiError::UnknownMethod
        )
    })
}

/// What a call counts against.
fn meters(workspace: &Workspace, call: &Call) -> Vec<(Meter, Limit)> {
    let Some(method) = workspace.catalogue().method(&call.method) else { return Vec::new() };
    let renews = call.arguments.get("grant_type").is_some_and(|grant| grant == "refresh_token");
    if renews && method.needs() == Needs::Client {
        return vec![(Meter::Refreshes, REFRESHES)];
    }
    let all = (Meter::Calls(method), tier_limit(method.tier()));
    let posts = place(workspace, call).filter(|_| method.is_slacks("chat.postMessage"));
    [all].into_iter().chain(posts.map(|place| (Meter::Posts(place), POSTS))).collect()
}

/// Where a call posts: to a person is into their direct message.
fn place(workspace: &Workspace, call: &Call) -> Option<SlackId> {
    let named: SlackId = call.text("channel").parse().ok()?;
    let home = UserId::try_from(named).ok().map(|user| workspace.home(user));
    Some(home.map_or(named, |home| home.unwrap_or_else(|| workspace.next_home()).id()))
}

const fn tier_limit(tier: Tier) -> Limit {
    Limit::PerMinute(match tier {
        Tier::Tier1 => 1,
        Tier::Tier2 => 20,
        Tier::Tier3 => 50,
        Tier::Tier4 => 100,
        Tier::Special => SEVERAL_HUNDRED,
    })
}
