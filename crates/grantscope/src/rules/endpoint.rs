//! The app's endpoint: how it answers from now on, what it left unanswered, and its challenge.
//!
//! Not here: when an event is posted again (`model/outbox.rs`).
//!
//! Source: FACTS, section b (B2 for the challenge, B4 for retries).

use super::{Decision, scramble};
use crate::model::change::Change;
use crate::model::outbox::{OutboxChange, PostStanding};
use crate::model::workspace::Workspace;
use crate::model::{EndpointAnswer, EventId, Misuse, Rule};

pub(super) fn answers(answers: EndpointAnswer) -> Decision {
    let change = OutboxChange::EndpointChanged { answers };
    Decision::changed(Change::Outbox(change), because(answers))
}

/// Only what was posted, and is not known to have failed already, can turn out unanswered.
pub(super) fn unanswered(
    workspace: &Workspace,
    event: EventId,
    answer: EndpointAnswer,
) -> Result<Decision, Misuse> {
    match workspace.outbox().standing(event) {
        None => Err(Misuse::UnknownEvent { event_id: event }),
        Some(PostStanding::Waiting) => Err(Misuse::EventWaits { event_id: event }),
        Some(PostStanding::Lost) => Err(Misuse::EventLost { event_id: event }),
        Some(PostStanding::Answered) => {
            let change = OutboxChange::Answered { event, at: workspace.now(), answer };
            let over = workspace.outbox().is_exhausted(event);
            let because = if over { &[Rule::RetriesEnd] } else { because(answer) };
            Ok(Decision::changed(Change::Outbox(change), because))
        }
    }
}

// ASSUMPTION: a challenge is not posted again.
pub(super) fn verify_request_url(workspace: &Workspace) -> Decision {
    let number = u64::from(workspace.outbox().challenges()).saturating_mul(3);
    let challenge: String =
        (0..3).map(|part| format!("{:016x}", scramble(number.saturating_add(part)))).collect();
    let change = OutboxChange::Challenged { challenge };
    Decision::changed(Change::Outbox(change), &[Rule::UrlVerification])
}

const fn because(answer: EndpointAnswer) -> &'static [Rule] {
    match answer {
        EndpointAnswer::Ok => &[],
        EndpointAnswer::Fails { no_retry: false, .. } => &[Rule::EventsRetried],
        EndpointAnswer::Fails { no_retry: true, .. } => &[Rule::NoRetryHeader],
    }
}
