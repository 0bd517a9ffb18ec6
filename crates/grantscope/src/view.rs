//! What a screen needs to draw, asked of the model: no screen repeats a rule.
//!
//! An [`Offer`] is an input ready to be sent, with the obstacle, if there is one. Not here: layout,
//! colours, and the page's own words (`web`).

mod matrix;
mod matrix_question;
mod offers;
mod sentence;

use std::collections::BTreeSet;

use serde::Serialize;

use crate::model::prompt::{Prompt, Purpose};
use crate::model::workspace::Workspace;
use crate::model::{
    ConversationId, GrantsView, PromptId, ResourceKind, Scope, ScopeClass, ScopeRow, Stage, UserId,
    grants_view,
};
use crate::rules::asks_for_channels;

pub use matrix::{Block, Cell, Column, ColumnStanding, Mark, Matrix, MatrixRow, PersonRow, matrix};
pub use offers::{Actor, Offer};
pub(crate) use offers::{offer, offers};
pub(crate) use sentence::{name, sentence};

/// Everything that a screen shows of one moment.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct View {
    /// When, in milliseconds since 1970.
    pub time: u64,
    /// The workspace's name.
    pub team: String,
    /// The app's name.
    pub app: String,
    /// Whether the app is installed.
    pub installed: bool,
    /// Whether it has a token that is worth something.
    pub token: bool,
    /// The stage of the lifecycle that the app is in.
    pub stage: Stage,
    /// What the app holds.
    pub grants: GrantsView,
    /// The people.
    pub people: Vec<PersonView>,
    /// The conversations, app homes included.
    pub conversations: Vec<ConversationView>,
    /// The questions that wait for an answer, oldest first.
    pub prompts: Vec<PromptView>,
    /// The triggers that the app can still ask with, newest first.
    pub triggers: Vec<TriggerView>,
}

/// A person.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PersonView {
    /// Their id.
    pub id: UserId,
    /// What they are called.
    pub name: String,
}

/// A conversation.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ConversationView {
    /// Its id.
    pub id: ConversationId,
    /// What it is called: `#general`.
    pub name: String,
    /// What kind of resource it is.
    pub kind: ResourceKind,
    /// Whether it is archived.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub archived: bool,
    /// Whether the app reaches it.
    pub reached: bool,
    /// Whether a person may choose it while approving.
    pub choosable: bool,
}

/// A question put to a person.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PromptView {
    /// Which.
    pub id: PromptId,
    /// Who is asked.
    pub user: UserId,
    /// What they are called.
    pub name: String,
    /// Whether it is about installing the app, rather than about more permissions.
    pub install: bool,
    /// What the app asks for.
    pub scopes: Vec<ScopeRow>,
    /// Whether channels can be chosen.
    pub channels: bool,
    /// Whether exactly one channel has to be chosen.
    pub single_channel: bool,
}

/// A trigger.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TriggerView {
    /// Its text.
    pub id: String,
    /// Who acted.
    pub user: UserId,
    /// What they are called.
    pub name: String,
    /// How long it still lives, in milliseconds.
    pub left: u64,
}

/// A scope that a workspace app may ask for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ScopeChoice {
    /// Slack's name.
    pub name: &'static str,
    /// What it lets the app do.
    pub summary: &'static str,
    /// What it is about.
    pub class: ScopeClass,
}

/// Every scope that a workspace app may ask for.
pub fn scope_choices() -> Vec<ScopeChoice> {
    let choice = |scope: Scope| ScopeChoice {
        name: scope.name(),
        summary: scope.summary(),
        class: scope.class(),
    };
    Scope::all().filter(|scope| scope.works_with_workspace_tokens()).map(choice).collect()
}

/// Looks at the world.
pub(crate) fn view(workspace: &Workspace) -> View {
    let cast = workspace.cast();
    let people = cast
        .people
        .iter()
        .map(|person| PersonView { id: person.id, name: person.name.clone() })
        .collect();
    View {
        time: workspace.now().milliseconds(),
        team: cast.team.name.clone(),
        app: cast.app.name.clone(),
        installed: workspace.is_installed(),
        token: workspace.has_token(),
        stage: workspace.stage(),
        grants: grants_view(workspace.grants(), &BTreeSet::new(), |id| name(workspace, id)),
        people,
        conversations: conversations(workspace),
        prompts: prompts(workspace),
        triggers: triggers(workspace),
    }
}

fn conversations(workspace: &Workspace) -> Vec<ConversationView> {
    let row = |id: ConversationId, kind: ResourceKind, archived| ConversationView {
        id,
        name: sentence::conversation(workspace, id),
        kind,
        archived,
        reached: workspace.grants().of(kind).reach.containment(id.id()).is_inside(),
        choosable: kind.can_be_wildcard(),
    };
    let between = workspace.conversations().map(|(id, it)| row(id, it.kind, it.archived));
    let homes = workspace.homes_by_person().map(|(_, id)| row(id, ResourceKind::AppHome, false));
    between.chain(homes).collect()
}

fn prompts(workspace: &Workspace) -> Vec<PromptView> {
    let single = |prompt: &Prompt| matches!(&prompt.purpose, Purpose::Install(request) if request.single_channel);
    let row = |prompt: &Prompt| PromptView {
        id: prompt.id,
        user: prompt.user,
        name: sentence::person(workspace, prompt.user),
        install: matches!(prompt.purpose, Purpose::Install(_)),
        scopes: prompt.scopes.iter().map(ScopeRow::of).collect(),
        channels: asks_for_channels(prompt),
        single_channel: single(prompt),
    };
    workspace.open_prompts().map(row).collect()
}

/// The triggers that the app can still ask with, newest first.
pub(crate) fn triggers(workspace: &Workspace) -> Vec<TriggerView> {
    let mut live: Vec<TriggerView> = workspace
        .triggers()
        .filter(|trigger| !trigger.exchanged)
        .filter_map(|trigger| {
            let age = workspace.now().since(trigger.issued_at);
            let left = crate::rules::TRIGGER_LIFETIME.checked_sub(age)?;
            let name = sentence::person(workspace, trigger.user);
            Some(TriggerView { id: trigger.text.clone(), user: trigger.user, name, left })
        })
        .collect();
    live.sort_by(|one, other| other.left.cmp(&one.left).then_with(|| other.id.cmp(&one.id)));
    live
}
