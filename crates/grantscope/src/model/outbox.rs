//! The outbox: which events were posted to the app, and which wait to be posted again.
//!
//! It keeps ids and times only; the events themselves are with the sandbox (`sandbox.rs`).
//!
//! Source: FACTS, section b (B4).

use super::map::{Key, Keyed, Map};
use super::{EndpointAnswer, EventId, Retry, RetryReason, Timestamp};

/// When an event is tried again, in milliseconds after the first try.
// Source: FACTS, section b (B4): at once, after one minute, after five.
// ASSUMPTION: retries are counted from the first try.
const RETRY_DELAYS: [u64; 3] = [0, 60_000, 300_000];

/// The last retry's number.
pub(crate) const LAST_RETRY: u32 = 3;

/// What was posted, what waits, and how the endpoint answers from now on.
#[derive(Clone, Debug)]
pub(crate) struct Outbox {
    endpoint: EndpointAnswer,
    newest: EventId,
    posted: Map<EventId, Posted>,
    waiting: Map<(Timestamp, EventId), Wait>,
    challenges: u32,
}

/// One thing that happened between Slack and the app's endpoint.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum OutboxChange {
    /// The endpoint answers differently from now on.
    EndpointChanged { answers: EndpointAnswer },
    /// An event came about that the app did not subscribe to.
    Withheld { event: EventId },
    /// An event was posted for the first time.
    Posted { event: EventId, at: Timestamp, answer: EndpointAnswer },
    /// An event that was due was posted again.
    Retried { event: EventId, due: Timestamp, answer: EndpointAnswer },
    /// It came out later how an event was answered that had been posted.
    Answered { event: EventId, at: Timestamp, answer: EndpointAnswer },
    /// The request URL was asked to prove itself.
    Challenged { challenge: String },
}

/// An event that waits to be posted again.
#[derive(Clone, Copy, Debug)]
struct Wait {
    due: Timestamp,
    event: EventId,
    reason: RetryReason,
}

impl Keyed for (Timestamp, EventId) {
    fn key(&self) -> Key {
        Key::Words(self.0.milliseconds(), self.1.number().into())
    }
}

/// An event that was posted.
#[derive(Clone, Copy, Debug)]
struct Posted {
    first: Timestamp,
    retries: u32,
    standing: PostStanding,
}

/// How a posted event stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum PostStanding {
    /// The app has it.
    Answered,
    /// It is posted again when that is due.
    Waiting,
    /// It is not posted again.
    Lost,
}

/// A retry that is due.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct DueRetry {
    pub(crate) event: EventId,
    pub(crate) due: Timestamp,
    pub(crate) retry: Retry,
}

impl Outbox {
    pub(crate) fn new() -> Self {
        Self {
            endpoint: EndpointAnswer::Ok,
            newest: EventId::default(),
            posted: Map::default(),
            waiting: Map::default(),
            challenges: 0,
        }
    }

    pub(crate) fn endpoint(&self) -> EndpointAnswer {
        self.endpoint
    }

    /// The newest event, sent or not.
    pub(crate) fn newest(&self) -> EventId {
        self.newest
    }

    /// How many challenges there were.
    pub(crate) fn challenges(&self) -> u32 {
        self.challenges
    }

    /// How an event stands that was posted. Nothing if it never was.
    pub(crate) fn standing(&self, event: EventId) -> Option<PostStanding> {
        self.posted.get(&event).map(|posted| posted.standing)
    }

    /// Whether a posted event was tried as often as events are.
    pub(crate) fn is_exhausted(&self, event: EventId) -> bool {
        self.posted.get(&event).is_some_and(|posted| posted.retries >= LAST_RETRY)
    }

    /// When the first event that waits is posted again.
    pub(crate) fn first_due(&self) -> Option<Timestamp> {
        self.waiting.first().map(|it| it.due)
    }

    /// The first retry that is due by `now`; of those due at once, the oldest event's.
    pub(crate) fn next_retry(&self, now: Timestamp) -> Option<DueRetry> {
        let Wait { due, event, reason } =
            self.waiting.first().copied().filter(|it| it.due <= now)?;
        let num = self.posted.get(&event)?.retries.saturating_add(1);
        Some(DueRetry { event, due, retry: Retry { num, reason } })
    }

    pub(super) fn apply(&mut self, change: &OutboxChange) {
        match change {
            OutboxChange::EndpointChanged { answers } => self.endpoint = *answers,
            OutboxChange::Withheld { event } => self.newest = *event,
            OutboxChange::Posted { event, at, answer } => {
                self.newest = *event;
                let posted = Posted { first: *at, retries: 0, standing: PostStanding::Answered };
                self.settle(*event, posted, *at, *answer);
            }
            OutboxChange::Retried { event, due, answer } => {
                self.waiting.remove(&(*due, *event));
                if let Some(posted) = self.posted.get(event).copied() {
                    let retries = posted.retries.saturating_add(1);
                    self.settle(*event, Posted { retries, ..posted }, *due, *answer);
                }
            }
            OutboxChange::Answered { event, at, answer } => {
                if let Some(posted) = self.posted.get(event).copied() {
                    self.settle(*event, posted, *at, *answer);
                }
            }
            OutboxChange::Challenged { .. } => self.challenges = self.challenges.saturating_add(1),
        }
    }

    /// Draws the consequence of an answer that came at a time.
    fn settle(&mut self, event: EventId, posted: Posted, at: Timestamp, answer: EndpointAnswer) {
        let standing = match answer {
            EndpointAnswer::Ok => PostStanding::Answered,
            EndpointAnswer::Fails { no_retry: true, .. } => PostStanding::Lost,
            EndpointAnswer::Fails { reason, no_retry: false } => match next_due(posted, at) {
                Some(due) => {
                    self.waiting.insert(&(due, event), Wait { due, event, reason });
                    PostStanding::Waiting
                }
                None => PostStanding::Lost,
            },
        };
        self.posted.insert(&event, Posted { standing, ..posted });
    }
}

/// When the next retry is due; what is overdue comes at once.
fn next_due(posted: Posted, at: Timestamp) -> Option<Timestamp> {
    let delay = RETRY_DELAYS.get(usize::try_from(posted.retries).ok()?)?;
    posted.first.later(*delay).map(|due| due.max(at))
}
