//! The events that changes come about as: what is granted, declined, taken back, revoked, said.
//!
//! Not here: the envelope, and whether the app subscribed (`deliveries.rs`).
//!
//! Source: 001_da8ff31ae8236703.txt, Monitoring change with the Events API; FACTS, section b.

use crate::model::change::Change;
use crate::model::message::Message;
use crate::model::workspace::Workspace;
use crate::model::{
    ConversationId, Grants, Milestone, RemovedTrigger, ResourceKind, ScopeSet, SlackId, Topic,
    UserId, WorkspaceResource,
};
use crate::wire::{
    Event, Grant, GrantedResource, MessageEvent, Resource, ResourcesEvent, RevokedTokens,
    ScopesEvent, TokensEvent, UserScopesEvent,
};

/// What the app would hear of changes, in order, given the world after them.
pub(super) fn events(workspace: &Workspace, changes: &[Change]) -> Vec<Event> {
    let mut events = Vec::new();
    for change in changes {
        events.extend(consent_event(workspace, change));
    }
    events.extend(added_event(workspace, changes));
    for change in changes {
        events.extend(removed_event(workspace, change));
    }
    for change in changes {
        app_events(workspace, change, &mut events);
    }
    events
}

/// What an app subscribes to in order to hear of it.
pub(super) fn topic(event: &Event) -> Option<Topic> {
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
        Change::PromptOpened(_)
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
        | Change::TriggerAnswered { .. }
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
    let grants = workspace.grants();
    let mut resources = Vec::new();
    for change in changes {
        if let Change::AppHomeOpened { home, .. } = change {
            resources.push(specific(workspace, grants, ResourceKind::AppHome, home.id()));
        } else if let Change::ResourceAdded { kind, id } = change {
            resources.push(specific(workspace, grants, *kind, *id));
        } else if let Change::WildcardGranted { .. } = change {
            let wildcard = Grant::Wildcard {};
            resources.push(granted(workspace, grants, ResourceKind::Channel, wildcard));
        }
    }
    (!resources.is_empty()).then_some(Event::ResourcesAdded(ResourcesEvent { resources }))
}

// Source: FACTS, section b (B2): an uninstall takes every resource, and tells of it.
fn removed_event(workspace: &Workspace, change: &Change) -> Option<Event> {
    let mut resources = Vec::new();
    if let Change::ResourceRemoved { kind, id } = change {
        resources.push(specific(workspace, workspace.grants(), *kind, *id));
    } else if let Change::Uninstalled { lost } = change {
        for kind in ResourceKind::ALL {
            add_all(workspace, lost, kind, &mut resources);
        }
    }
    (!resources.is_empty()).then_some(Event::ResourcesRemoved(ResourcesEvent { resources }))
}

fn add_all(
    workspace: &Workspace,
    grants: &Grants,
    kind: ResourceKind,
    resources: &mut Vec<GrantedResource>,
) {
    let reach = &grants.of(kind).reach;
    if reach.is_wildcard() {
        resources.push(granted(workspace, grants, kind, Grant::Wildcard {}));
    }
    for id in reach.ids() {
        resources.push(specific(workspace, grants, kind, id));
    }
}

/// The app itself is concerned, or its home; not a grant.
// ASSUMPTION: revoked tokens are told under the app's own user.
// ASSUMPTION: an uninstalled app is told so before it is told of its tokens.
fn app_events(workspace: &Workspace, change: &Change, events: &mut Vec<Event>) {
    let revoked = || {
        let bot = vec![workspace.cast().app.user_id];
        Event::TokensRevoked(TokensEvent { tokens: RevokedTokens { oauth: Vec::new(), bot } })
    };
    if let Change::TokenRevoked = change {
        events.push(revoked());
    } else if let Change::Uninstalled { .. } = change {
        events.push(Event::AppUninstalled {});
        events.push(revoked());
    } else if let Change::MessagePosted { conversation, message } = change {
        events.extend(home_message(workspace, *conversation, message));
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
