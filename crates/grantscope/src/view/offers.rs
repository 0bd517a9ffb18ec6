//! What can happen now, and what cannot and why.
//!
//! Each offer is decided on paper, so that an offer without an obstacle succeeds and one with an
//! obstacle fails for just that reason.

use serde::Serialize;

use super::sentence::{label, name};
use crate::model::conversation_state::ConversationState;
use crate::model::trigger::Dialog;
use crate::model::workspace::Workspace;
use crate::model::{
    Answer, Call, Channels, Command, ConversationId, Gesture, Input, InstallRoute, ResourceKind,
    UserId,
};
use crate::rules::{Decision, TRIGGER_LIFETIME, decide};

/// An input ready to be sent.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Offer {
    /// Who would do it.
    pub actor: Actor,
    /// What it does: `Invite the app to #lunch`.
    pub label: String,
    /// What to send.
    pub input: Input,
    /// Why it would not succeed.
    pub obstacle: Option<String>,
}

/// Who makes something happen.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// A person.
    Person,
    /// The app.
    App,
    /// Time.
    Time,
}

/// The methods by which an app looks up what it holds.
const LOOKUPS: [&str; 4] = [
    "apps.permissions.info",
    "apps.permissions.resources.list",
    "apps.permissions.scopes.list",
    "apps.permissions.users.list",
];

/// So many places, questions, codes and dialogs of each sort are looked at, so that a workspace of
/// ten thousand channels is as quick as one of ten.
const MOST: usize = 16;

/// So many conversations are looked at for that, the last first.
const MOST_LOOKED_AT: usize = 1000;

/// What one person, the app and time could do now. A screen completes installs and requests with
/// the scopes, and approvals with the channels, that people choose. Of many conversations those that
/// came about last are offered, among those that the app reaches and among the others.
pub(crate) fn offers(workspace: &Workspace, user: UserId) -> Vec<Offer> {
    let people = person_commands(workspace, user).map(|command| (Actor::Person, 1000, command));
    let app = app_commands(workspace).map(|command| (Actor::App, 200, command));
    let time = [TRIGGER_LIFETIME + 1000, 10 * 60 * 1000]
        .map(|after| (Actor::Time, after, Command::Wait {}));
    people
        .chain(app)
        .chain(time)
        .map(|(actor, after, command)| offer(workspace, actor, Input { after, command }))
        .collect()
}

fn person_commands(workspace: &Workspace, user: UserId) -> impl Iterator<Item = Command> {
    let answers = newest(workspace.open_prompts()).into_iter().flat_map(|prompt| {
        [Answer::Approve { channels: Channels::None }, Answer::Deny]
            .map(|answer| Command::Answer { prompt: prompt.id, answer })
    });
    let installs = [InstallRoute::Oauth, InstallRoute::Settings]
        .map(|through| Command::install(user, &[], through));
    let (reached, shown) = places(workspace);
    let invite = move |conversation| Command::Invite { user, conversation };
    let kick = move |conversation| Command::Kick { user, conversation };
    let click = move |conversation| Command::Interact { user, conversation, by: Gesture::Button };
    let home = workspace.home(user);
    let kept: Vec<Command> =
        shown.iter().flat_map(|(id, state)| keeping(user, *id, state)).collect();
    let everywhere: Vec<ConversationId> = shown.into_iter().map(|(id, _)| id).collect();
    answers
        .chain(installs)
        .chain(home.into_iter().chain(reached).map(click))
        .chain(everywhere.clone().into_iter().map(invite))
        .chain(everywhere.into_iter().map(kick))
        .chain(home.map(kick))
        .chain(kept)
        .chain([false, true].map(|private| creation(workspace, user, private)))
        .chain(newest(workspace.open_dialogs()).into_iter().map(submission))
        .chain([
            Command::OpenAppHome { user },
            Command::Revoke { user },
            Command::Uninstall { user },
            Command::Deactivate { user },
        ])
}

type Place<'a> = (ConversationId, &'a ConversationState);

/// The conversations that the app reaches, and those that are offered, both in the order in which
/// they came about.
fn places(workspace: &Workspace) -> (Vec<ConversationId>, Vec<Place<'_>>) {
    let is_reached = |(id, state): &Place<'_>| {
        workspace.grants().of(state.kind).reach.containment(id.id()).is_inside()
    };
    let (mut reached, mut others, mut shown) = (0, 0, Vec::new());
    for place in workspace.newest_conversations().take(MOST_LOOKED_AT) {
        let inside = is_reached(&place);
        let count: &mut usize = if inside { &mut reached } else { &mut others };
        if *count < MOST {
            *count = count.saturating_add(1);
            shown.push((inside, place));
        }
        if reached == MOST && others == MOST {
            break;
        }
    }
    shown.reverse();
    let inside = shown.iter().filter(|(inside, _)| *inside).map(|(_, (id, _))| *id).collect();
    (inside, shown.into_iter().map(|(_, place)| place).collect())
}

/// The last of many, in order.
fn newest<T>(all: impl DoubleEndedIterator<Item = T>) -> Vec<T> {
    let mut last: Vec<T> = all.rev().take(MOST).collect();
    last.reverse();
    last
}

fn submission(dialog: &Dialog) -> Command {
    Command::SubmitDialog { dialog: dialog.id }
}

/// What a person does with a channel: archives it or brings it back, and turns it private.
fn keeping(user: UserId, conversation: ConversationId, state: &ConversationState) -> Vec<Command> {
    let archived = match state.archived {
        true => Command::Unarchive { user, conversation },
        false => Command::Archive { user, conversation },
    };
    let private = Command::MakePrivate { user, conversation };
    let public = state.kind == ResourceKind::Channel;
    let archived = state.is_channel().then_some(archived);
    archived.into_iter().chain(public.then_some(private)).collect()
}

/// A channel that is numbered: each that comes about has another name.
fn creation(workspace: &Workspace, user: UserId, private: bool) -> Command {
    let number = workspace.conversations_count().saturating_add(1);
    Command::CreateConversation { user, name: format!("new-channel-{number}"), private }
}

fn app_commands(workspace: &Workspace) -> impl Iterator<Item = Command> {
    let codes = newest(workspace.codes().filter(|code| !code.exchanged));
    let exchanges = codes.into_iter().map(|code| code.exchange(&workspace.cast().app));
    let renewal = workspace.can_refresh().then(|| Call::refreshing(&workspace.cast().app));
    exchanges.chain(renewal).chain(LOOKUPS.map(Call::plain)).map(Command::Call)
}

/// An input, decided on paper.
pub(crate) fn offer(workspace: &Workspace, actor: Actor, input: Input) -> Offer {
    let label = label(workspace, &input);
    let obstacle = match workspace.now().later(input.after) {
        None => Some("time cannot go on that far".to_owned()),
        Some(then) => match decide(&workspace.at(then), &input.command) {
            Err(misuse) => Some(with_names(workspace, &misuse.to_string())),
            Ok(Decision { reply, .. }) => reply
                .and_then(|reply| reply.error())
                .map(|error| format!("Slack would answer `{}`", error.code())),
        },
    };
    Offer { actor, label, input, obstacle }
}

/// A screen speaks of people and places by name: what stands in backticks and is called something.
fn with_names(workspace: &Workspace, text: &str) -> String {
    let parts = text.split('`').enumerate().map(|(index, part)| match part.parse() {
        Ok(id) if index % 2 == 1 => name(workspace, id),
        Ok(_) | Err(_) if index % 2 == 1 => format!("`{part}`"),
        Ok(_) | Err(_) => part.to_owned(),
    });
    parts.collect()
}
