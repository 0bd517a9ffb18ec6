//! Posting again what the app did not answer, when it is due.
//!
//! Not here: when that is (`model/outbox.rs`).
//!
//! Source: FACTS, section b (B4).

use std::sync::Arc;

use super::{Delivery, Sandbox};
use crate::model::change::Change;
use crate::model::outbox::{LAST_RETRY, OutboxChange};
use crate::model::workspace::Workspace;
use crate::model::{EndpointAnswer, Retry, Rule, Timestamp};
use crate::wire::Envelope;

/// The workspace after all retries that are due by now, and what was posted again, in the order of due
/// times. `events` are all that ever came about.
// ASSUMPTION: a try takes no time.
pub(super) fn retried(
    mut workspace: Workspace,
    events: &[Arc<Envelope>],
) -> (Workspace, Vec<Delivery>) {
    let mut again = Vec::new();
    while let Some(due) = workspace.outbox().next_retry(workspace.now()) {
        let answer = workspace.outbox().endpoint();
        let (event, at) = (due.event, due.due);
        workspace.apply(&Change::Outbox(OutboxChange::Retried { event, due: at, answer }));
        // ASSUMPTION: an event that is posted again is the same to the byte.
        let envelope = event.index().and_then(|index| events.get(index));
        again.extend(envelope.map(|envelope| Delivery::Event {
            subscribed: true,
            answered: answer == EndpointAnswer::Ok,
            retry: Some(due.retry),
            envelope: Arc::clone(envelope),
        }));
    }
    (workspace, again)
}

/// The workspace, in which what is told for the first time has been posted.
// ASSUMPTION: interactions and slash commands are not posted again.
pub(super) fn posted(mut workspace: Workspace, told: &[Delivery]) -> Workspace {
    let (at, answer) = (workspace.now(), workspace.outbox().endpoint());
    for delivery in told {
        if let Delivery::Event { subscribed, envelope, .. } = delivery {
            let event = envelope.event_id;
            workspace.apply(&Change::Outbox(match subscribed {
                true => OutboxChange::Posted { event, at, answer },
                false => OutboxChange::Withheld { event },
            }));
        }
    }
    workspace
}

/// The rules that deliveries follow, given how the endpoint answered.
pub(super) fn rules(deliveries: &[Delivery], answer: EndpointAnswer) -> Vec<Rule> {
    let mut rules = Vec::new();
    let mut add = |rule, applies: &dyn Fn(&Delivery) -> bool| {
        if deliveries.iter().any(applies) {
            rules.push(rule);
        }
    };
    let fails = answer != EndpointAnswer::Ok;
    let stops = matches!(answer, EndpointAnswer::Fails { no_retry: true, .. });
    add(Rule::EventsNeedSubscription, &Delivery::is_not_sent);
    add(Rule::EventsRetried, &|it| it.retry().is_some());
    add(Rule::NoRetryHeader, &|it| stops && it.is_unanswered());
    let last = |it: &Delivery| it.retry().is_some_and(|retry| retry.num == LAST_RETRY);
    add(Rule::RetriesEnd, &|it| it.is_unanswered() && last(it));
    add(Rule::OnlyEventsRetried, &|it| fails && it.trigger_id().is_some());
    rules
}

impl Sandbox {
    /// When the next event is posted again, in milliseconds since 1970, if one waits for that.
    pub fn next_retry(&self) -> Option<u64> {
        self.workspace().outbox().first_due().map(Timestamp::milliseconds)
    }
}

impl Delivery {
    /// Whether it is an event that was sent and not answered well.
    pub(crate) fn is_unanswered(&self) -> bool {
        matches!(self, Self::Event { answered: false, .. })
    }

    /// The event with its address, if it is one.
    pub(crate) fn envelope(&self) -> Option<&Arc<Envelope>> {
        if let Self::Event { envelope, .. } = self { Some(envelope) } else { None }
    }

    /// Which retry it is, if it is one.
    pub fn retry(&self) -> Option<Retry> {
        if let Self::Event { retry, .. } = self { *retry } else { None }
    }
}
