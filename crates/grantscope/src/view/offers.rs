//! What can happen now, and what cannot and why.
//!
//! Each offer is decided on paper, so that an offer without an obstacle succeeds and one with an
//! obstacle fails for just that reason.

use serde::Serialize;

use super::sentence::{label, name, service};
use crate::model::conversation_state::ConversationState;
use crate::model::prompt::Prompt;
use crate::model::workspace::Workspace;
use crate::model::{
    Answer, Call, Channels, Command, ConversationId, Gesture, Input, InstallRoute, ResourceKind,
    UserId,
};
use crate::rules::{Decision, TRIGGER_LIFETIME, asks_for_channels, decide};

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
    let mut offers = Vec::new();
    let mut add = |actor, after, commands: Vec<Command>| {
        for command in commands {
            offers.push(offer(workspace, actor, Input { after, command }));
        }
    };
    add(Actor::Person, 1000, person_commands(workspace, user));
    add(Actor::App, 200, app_commands(workspace));
    add(Actor::Time, TRIGGER_LIFETIME + 1000, vec![Command::Wait {}]);
    add(Actor::Time, 10 * 60 * 1000, vec![Command::Wait {}]);
    offers
}

/// What these people and the app could do now: each command once, tried or not. Look-ups, time and
/// new channels are left out.
pub(crate) fn offered(workspace: &Workspace, people: &[UserId]) -> Vec<Command> {
    let mut commands = Vec::new();
    for (index, user) in people.iter().enumerate() {
        let own = person_commands(workspace, *user).into_iter();
        let is_anybodys = |command: &Command| {
            matches!(command, Command::Answer { .. } | Command::SubmitDialog { .. })
        };
        let makes = |command: &Command| matches!(command, Command::CreateConversation { .. });
        commands.extend(own.filter(|it| !makes(it) && (index == 0 || !is_anybodys(it))));
    }
    commands.extend(exchanges(workspace));
    commands
}

fn person_commands(workspace: &Workspace, user: UserId) -> Vec<Command> {
    let mut commands = Vec::new();
    for prompt in newest(workspace.open_prompts()) {
        let answers = answers(prompt).into_iter();
        commands.extend(answers.map(|answer| Command::Answer { prompt: prompt.id, answer }));
    }
    for through in [InstallRoute::Oauth, InstallRoute::Settings] {
        commands.push(Command::install(user, &[], through));
    }
    about_places(workspace, user, &mut commands);
    for private in [false, true] {
        commands.push(creation(workspace, user, private));
    }
    for dialog in newest(workspace.open_dialogs()) {
        commands.push(Command::SubmitDialog { dialog: dialog.id });
    }
    commands.push(Command::OpenAppHome { user });
    commands.push(Command::Revoke { user });
    commands.push(Command::Uninstall { user });
    commands.push(Command::Deactivate { user });
    commands
}

/// To approve without any place, or for all of them where places can be chosen; and to decline.
fn answers(prompt: &Prompt) -> Vec<Answer> {
    let everywhere = Channels::AllExcept(Vec::new());
    let everywhere = asks_for_channels(prompt).then_some(everywhere);
    let approvals = std::iter::once(Channels::None).chain(everywhere);
    approvals.map(|channels| Answer::Approve { channels }).chain([Answer::Deny]).collect()
}

fn about_places(workspace: &Workspace, user: UserId, commands: &mut Vec<Command>) {
    let (reached, shown) = places(workspace);
    let home = workspace.home(user);
    for conversation in home.into_iter().chain(reached) {
        commands.push(Command::Interact { user, conversation, by: Gesture::Button });
    }
    for (conversation, _) in &shown {
        commands.push(Command::Invite { user, conversation: *conversation });
    }
    for conversation in shown.iter().map(|(id, _)| *id).chain(home) {
        commands.push(Command::Kick { user, conversation });
    }
    for (id, state) in shown {
        keeping(user, id, state, commands);
    }
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

/// What a person does with a channel: archives it or brings it back, and turns it private.
fn keeping(
    user: UserId,
    conversation: ConversationId,
    state: &ConversationState,
    commands: &mut Vec<Command>,
) {
    if state.is_channel() {
        commands.push(match state.archived {
            true => Command::Unarchive { user, conversation },
            false => Command::Archive { user, conversation },
        });
    }
    if state.kind == ResourceKind::Channel {
        commands.push(Command::MakePrivate { user, conversation });
    }
}

/// A channel that is numbered: each that comes about has another name.
fn creation(workspace: &Workspace, user: UserId, private: bool) -> Command {
    let number = workspace.conversations_count().saturating_add(1);
    let kind = if private { ResourceKind::Group } else { ResourceKind::Channel };
    let catalogue = workspace.catalogue();
    let word = if catalogue.is_slacks() { catalogue.place() } else { catalogue.singular(kind) };
    Command::CreateConversation { user, name: format!("new-{}-{number}", plain(word)), private }
}

/// A word as names have it, and not too long.
fn plain(word: &str) -> String {
    const MOST: usize = 10;
    let letters = word.chars().filter(char::is_ascii_alphanumeric).take(MOST);
    letters.map(|letter| letter.to_ascii_lowercase()).collect()
}

fn app_commands(workspace: &Workspace) -> Vec<Command> {
    let mut commands = exchanges(workspace);
    for method in LOOKUPS {
        commands.push(Command::Call(Call::plain(method)));
    }
    commands
}

/// What an app does for its tokens.
fn exchanges(workspace: &Workspace) -> Vec<Command> {
    let app = &workspace.cast().app;
    let mut commands = Vec::new();
    for code in newest(workspace.codes().filter(|code| !code.exchanged)) {
        commands.push(Command::Call(code.exchange(app)));
    }
    if workspace.can_refresh() {
        commands.push(Command::Call(Call::refreshing(app)));
    }
    commands
}

/// An input, decided on paper.
pub(crate) fn offer(workspace: &Workspace, actor: Actor, input: Input) -> Offer {
    let label = label(workspace, &input);
    let obstacle = match workspace.now().later(input.after) {
        None => Some("time cannot go on that far".to_owned()),
        Some(then) => match decide(&workspace.at(then), &input.command) {
            Err(misuse) => Some(with_names(workspace, &misuse.told_in(workspace.catalogue()))),
            Ok(Decision { reply, .. }) => reply
                .and_then(|reply| reply.error())
                .map(|error| format!("{} would answer `{}`", service(workspace), error.code())),
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
