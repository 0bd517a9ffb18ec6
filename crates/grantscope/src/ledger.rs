//! The ledger: what an app believes it may do, from the events that it received.
//!
//! It knows only what an app is told, never the rules, but decides by the same access as the
//! sandbox. It equals the lookups except for the [`BLIND_SPOTS`]; a look at `apps.permissions.info`
//! opens its eyes to those of conversations and the workspace.
//!
//! Not here: questions of yes or no (`ledger/allows.rs`), and the lines of a log (`ledger/log.rs`).
//!
//! Source: 001_da8ff31ae8236703.txt, Monitoring change with the Events API and Wildcard exclusions.

mod allows;
mod answers;
mod classes;
mod drift;
mod entry;
mod handles;
mod log;
mod looked_up;
mod queries;
mod seen;

use std::sync::{Arc, OnceLock};

use answers::Answers;
pub use classes::{CLASSES, Classes};
pub use drift::{Drift, DriftKind, drift};
pub use entry::Entry;
use entry::stage_after;
pub use handles::Handles;
pub use log::{BrokenLog, Taken};
pub use looked_up::{LookedUp, UsersList};
use seen::Seen;

use crate::model::{
    Access, Catalogue, Flat, Grants, GrantsView, Method, Missing, Needs, Question, QuestionError,
    ResourceKind, Rule, ScopeSet, SlackId, Stage, Target, UserId, Verdict, access, grants_view,
    insert_ordered,
};
use crate::wire::{
    Envelope, Event, Grant, Heard, Info, InfoReply, Item, Notice, Problem, ReportedReach,
    ToldResource, read,
};

/// What no event tells, so that a ledger started empty may be wrong about it.
pub const BLIND_SPOTS: [&str; 5] = [
    "what a person excluded while granting all public places",
    "places that turned private unheard, or before all public ones were granted: their ids stay",
    "what people had granted for themselves before the ledger began: apps.permissions.users.list tells",
    "whether the token that the app holds is still good: it may have expired, or been renewed",
    "scopes granted at install where no resource was added with them: oauth.access answers them",
];

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
    catalogue: Catalogue,
    grants: Grants<Flat>,
    /// Worked out when it is first asked for.
    answers: OnceLock<Answers>,
    foreign: Arc<Vec<(ResourceKind, String)>>,
    stage: Belief,
    seen: Seen,
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

    /// The same for an app of another permission system than Slack's.
    pub fn of(catalogue: Catalogue) -> Self {
        Self { catalogue, ..Self::default() }
    }

    /// Which scopes, kinds of resources and methods there are.
    pub fn catalogue(&self) -> Catalogue {
        self.catalogue
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

    #[inline]
    fn answers(&self) -> &Answers {
        self.answers
            .get_or_init(|| Answers::of_grants(self.catalogue, &self.grants, self.is_gone()))
    }

    /// After a change: the answers go, unless they are the same.
    #[inline]
    fn settle(&mut self) {
        let is_gone = self.is_gone();
        if self.answers.get().is_some_and(|answers| !answers.hold_in(&self.grants, is_gone)) {
            self.answers.take();
        }
    }

    /// What [`Ledger::allows`] tells, with the reasons.
    ///
    /// # Errors
    /// If the question names what is no method, or no id.
    pub fn explain(&self, question: &Question) -> Result<Verdict, QuestionError> {
        let Question { method, channel, user } = question;
        let (method, target) =
            understand(self.catalogue, method, channel.as_deref(), user.as_deref())?;
        if self.is_gone() {
            let access = self.decide(method, target);
            let missing = Missing::Installation;
            let rule = const { Rule::TokenNeeded.entry() };
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
        grants_view(self.catalogue, &self.grants, &self.foreign, &|id: SlackId| id.to_string())
    }

    /// The stage of the lifecycle that the app believes to be in.
    pub fn stage(&self) -> Stage {
        self.stage.0
    }

    /// Whether the app was uninstalled, as far as it knows.
    #[inline]
    fn is_gone(&self) -> bool {
        self.stage.0 == Stage::NotInstalled
    }

    /// Documents abbreviate: a kind that is left out stays as it was, and so do people.
    fn start_from(&mut self, reply: &InfoReply) -> Entry {
        for (kind, told) in reply.info.by_kind() {
            let (scopes, foreign) = self.catalogue.split(&told.scopes);
            let ReportedReach { ids, wildcard, excluded_ids } = &told.resources;
            let excluded = excluded_ids.as_deref().unwrap_or_default();
            self.grants.replace_scopes(kind, scopes);
            self.grants.replace_reach(kind, ids, *wildcard == Some(true), excluded);
            Arc::make_mut(&mut self.foreign).retain(|(of, _)| *of != kind);
            self.keep_foreign(kind, foreign);
        }
        self.stage = Belief(Stage::Waiting);
        self.settle();
        Entry::looked_up()
    }

    fn told(&mut self, event: &Event, event_id: Option<&str>, event_time: Option<u64>) -> Entry {
        if event_id.is_some_and(|id| !self.seen.is_new(id.as_bytes())) {
            return Entry::repeated(self.catalogue, event, self.stage.0, event_time);
        }
        self.keep_foreign_of(event);
        self.fold(&Notice::of(self.catalogue, event));
        Entry::heard(self.catalogue, event, self.stage.0, event_time)
    }

    #[inline]
    fn fold(&mut self, notice: &Notice) {
        match notice {
            Notice::Added(resources) => resources.iter().for_each(|told| self.add(*told)),
            Notice::Removed(resources) => resources.iter().for_each(|told| self.remove(*told)),
            Notice::ScopesGranted(scopes) => self.grants.grant(*scopes),
            Notice::UserGranted(user, scopes) => self.grants.grant_user(*user, *scopes),
            Notice::UserRemoved(user) => self.grants.remove_user(*user),
            Notice::Uninstalled => {
                self.grants = Grants::default();
                self.foreign = Arc::default();
            }
            Notice::Denied | Notice::Nothing => {}
        }
        self.stage = Belief(stage_after(notice, self.stage.0));
        self.settle();
    }

    /// A scope told with any resource but an app home counts for the whole workspace.
    // Source: 001_da8ff31ae8236703.txt, OAuth permission scopes; app homes have base scopes of
    // their own (resources_added).
    #[inline]
    fn add(&mut self, ToldResource { kind, grant, scopes }: ToldResource) {
        if kind != ResourceKind::AppHome {
            self.grants.grant(scopes);
        }
        match (kind, grant) {
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
    #[inline]
    fn remove(&mut self, ToldResource { kind, grant, .. }: ToldResource) {
        match (kind, grant) {
            (ResourceKind::User, Grant::Specific { resource_id }) => {
                if let Ok(user) = UserId::try_from(resource_id) {
                    self.grants.remove_user(user);
                }
            }
            (kind, Grant::Specific { resource_id }) => self.grants.remove(kind, resource_id),
            (kind, Grant::Wildcard {}) => {
                self.grants.replace_reach(kind, &[], false, &[]);
            }
        }
    }

    fn grant_person(&mut self, id: SlackId, scopes: ScopeSet) {
        if let Ok(user) = UserId::try_from(id) {
            self.grants.grant_user(user, scopes);
        }
    }

    fn keep_foreign_of(&mut self, event: &Event) {
        match event {
            Event::ResourcesAdded(added) => {
                for granted in &added.resources {
                    self.keep_foreign(
                        granted.resource.r#type,
                        self.catalogue.split(&granted.scopes).1,
                    );
                }
            }
            // Where it works nobody knows: it is shown with the workspace.
            Event::ScopeGranted(granted) => {
                self.keep_foreign(ResourceKind::Team, self.catalogue.split(&granted.scopes).1);
            }
            Event::ResourcesRemoved(_)
            | Event::ScopeDenied(_)
            | Event::UserResourceGranted(_)
            | Event::UserResourceDenied(_)
            | Event::UserResourceRemoved(_)
            | Event::Message(_)
            | Event::TokensRevoked(_)
            | Event::AppUninstalled {}
            | Event::Other { .. } => {}
        }
    }

    fn keep_foreign(&mut self, kind: ResourceKind, names: Vec<String>) {
        if !names.is_empty() {
            let foreign = Arc::make_mut(&mut self.foreign);
            names.into_iter().for_each(|name| insert_ordered(foreign, (kind, name)));
        }
    }
}

fn understand(
    catalogue: Catalogue,
    method: &str,
    channel: Option<&str>,
    user: Option<&str>,
) -> Result<(Method, Target), QuestionError> {
    let unknown_method = || QuestionError::UnknownMethod { method: method.to_owned() };
    let method = catalogue.method(method).ok_or_else(unknown_method)?;
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
