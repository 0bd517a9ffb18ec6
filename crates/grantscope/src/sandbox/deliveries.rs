//! What reaches the app: changes seen as Slack's payloads.
//!
//! Events that the app did not subscribe to are listed too, marked as not sent.
//!
//! Source: 001_da8ff31ae8236703.txt, Monitoring change with the Events API; the payload of a
//! click from FACTS, section f.

mod events;
mod interactions;
mod pressed;

use std::sync::Arc;

use serde::Serialize;

pub use interactions::{
    Action, Interaction, InteractionChannel, InteractionMessage, InteractionTeam, InteractionUser,
    SelectedOption, SlashCommandPayload,
};

use crate::model::change::Change;
use crate::model::outbox::OutboxChange;
use crate::model::prompt::{Closing, Code, InstallRequest, Prompt, Purpose};
use crate::model::workspace::Workspace;
use crate::model::{
    AuthedField, EndpointAnswer, EventId, InstallRoute, PromptId, Retry, Topic, UserId,
};
use crate::wire::{Envelope, Event, UrlVerification};

/// Something on its way to the app.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Delivery {
    /// An Events API event.
    Event {
        /// Whether the app subscribed to it. If not, it is not sent.
        subscribed: bool,
        /// Whether the app answered well. Left out where it did, or where nothing was sent.
        #[serde(skip_serializing_if = "is_true")]
        answered: bool,
        /// Which retry it is. Not there the first time.
        #[serde(skip_serializing_if = "Option::is_none")]
        retry: Option<Retry>,
        /// What is posted.
        envelope: Arc<Envelope>,
    },
    /// The request URL is asked to prove that it is the app's. Not wrapped like an event.
    UrlVerification {
        /// Whether the app answered well. Left out where it did.
        #[serde(skip_serializing_if = "is_true")]
        answered: bool,
        /// What is posted.
        payload: UrlVerification,
    },
    /// A person acted on a message, or sent off a dialog.
    Interaction {
        /// What is posted.
        payload: Box<Interaction>,
    },
    /// A person typed the app's slash command.
    SlashCommand {
        /// What is posted, as a form.
        payload: Box<SlashCommandPayload>,
    },
    /// A person comes back from the consent page.
    Redirect {
        /// Who.
        user: UserId,
        /// Where to, if the app said so.
        #[serde(skip_serializing_if = "Option::is_none")]
        redirect_uri: Option<String>,
        /// What the app wanted to get back.
        #[serde(skip_serializing_if = "Option::is_none")]
        state: Option<String>,
        /// The code to exchange, if they agreed.
        #[serde(skip_serializing_if = "Option::is_none")]
        code: Option<String>,
        /// `access_denied`, if they did not.
        #[serde(skip_serializing_if = "Option::is_none")]
        error: Option<&'static str>,
    },
}

/// What the app is told of changes, given the world after them.
pub(super) fn deliveries(workspace: &Workspace, changes: &[Change]) -> Vec<Delivery> {
    let mut newest = workspace.outbox().newest();
    let mut deliveries = Vec::new();
    for event in events::events(workspace, changes) {
        newest = newest.next();
        deliveries.push(sent(workspace, event, newest));
    }
    for change in changes {
        deliveries.extend(direct(workspace, change));
    }
    deliveries
}

/// What the app is told of changes by events, as far as it subscribed, given the world after them.
pub(super) fn heard(workspace: &Workspace, changes: &[Change]) -> Vec<Topic> {
    let events = events::events(workspace, changes);
    let heard = events.iter().filter(|event| is_subscribed(workspace, event));
    heard.filter_map(events::topic).collect()
}

fn is_subscribed(workspace: &Workspace, event: &Event) -> bool {
    let subscriptions = &workspace.cast().app.subscriptions;
    events::topic(event).is_some_and(|topic| subscriptions.contains(topic))
}

fn sent(workspace: &Workspace, event: Event, event_id: EventId) -> Delivery {
    let cast = workspace.cast();
    let subscribed = is_subscribed(workspace, &event);
    let of_the_app = matches!(event, Event::TokensRevoked(_) | Event::AppUninstalled {});
    let in_a_conversation = matches!(event, Event::Message(_));
    let teams = in_a_conversation.then(|| cast.team.id.to_string()).into_iter().collect();
    let authed_teams = (!of_the_app).then_some(teams);
    let (authed_teams, authed_users) = match cast.dialect.authed {
        AuthedField::Teams => (authed_teams, None),
        AuthedField::Users => (None, authed_teams.map(|_| vec![cast.app.user_id])),
    };
    let envelope = Arc::new(Envelope {
        token: cast.app.verification_token.clone(),
        team_id: cast.team.id.to_string(),
        api_app_id: cast.app.id.to_string(),
        event,
        r#type: "event_callback",
        authed_teams,
        authed_users,
        event_id,
        event_time: workspace.now().seconds(),
    });
    let answered = !subscribed || workspace.outbox().endpoint() == EndpointAnswer::Ok;
    Delivery::Event { subscribed, answered, retry: None, envelope }
}

/// What reaches the app outside the Events API, subscribed or not.
fn direct(workspace: &Workspace, change: &Change) -> Option<Delivery> {
    if let Change::TriggerIssued(trigger) = change {
        Some(interactions::triggered(workspace, trigger))
    } else if let Change::CodeIssued(Code { consent, request, text, .. }) = change {
        Some(redirect(consent.user, request, Some(text.clone())))
    } else if let Change::PromptClosed { prompt, answer: Closing::Denied } = change {
        refused_install(workspace, *prompt)
    } else if let Change::Outbox(OutboxChange::Challenged { challenge }) = change {
        Some(challenged(workspace, challenge))
    } else {
        None
    }
}

fn challenged(workspace: &Workspace, challenge: &str) -> Delivery {
    Delivery::UrlVerification {
        answered: workspace.outbox().endpoint() == EndpointAnswer::Ok,
        payload: UrlVerification {
            token: workspace.cast().app.verification_token.clone(),
            challenge: challenge.to_owned(),
            r#type: "url_verification",
        },
    }
}

fn refused_install(workspace: &Workspace, prompt: PromptId) -> Option<Delivery> {
    match workspace.prompt(prompt)? {
        Prompt { user, purpose: Purpose::Install(request), .. }
            if request.route == InstallRoute::Oauth =>
        {
            Some(redirect(*user, request, None))
        }
        _ => None,
    }
}

fn redirect(user: UserId, request: &InstallRequest, code: Option<String>) -> Delivery {
    Delivery::Redirect {
        user,
        redirect_uri: request.redirect_uri.clone(),
        state: request.state.clone(),
        error: code.is_none().then_some("access_denied"),
        code,
    }
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
fn is_true(value: &bool) -> bool {
    *value
}
