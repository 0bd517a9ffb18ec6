//! The ledger: what an app believes it may do, from the events that it received.
//!
//! It knows only what an app is told, never the rules, but decides by the same access as the
//! sandbox. It equals the lookups except for the [`BLIND_SPOTS`]; a look at `apps.permissions.info`
//! opens its eyes to those of conversations and the workspace.
//!
//! Source: 001_da8ff31ae8236703.txt, Monitoring change with the Events API and Wildcard exclusions.

mod drift;
mod entry;
mod looked_up;

use std::sync::Arc;

use rpds::QueueSync;

pub use drift::{Drift, DriftKind, drift};
pub use entry::Entry;
use entry::stage_after;
pub use looked_up::{LookedUp, UsersList};

use crate::model::map::Map;
use crate::model::{
    Access, Grants, GrantsView, KindGrants, Method, Missing, Needs, Question, QuestionError, Reach,
    ResourceKind, Rule, ScopeSet, SlackId, Stage, Target, UserId, Verdict, access, grants_view,
    insert_ordered,
};
use crate::wire::{
    Envelope, Event, Grant, GrantedResource, Heard, Info, InfoReply, Item, Problem,
    UserScopesEvent, read, split_scopes,
};

/// What no event tells, so that a ledger started empty may be wrong about it.
pub const BLIND_SPOTS: [&str; 5] = [
    "channels that a person excluded while granting all public channels",
    "channels that turned private unheard, or before all public ones were granted: their ids stay",
    "what people had granted for themselves before the ledger began: apps.permissions.users.list tells",
    "whether the token that the app holds is still good: it may have expired, or been renewed",
    "scopes granted at install where no resource was added with them: oauth.access answers them",
];

/// How many event ids are remembered, so that an event that comes again is known.
const REMEMBERED: usize = 10_000;

/// What an app believes.
///
/// ```
/// use grantscope::Ledger;
///
/// let mut ledger = Ledger::new();
/// ledger.apply_text(r#"{"type":"event_callback","event":{"type":"resources_added","resources":[
///   {"resource":{"type":"channel","grant":{"type":"specific","resource_id":"C061EG9SL"}},
///    "scopes":["channels:read"]}]}}"#)?;
/// assert!(ledger.allows("conversations.info", Some("C061EG9SL"), None));
/// assert!(!ledger.allows("conversations.history", Some("C061EG9SL"), None));
/// # Ok::<(), grantscope::Problem>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    grants: Grants,
    foreign: Arc<Vec<(ResourceKind, String)>>,
    stage: Belief,
    seen: Map<str, ()>,
    order: QueueSync<String>,
}

/// The stage that the app believes in. A ledger is kept by an app that is there: it waits.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
struct Belief(Stage);

impl Default for Belief {
    fn default() -> Self {
        Self(Stage::Waiting)
    }
}

impl Ledger {
    /// A ledger that was told nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes in one value: an event, or a lookup's answer, which replaces what was believed of the
    /// kinds that it tells of.
    pub fn apply(&mut self, item: &Item) -> Entry {
        match item {
            Item::Info { info, .. } => self.start_from(info),
            Item::Event { event, event_id, event_time, .. } => {
                self.told(event, event_id.as_deref(), *event_time)
            }
        }
    }

    /// Takes in what reached the app of a [`Sandbox`](crate::Sandbox::heard), without reading JSON:
    /// the same as [`Ledger::apply_text`] of its line.
    pub fn hear(&mut self, heard: Heard<'_>) -> Entry {
        match heard {
            Heard::Info(info) => self.start_from(info),
            Heard::Event(Envelope { event, event_id, event_time, .. }) => {
                self.told(event, Some(&event_id.to_string()), Some(*event_time))
            }
        }
    }

    /// Takes in a text: one value, an array, or values one after the other. All or nothing.
    ///
    /// # Errors
    /// The first fault, with its place. Then the ledger is as it was.
    pub fn apply_text(&mut self, text: &str) -> Result<Vec<Entry>, Problem> {
        let reading = read(text)?;
        Ok(reading.items.iter().map(|item| self.apply(item)).collect())
    }

    /// Whether the app may call `method`: in `channel`, if it names one, and acting for `user`,
    /// if it does. What is unknown is not allowed.
    pub fn allows(&self, method: &str, channel: Option<&str>, user: Option<&str>) -> bool {
        understand(method, channel, user)
            .is_ok_and(|(method, target)| !self.is_gone() && self.decide(method, target).passes())
    }

    /// The same, with the reasons.
    ///
    /// # Errors
    /// If the question names what is no method, or no id.
    pub fn explain(&self, question: &Question) -> Result<Verdict, QuestionError> {
        let Question { method, channel, user } = question;
        let (method, target) = understand(method, channel.as_deref(), user.as_deref())?;
        if self.is_gone() {
            let access = self.decide(method, target);
            let missing = Missing::Installation;
            let rule = Rule::TokenNeeded;
            return Ok(Verdict::barred(method, access, "not installed", missing, rule));
        }
        Ok(Verdict::of(method, target, self.decide(method, target), |id| id.to_string()))
    }

    /// The decision, from what was parsed before.
    pub fn decide(&self, method: Method, target: Target) -> Access {
        access(&self.grants, method, target)
    }

    /// What `apps.permissions.info` would answer if the belief is right.
    pub fn info(&self) -> InfoReply {
        InfoReply { ok: true, info: Info::of(&self.grants) }
    }

    /// The grants as a table.
    pub fn grants(&self) -> GrantsView {
        grants_view(&self.grants, &self.foreign, &|id: SlackId| id.to_string())
    }

    /// The stage of the lifecycle that the app believes to be in.
    pub fn stage(&self) -> Stage {
        self.stage.0
    }

    /// Whether the app was uninstalled, as far as it knows.
    fn is_gone(&self) -> bool {
        self.stage.0 == Stage::NotInstalled
    }

    /// Documents abbreviate: a kind that is left out stays as it was, and so do people.
    fn start_from(&mut self, reply: &InfoReply) -> Entry {
        for (kind, told) in reply.info.by_kind() {
            let (grants, foreign) = told.grants();
            self.grants.replace(kind, grants);
            Arc::make_mut(&mut self.foreign).retain(|(of, _)| *of != kind);
            self.keep_foreign(kind, foreign);
        }
        self.stage = Belief(Stage::Waiting);
        Entry::looked_up()
    }

    fn told(&mut self, event: &Event, event_id: Option<&str>, event_time: Option<u64>) -> Entry {
        if event_id.is_some_and(|id| !self.remember(id)) {
            return Entry::repeated(event, self.stage.0, event_time);
        }
        self.fold(event);
        Entry::heard(event, self.stage.0, event_time)
    }

    fn fold(&mut self, event: &Event) {
        match event {
            Event::ResourcesAdded(added) => {
                added.resources.iter().for_each(|resource| self.add(resource));
            }
            Event::ResourcesRemoved(removed) => {
                removed.resources.iter().for_each(|resource| self.remove(resource));
            }
            Event::ScopeGranted(granted) => {
                let (scopes, foreign) = split_scopes(&granted.scopes);
                self.grants.grant(scopes);
                // Where it works nobody knows: it is shown with the workspace.
                self.keep_foreign(ResourceKind::Team, foreign);
            }
            Event::UserResourceGranted(UserScopesEvent { user, scopes, .. }) => {
                let (scopes, _) = split_scopes(scopes.as_deref().unwrap_or_default());
                self.grants.grant_user(*user, scopes);
            }
            Event::UserResourceRemoved(removed) => self.grants.remove_user(removed.user),
            Event::AppUninstalled {} => {
                self.grants = Grants::default();
                self.foreign = Arc::default();
            }
            Event::ScopeDenied(_)
            | Event::UserResourceDenied(_)
            | Event::Message(_)
            | Event::TokensRevoked(_)
            | Event::Other { .. } => {}
        }
        self.stage = Belief(stage_after(event, self.stage.0));
    }

    /// A scope told with any resource but an app home counts for the whole workspace.
    // Source: 001_da8ff31ae8236703.txt, OAuth permission scopes; app homes have base scopes of
    // their own (resources_added).
    fn add(&mut self, granted: &GrantedResource) {
        let kind = granted.resource.r#type;
        let (scopes, foreign) = split_scopes(&granted.scopes);
        self.keep_foreign(kind, foreign);
        if kind != ResourceKind::AppHome {
            self.grants.grant(scopes);
        }
        match (kind, granted.resource.grant) {
            (ResourceKind::User, Grant::Specific { resource_id }) => {
                self.grant_person(resource_id, scopes);
            }
            (kind, Grant::Specific { resource_id }) => {
                self.grants.grant_for(kind, scopes);
                self.grants.add(kind, resource_id);
            }
            (kind, Grant::Wildcard {}) => {
                self.grants.grant_for(kind, scopes);
                self.grants.widen(kind, []);
            }
        }
    }

    /// The resource goes, whatever scopes are listed with it.
    fn remove(&mut self, removed: &GrantedResource) {
        match (removed.resource.r#type, removed.resource.grant) {
            (ResourceKind::User, Grant::Specific { resource_id }) => {
                if let Ok(user) = UserId::try_from(resource_id) {
                    self.grants.remove_user(user);
                }
            }
            (kind, Grant::Specific { resource_id }) => self.grants.remove(kind, resource_id),
            (kind, Grant::Wildcard {}) => {
                let scopes = self.grants.of(kind).scopes;
                self.grants.replace(kind, KindGrants { scopes, reach: Reach::default() });
            }
        }
    }

    fn grant_person(&mut self, id: SlackId, scopes: ScopeSet) {
        if let Ok(user) = UserId::try_from(id) {
            self.grants.grant_user(user, scopes);
        }
    }

    fn keep_foreign(&mut self, kind: ResourceKind, names: Vec<String>) {
        if !names.is_empty() {
            let foreign = Arc::make_mut(&mut self.foreign);
            names.into_iter().for_each(|name| insert_ordered(foreign, (kind, name)));
        }
    }

    /// Whether the id is new.
    fn remember(&mut self, event_id: &str) -> bool {
        if self.seen.contains(event_id) {
            return false;
        }
        self.seen.insert(event_id, ());
        self.order.enqueue_mut(event_id.to_owned());
        if self.order.len() > REMEMBERED {
            if let Some(oldest) = self.order.peek() {
                self.seen.remove(oldest);
            }
            self.order.dequeue_mut();
        }
        true
    }
}

fn understand(
    method: &str,
    channel: Option<&str>,
    user: Option<&str>,
) -> Result<(Method, Target), QuestionError> {
    let unknown_method = || QuestionError::UnknownMethod { method: method.to_owned() };
    let method = Method::parse(method).ok_or_else(unknown_method)?;
    let target = match channel.filter(|_| method.needs() == Needs::Conversation) {
        None => Target::default(),
        Some(text) => text
            .parse()
            .map(Target::conversation)
            .map_err(|_| QuestionError::UnknownConversation { channel: text.to_owned() })?,
    };
    let person = user.filter(|_| method.needs() == Needs::Person).map(|text| {
        text.parse().map_err(|_| QuestionError::UnknownPerson { user: text.to_owned() })
    });
    Ok((method, Target { person: person.transpose()?, ..target }))
}
