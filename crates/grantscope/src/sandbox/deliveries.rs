//! What reaches the app: changes seen as Slack's payloads.
//!
//! Events that the app did not subscribe to are listed too, marked as not sent.
//!
//! Source: 001_da8ff31ae8236703.txt, Monitoring change with the Events API; the payload of a
//! click from FACTS, section f.

use serde::Serialize;

use crate::model::change::{Change, Closing, Code, Prompt, Purpose, Trigger};
use crate::model::workspace::Workspace;
use crate::model::{
    ConversationId, InstallRoute, PromptId, ResourceKind, ScopeSet, SlackId, TeamId, Topic, UserId,
};
use crate::wire::{
    Envelope, Event, Grant, GrantedResource, Resource, ResourcesEvent, ScopesEvent, UserScopesEvent,
};

/// Something on its way to the app.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Delivery {
    /// An Events API event.
    Event {
        /// Whether the app subscribed to it. If not, it is not sent.
        subscribed: bool,
        /// What is posted.
        envelope: Envelope,
    },
    /// A person acted on one of the app's messages.
    Interaction {
        /// What is posted.
        payload: Box<Interaction>,
    },
    /// A person comes back from the consent page.
    Redirect {
        /// Who.
        user: UserId,
        /// The code to exchange, if they agreed.
        #[serde(skip_serializing_if = "Option::is_none")]
        code: Option<String>,
        /// `access_denied`, if they did not.
        #[serde(skip_serializing_if = "Option::is_none")]
        error: Option<&'static str>,
    },
}

/// A click on a button, as Slack posts it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Interaction {
    /// Always `interactive_message`.
    pub r#type: &'static str,
    /// The button.
    pub actions: Vec<Button>,
    /// What the app called the message's buttons.
    pub callback_id: &'static str,
    /// The workspace.
    pub team: InteractionTeam,
    /// Where.
    pub channel: InteractionChannel,
    /// Who.
    pub user: InteractionUser,
    /// When, as Slack writes it.
    pub action_ts: String,
    /// The verification token.
    pub token: String,
    /// What lets the app ask, for three seconds.
    pub trigger_id: String,
}

/// A button.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Button {
    /// What the app called it.
    pub name: &'static str,
    /// Always `button`.
    pub r#type: &'static str,
    /// What the app gave it.
    pub value: &'static str,
}

/// The workspace, in a click.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct InteractionTeam {
    /// Its id.
    pub id: TeamId,
    /// The first part of its address.
    pub domain: String,
}

/// The conversation, in a click.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct InteractionChannel {
    /// Its id.
    pub id: ConversationId,
    /// Its name; direct messages are called `directmessage`.
    pub name: String,
}

/// The person, in a click.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct InteractionUser {
    /// Their id.
    pub id: UserId,
    /// Their name.
    pub name: String,
}

/// What the app is told of changes, given the world after them. Counts events on.
pub(super) fn deliveries(
    workspace: &Workspace,
    changes: &[Change],
    events: &mut u32,
) -> Vec<Delivery> {
    let mut told: Vec<Delivery> = Vec::new();
    let mut tell = |event: Event| told.push(sent(workspace, event, events));
    changes.iter().filter_map(consent_event).for_each(&mut tell);
    added_event(workspace, changes).into_iter().for_each(&mut tell);
    changes.iter().filter_map(|change| removed_event(workspace, change)).for_each(&mut tell);
    told.extend(changes.iter().filter_map(|change| direct(workspace, change)));
    told
}

fn sent(workspace: &Workspace, event: Event, events: &mut u32) -> Delivery {
    *events = events.saturating_add(1);
    let cast = workspace.cast();
    let subscribed = topic(&event).is_some_and(|topic| cast.app.subscriptions.contains(&topic));
    let envelope = Envelope {
        token: cast.app.verification_token.clone(),
        team_id: cast.team.id.to_string(),
        api_app_id: cast.app.id.to_string(),
        event,
        r#type: "event_callback",
        authed_teams: Vec::new(),
        event_id: format!("Ev{events:08X}"),
        event_time: workspace.now().seconds(),
    };
    Delivery::Event { subscribed, envelope }
}

fn topic(event: &Event) -> Option<Topic> {
    match event {
        Event::ResourcesAdded(_) => Some(Topic::ResourcesAdded),
        Event::ResourcesRemoved(_) => Some(Topic::ResourcesRemoved),
        Event::ScopeGranted(_) => Some(Topic::ScopeGranted),
        Event::ScopeDenied(_) => Some(Topic::ScopeDenied),
        Event::UserResourceGranted(_) => Some(Topic::UserResourceGranted),
        Event::UserResourceDenied(_) => Some(Topic::UserResourceDenied),
        Event::UserResourceRemoved(_) => Some(Topic::UserResourceRemoved),
        Event::AppUninstalled {} | Event::Other { .. } => None,
    }
}

/// Scopes granted at install are told by the resources that they work on, not by an event.
// ASSUMPTION: scopes granted at install are told with resources only.
// ASSUMPTION: what a person grants for themselves at install is told without a trigger.
fn consent_event(change: &Change) -> Option<Event> {
    let scopes_event = |scopes: &ScopeSet, trigger: &String| ScopesEvent {
        scopes: scopes.names(),
        trigger_id: Some(trigger.clone()),
    };
    match change {
        Change::ScopesGranted { scopes, trigger: Some(trigger) } => {
            Some(Event::ScopeGranted(scopes_event(scopes, trigger)))
        }
        Change::ScopesDenied { scopes, trigger } => {
            Some(Event::ScopeDenied(scopes_event(scopes, trigger)))
        }
        Change::UserScopesGranted { user, scopes } => {
            Some(Event::UserResourceGranted(UserScopesEvent {
                user: *user,
                scopes: Some(scopes.names()),
                trigger_id: None,
            }))
        }
        Change::ClockMoved { .. }
        | Change::PromptOpened(_)
        | Change::PromptClosed { .. }
        | Change::CodeIssued(_)
        | Change::CodeExchanged { .. }
        | Change::Installed { .. }
        | Change::AppHomeOpened { .. }
        | Change::ScopesGranted { trigger: None, .. }
        | Change::ResourceAdded { .. }
        | Change::WildcardGranted { .. }
        | Change::ResourceRemoved { .. }
        | Change::TriggerIssued(_)
        | Change::TriggerExchanged { .. } => None,
    }
}

/// What came at once is told at once.
fn added_event(workspace: &Workspace, changes: &[Change]) -> Option<Event> {
    let added = |change: &Change| {
        if let Change::AppHomeOpened { home, .. } = change {
            Some(specific(workspace, ResourceKind::AppHome, home.id()))
        } else if let Change::ResourceAdded { kind, id } = change {
            Some(specific(workspace, *kind, *id))
        } else if let Change::WildcardGranted { .. } = change {
            Some(granted(workspace, ResourceKind::Channel, Grant::Wildcard {}))
        } else {
            None
        }
    };
    let resources: Vec<GrantedResource> = changes.iter().filter_map(added).collect();
    (!resources.is_empty()).then_some(Event::ResourcesAdded(ResourcesEvent { resources }))
}

fn removed_event(workspace: &Workspace, change: &Change) -> Option<Event> {
    if let Change::ResourceRemoved { kind, id } = change {
        let resources = vec![specific(workspace, *kind, *id)];
        return Some(Event::ResourcesRemoved(ResourcesEvent { resources }));
    }
    None
}

fn specific(workspace: &Workspace, kind: ResourceKind, id: SlackId) -> GrantedResource {
    granted(workspace, kind, Grant::Specific { resource_id: id })
}

fn granted(workspace: &Workspace, kind: ResourceKind, grant: Grant) -> GrantedResource {
    GrantedResource {
        resource: Resource { r#type: kind, grant },
        scopes: workspace.grants().of(kind).scopes.names(),
    }
}

/// What reaches the app outside the Events API, subscribed or not.
fn direct(workspace: &Workspace, change: &Change) -> Option<Delivery> {
    if let Change::TriggerIssued(trigger) = change {
        Some(Delivery::Interaction { payload: Box::new(interaction(workspace, trigger)) })
    } else if let Change::CodeIssued(Code { user, text, .. }) = change {
        Some(Delivery::Redirect { user: *user, code: Some(text.clone()), error: None })
    } else if let Change::PromptClosed { prompt, answer: Closing::Denied } = change {
        refused_install(workspace, *prompt)
    } else {
        None
    }
}

fn refused_install(workspace: &Workspace, prompt: PromptId) -> Option<Delivery> {
    match workspace.prompt(prompt)? {
        Prompt { user, purpose: Purpose::Install(InstallRoute::Oauth), .. } => {
            Some(Delivery::Redirect { user: *user, code: None, error: Some("access_denied") })
        }
        _ => None,
    }
}

fn interaction(workspace: &Workspace, trigger: &Trigger) -> Interaction {
    let cast = workspace.cast();
    let named = workspace.conversation(trigger.conversation);
    let person = workspace.person(trigger.user);
    let milliseconds = trigger.issued_at.milliseconds();
    Interaction {
        r#type: "interactive_message",
        actions: vec![Button { name: "more", r#type: "button", value: "more" }],
        callback_id: "ask_for_more",
        team: InteractionTeam { id: cast.team.id, domain: cast.team.domain.clone() },
        channel: InteractionChannel {
            id: trigger.conversation,
            name: named.map_or("directmessage", |named| named.name.as_str()).to_owned(),
        },
        user: InteractionUser {
            id: trigger.user,
            name: person.map_or("", |person| person.name.as_str()).to_lowercase(),
        },
        action_ts: format!("{}.{:03}000", milliseconds / 1000, milliseconds % 1000),
        token: cast.app.verification_token.clone(),
        trigger_id: trigger.text.clone(),
    }
}
