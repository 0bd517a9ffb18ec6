//! What a screen needs to draw, asked of the model: no screen repeats a rule.
//!
//! An [`Offer`] is an input ready to be sent, with the obstacle, if there is one. Not here: layout,
//! colours, and the page's own words (`web`).

mod matrix;
mod matrix_question;
mod offers;
mod sentence;

use serde::Serialize;

use crate::model::conversation_state::ConversationState;
use crate::model::prompt::{Prompt, Purpose};
use crate::model::workspace::Workspace;
use crate::model::{
    Catalogue, ConversationId, GrantsView, PromptId, ResourceKind, Scope, ScopeClass, ScopeRow,
    Stage, UserId, grants_view,
};
use crate::rules::asks_for_channels;

pub use matrix::{Block, Cell, Column, ColumnStanding, Mark, Matrix, MatrixRow, PersonRow, matrix};
pub use offers::{Actor, Offer};
pub(crate) use offers::{offer, offered, offers};
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

/// Every scope of a catalogue that a workspace app may ask for.
pub fn scope_choices(catalogue: Catalogue) -> Vec<ScopeChoice> {
    let choice = |scope: Scope| ScopeChoice {
        name: scope.name(),
        summary: scope.summary(),
        class: scope.class(),
    };
    catalogue.scopes().filter(|scope| scope.works_with_workspace_tokens()).map(choice).collect()
}

/// Looks at the world.
pub(crate) fn view(workspace: &Workspace) -> View {
    let between = workspace.conversations().map(|(id, it)| conversation_row(workspace, id, it));
    let homes = workspace.homes_by_person().map(|(_, home)| home_row(workspace, home));
    View {
        grants: grants_view(workspace.catalogue(), workspace.grants(), &[], &|id| {
            name(workspace, id)
        }),
        conversations: between.chain(homes).collect(),
        prompts: prompts(workspace, usize::MAX),
        ..bare(workspace)
    }
}

/// So many conversations, app homes and prompts a glance shows.
const GLANCE: usize = 100;

/// Looks at the world without looking through it: no grants, and of conversations, homes and prompts
/// the last that came about, in the order in which they did.
pub(crate) fn glance(workspace: &Workspace) -> View {
    let newest = workspace.newest_conversations().take(GLANCE);
    let mut conversations: Vec<ConversationView> =
        newest.map(|(id, it)| conversation_row(workspace, id, it)).collect();
    conversations.reverse();
    let homes = workspace.homes_by_person().take(GLANCE);
    conversations.extend(homes.map(|(_, home)| home_row(workspace, home)));
    View { conversations, prompts: prompts(workspace, GLANCE), ..bare(workspace) }
}

fn bare(workspace: &Workspace) -> View {
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
        people,
        triggers: triggers(workspace),
        ..View::default()
    }
}

/// The conversations whose name or id has a text in it, at most so many. Capitals of
/// A to Z are as good as small letters.
pub(crate) fn conversations_like(
    workspace: &Workspace,
    text: &str,
    most: usize,
) -> Vec<ConversationView> {
    let text = text.trim().trim_start_matches('#').to_ascii_lowercase();
    let named = |id: ConversationId, name: &str| {
        name.to_ascii_lowercase().contains(&text) || id.to_string().eq_ignore_ascii_case(&text)
    };
    let between = workspace.conversations().filter(|(id, it)| named(*id, &it.name));
    let homes = workspace.homes_by_person().map(|(_, home)| home);
    let homes = homes.filter(|home| named(*home, &sentence::conversation(workspace, *home)));
    let between = between.map(|(id, it)| conversation_row(workspace, id, it));
    between.chain(homes.map(|home| home_row(workspace, home))).take(most).collect()
}

/// The grants of two moments put together. Only what is shown is named.
pub(crate) fn matrix_of(before: &Workspace, after: &Workspace, most: usize) -> Matrix {
    let table = |workspace: &Workspace| {
        grants_view(workspace.catalogue(), workspace.grants(), &[], &|_| String::new())
    };
    let mut matrix = matrix(&table(before), &table(after), most);
    let columns = matrix.blocks.iter_mut().flat_map(|block| &mut block.columns);
    columns.for_each(|column| {
        if let Some(id) = column.id {
            column.name = name(after, id);
        }
    });
    matrix.people.iter_mut().for_each(|row| row.name = name(after, row.id.id()));
    matrix
}

fn conversation_row(
    workspace: &Workspace,
    id: ConversationId,
    state: &ConversationState,
) -> ConversationView {
    let ConversationState { kind, archived, .. } = *state;
    ConversationView { archived, ..row(workspace, id, sentence::called(workspace, state), kind) }
}

fn home_row(workspace: &Workspace, home: ConversationId) -> ConversationView {
    row(workspace, home, sentence::conversation(workspace, home), ResourceKind::AppHome)
}

fn row(
    workspace: &Workspace,
    id: ConversationId,
    name: String,
    kind: ResourceKind,
) -> ConversationView {
    ConversationView {
        id,
        name,
        kind,
        archived: false,
        reached: workspace.grants().of(kind).reach.containment(id.id()).is_inside(),
        choosable: kind.can_be_wildcard(),
    }
}

/// The last that were opened, at most so many, oldest first.
fn prompts(workspace: &Workspace, most: usize) -> Vec<PromptView> {
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
    let mut last: Vec<PromptView> = workspace.open_prompts().rev().take(most).map(row).collect();
    last.reverse();
    last
}

/// The triggers that the app can still ask with, newest first.
pub(crate) fn triggers(workspace: &Workspace) -> Vec<TriggerView> {
    let live = workspace.triggers().filter(|trigger| !trigger.exchanged).filter_map(|trigger| {
        let age = workspace.now().since(trigger.issued_at);
        let left = crate::rules::TRIGGER_LIFETIME.checked_sub(age)?;
        let name = sentence::person(workspace, trigger.user);
        Some(TriggerView { id: trigger.text.clone(), user: trigger.user, name, left })
    });
    let mut triggers: Vec<TriggerView> = Vec::new();
    for view in live {
        let place = triggers.partition_point(|it| (it.left, &it.id) > (view.left, &view.id));
        triggers.insert(place, view);
    }
    triggers
}
