//! What reaches the app: changes seen as Slack's payloads.
//!
//! Events that the app did not subscribe to are listed too, marked as not sent.
//!
//! Source: 001_da8ff31ae8236703.txt, Monitoring change with the Events API; the payload of a
//! click from FACTS, section f.

mod interactions;

use std::sync::Arc;

use serde::Serialize;

pub use interactions::{
    Action, Interaction, InteractionChannel, InteractionMessage, InteractionTeam, InteractionUser,
    SelectedOption, SlashCommandPayload,
};

use crate::model::change::{Change, Closing, Code, InstallRequest, Message, Prompt, Purpose};
use crate::model::outbox::OutboxChange;
use crate::model::workspace::Workspace;
use crate::model::{
    AuthedField, ConversationId, EndpointAnswer, EventId, Grants, InstallRoute, Milestone,
    PromptId, RESOURCE_KINDS, RemovedTrigger, ResourceKind, Retry, ScopeSet, SlackId, Topic,
    UserId, WorkspaceResource,
};
use crate::wire::{
    Envelope, Event, Grant, GrantedResource, MessageEvent, Resource, ResourcesEvent, RevokedTokens,
    ScopesEvent, TokensEvent, UrlVerification, UserScopesEvent,
};

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

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
fn is_true(value: &bool) -> bool {
    *value
}

/// What the app is told of changes, given the world after them.
pub(super) fn deliveries(workspace: &Workspace, changes: &[Change]) -> Vec<Delivery> {
    let mut told: Vec<Delivery> = Vec::new();
    let mut newest = workspace.outbox().newest();
    let mut tell = |event: Event| {
        newest = newest.next();
        told.push(sent(workspace, event, newest));
    };
    changes.iter().filter_map(|change| consent_event(workspace, change)).for_each(&mut tell);
    added_event(workspace, changes).into_iter().for_each(&mut tell);
    changes.iter().filter_map(|change| removed_event(workspace, change)).for_each(&mut tell);
    changes.iter().flat_map(|change| app_events(workspace, change)).for_each(&mut tell);
    told.extend(changes.iter().filter_map(|change| direct(workspace, change)));
    told
}

fn sent(workspace: &Workspace, event: Event, event_id: EventId) -> Delivery {
    let cast = workspace.cast();
    let subscribed = topic(&event).is_some_and(|topic| cast.app.subscriptions.contains(&topic));
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

fn topic(event: &Event) -> Option<Topic> {
    match event {
        Event::ResourcesAdded(_) => Some(Topic::ResourcesAdded),
        Event::ResourcesRemoved(_) => Some(Topic::ResourcesRemoved),
        Event::ScopeGranted(_) => Some(Topic::ScopeGranted),
        Event::ScopeDenied(_) => Some(Topic::ScopeDenied),
        Event::UserResourceGranted(_) => Some(Topic::UserResourceGranted),
        Event::UserResourceDenied(_) => Some(Topic::UserResourceDenied),
        Event::UserResourceRemoved(_) => Some(Topic::UserResourceRemoved),
        Event::Message(_) => Some(Topic::MessageAppHome),
        Event::TokensRevoked(_) => Some(Topic::TokensRevoked),
        Event::AppUninstalled {} => Some(Topic::AppUninstalled),
        Event::Other { .. } => None,
    }
}

/// Scopes granted at install are told by the resources that they work on, not by an event.
// ASSUMPTION: scopes granted at install are told with resources only.
// ASSUMPTION: what a person grants for themselves at install is told without a trigger.
fn consent_event(workspace: &Workspace, change: &Change) -> Option<Event> {
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
        Change::UserScopesGranted { user, scopes, trigger } => {
            let event = user_event(*user, Some(*scopes), trigger.as_ref());
            Some(Event::UserResourceGranted(event))
        }
        Change::UserScopesDenied { user, scopes, trigger } => {
            let event = user_event(*user, Some(*scopes), Some(trigger));
            Some(Event::UserResourceDenied(event))
        }
        // ASSUMPTION: what is taken back is told with the trigger that it was granted with.
        Change::UserRemoved { user } => {
            let told = workspace.cast().dialect.removed_trigger == RemovedTrigger::Told;
            let trigger = workspace.consent(*user).filter(|_| told);
            let event = user_event(*user, None, trigger);
            Some(Event::UserResourceRemoved(event))
        }
        Change::ClockMoved { .. }
        | Change::PromptOpened(_)
        | Change::PromptClosed { .. }
        | Change::CodeIssued(_)
        | Change::CodeExchanged { .. }
        | Change::Installed { .. }
        | Change::TokenIssued
        | Change::TokenRevoked
        | Change::RefreshTokenRevoked
        | Change::ClassicAuthorized { .. }
        | Change::ClassicTokenRevoked { .. }
        | Change::WorkspaceDeleted
        | Change::FaultSet(_)
        | Change::FaultStruck { .. }
        | Change::Recovered
        | Change::Uninstalled { .. }
        | Change::AppHomeOpened { .. }
        | Change::ScopesGranted { trigger: None, .. }
        | Change::ResourceAdded { .. }
        | Change::WildcardGranted { .. }
        | Change::ResourceRemoved { .. }
        | Change::TriggerIssued(_)
        | Change::TriggerExchanged { .. }
        | Change::TriggerRenewed { .. }
        | Change::DialogOpened(_)
        | Change::DialogSubmitted { .. }
        | Change::MessagePosted { .. }
        | Change::MessageChanged { .. }
        | Change::MessageDeleted { .. }
        | Change::Outbox(_)
        | Change::PersonChanged { .. }
        | Change::ReminderChanged(_)
        | Change::CallCounted { .. }
        | Change::ConversationChanged { .. }
        | Change::UsergroupSaved(_)
        | Change::FileSaved(_) => None,
    }
}

fn user_event(user: UserId, scopes: Option<ScopeSet>, trigger: Option<&String>) -> UserScopesEvent {
    UserScopesEvent { user, scopes: scopes.map(ScopeSet::names), trigger_id: trigger.cloned() }
}

/// What came at once is told at once.
fn added_event(workspace: &Workspace, changes: &[Change]) -> Option<Event> {
    let added = |change: &Change| {
        if let Change::AppHomeOpened { home, .. } = change {
            Some(specific(workspace, workspace.grants(), ResourceKind::AppHome, home.id()))
        } else if let Change::ResourceAdded { kind, id } = change {
            Some(specific(workspace, workspace.grants(), *kind, *id))
        } else if let Change::WildcardGranted { .. } = change {
            Some(granted(workspace, workspace.grants(), ResourceKind::Channel, Grant::Wildcard {}))
        } else {
            None
        }
    };
    let resources: Vec<GrantedResource> = changes.iter().filter_map(added).collect();
    (!resources.is_empty()).then_some(Event::ResourcesAdded(ResourcesEvent { resources }))
}

// Source: FACTS, section b (B2): an uninstall takes every resource, and tells of it.
fn removed_event(workspace: &Workspace, change: &Change) -> Option<Event> {
    let resources = if let Change::ResourceRemoved { kind, id } = change {
        vec![specific(workspace, workspace.grants(), *kind, *id)]
    } else if let Change::Uninstalled { lost } = change {
        RESOURCE_KINDS.into_iter().flat_map(|kind| all_of(workspace, lost, kind)).collect()
    } else {
        Vec::new()
    };
    (!resources.is_empty()).then_some(Event::ResourcesRemoved(ResourcesEvent { resources }))
}

fn all_of(workspace: &Workspace, grants: &Grants, kind: ResourceKind) -> Vec<GrantedResource> {
    let reach = &grants.of(kind).reach;
    let wildcard =
        reach.is_wildcard().then(|| granted(workspace, grants, kind, Grant::Wildcard {}));
    let ids = reach.ids().sorted().into_iter().map(|id| specific(workspace, grants, kind, id));
    wildcard.into_iter().chain(ids).collect()
}

/// The app itself is concerned, or its home; not a grant.
// ASSUMPTION: revoked tokens are told under the app's own user.
// ASSUMPTION: an uninstalled app is told so before it is told of its tokens.
fn app_events(workspace: &Workspace, change: &Change) -> Vec<Event> {
    let revoked = || {
        let bot = vec![workspace.cast().app.user_id];
        Event::TokensRevoked(TokensEvent { tokens: RevokedTokens { oauth: Vec::new(), bot } })
    };
    if let Change::TokenRevoked = change {
        vec![revoked()]
    } else if let Change::Uninstalled { .. } = change {
        vec![Event::AppUninstalled {}, revoked()]
    } else if let Change::MessagePosted { conversation, message } = change {
        home_message(workspace, *conversation, message).into_iter().collect()
    } else {
        Vec::new()
    }
}

/// Only what a person writes to the app in its home: the app does not hear itself.
fn home_message(
    workspace: &Workspace,
    channel: ConversationId,
    message: &Message,
) -> Option<Event> {
    workspace.home_owner(channel).filter(|owner| *owner == message.user)?;
    if !Milestone::AppHomeMessages.has_come(workspace.now()) {
        return None;
    }
    Some(Event::Message(MessageEvent {
        user: message.user,
        text: message.text.clone(),
        ts: message.ts.clone(),
        channel,
        event_ts: message.ts.clone(),
        channel_type: "app_home",
    }))
}

fn specific(
    workspace: &Workspace,
    grants: &Grants,
    kind: ResourceKind,
    id: SlackId,
) -> GrantedResource {
    granted(workspace, grants, kind, Grant::Specific { resource_id: id })
}

fn granted(
    workspace: &Workspace,
    grants: &Grants,
    kind: ResourceKind,
    grant: Grant,
) -> GrantedResource {
    let says_workspace =
        workspace.cast().dialect.workspace_resource == WorkspaceResource::Workspace;
    GrantedResource {
        resource: Resource { r#type: kind, grant, says_workspace },
        scopes: grants.of(kind).scopes.names(),
    }
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
