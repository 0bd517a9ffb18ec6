//! What is tried while a world is explored, and how far: the bounds that make it small.
//!
//! Whatever is found holds within these bounds, and is said of no other world. Not here: the inputs
//! themselves (`inputs.rs`).

use grantscope::{Call, Cast, Command, InstallRoute, Moment, TokenName, UserId};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::mistake::{Mistake, told};

/// What is tried.
///
/// Everything happens at once, but for waits that are as long as triggers, codes and tokens live: a
/// thing is fresh until such a wait, and short waits do not add up to a long one.
#[derive(Clone, Debug, Eq, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct World {
    /// Who acts. Without it: everybody.
    #[serde(default)]
    pub people: Option<Vec<UserId>>,
    /// The scopes that the app asks for together, while it is installed and later on; none at all is
    /// tried at installs besides.
    #[serde(default)]
    pub scopes: Vec<Vec<String>>,
    /// How the app is installed. Without it: by OAuth and from its settings.
    #[serde(default = "every_route")]
    pub through: Vec<InstallRoute>,
    /// What can happen. Without it: all but what changes the workspace rather than the app.
    #[serde(default = "Act::usual")]
    pub acts: Vec<Act>,
    /// So many questions, triggers, codes and dialogs, of each, wait for somebody at once.
    #[serde(default = "one")]
    pub at_once: usize,
    /// So many channels are named, at most, by who approves. Without it: one.
    #[serde(default = "one")]
    pub named_channels: usize,
    /// Calls that are tried besides, in every state.
    #[serde(default)]
    pub calls: Vec<Call>,
}

/// So many sets, of scopes or of channels, are chosen among at most: each is tried in every state.
pub(crate) const MOST_CHOICES: usize = 1024;

/// Why a world cannot be explored.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[error("{}", told(mistakes))]
pub struct WorldError {
    /// Every mistake, with its place.
    pub mistakes: Vec<Mistake>,
}

/// How far to look. What comes first ends the exploration.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// So many steps from the start.
    pub depth: u32,
    /// So many states.
    pub states: u32,
    /// About so many bytes.
    pub bytes: usize,
}

/// Something that can happen, by the name that scripts have for it.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// A person starts to install the app.
    Install,
    /// A person answers a question.
    Answer,
    /// The app exchanges a code for its token.
    Exchange,
    /// The app renews its token.
    Refresh,
    /// A person invites the app.
    Invite,
    /// A person removes the app.
    Kick,
    /// A person clicks, which gives the app a trigger.
    Interact,
    /// The app asks the person behind a trigger for more.
    Ask,
    /// A person sends off a dialog.
    SubmitDialog,
    /// A person opens a direct message with the app.
    OpenAppHome,
    /// A person takes back what the app may do for them.
    Revoke,
    /// A person uninstalls the app.
    Uninstall,
    /// Time passes.
    Wait,
    /// An account is deleted.
    Deactivate,
    /// A channel is archived.
    Archive,
    /// A channel is brought back.
    Unarchive,
    /// A channel is turned private.
    MakePrivate,
}

impl World {
    /// What can usually happen in the world of a cast, to an app that asks for no scopes.
    pub fn of(cast: &Cast) -> Self {
        Self {
            people: Some(cast.people.iter().map(|person| person.id).collect()),
            scopes: Vec::new(),
            through: every_route(),
            acts: Act::usual(),
            at_once: 1,
            named_channels: 1,
            calls: Vec::new(),
        }
    }

    /// Whether it can be explored from a moment: everybody and every scope is known, and there is not
    /// too much to choose from.
    ///
    /// # Errors
    /// Every mistake, with its place.
    pub fn check(&self, start: &Moment) -> Result<(), WorldError> {
        let mut mistakes = Vec::new();
        for (index, user) in self.people.iter().flatten().enumerate() {
            if start.cast().person(*user).is_none() {
                let fault = format!("there is no person `{user}`");
                mistakes.push(Mistake::new(format!("people[{index}]"), fault));
            }
        }
        for (index, set) in self.scopes.iter().enumerate() {
            let catalogue = start.cast().catalogue;
            let unknown =
                set.iter().enumerate().filter(|(_, name)| catalogue.scope(name).is_none());
            for (place, name) in unknown {
                let fault = format!("there is no scope `{name}`");
                mistakes.push(Mistake::new(format!("scopes[{index}][{place}]"), fault));
            }
        }
        let channels = start.public_channels().count();
        let sets = sets_of(channels, self.named_channels);
        for (name, count) in [("scopes", self.scopes.len()), ("named_channels", sets)] {
            if count > MOST_CHOICES {
                let fault = format!(
                    "expected at most {MOST_CHOICES} sets to choose from, got more: shrink it"
                );
                mistakes.push(Mistake::new(name.to_owned(), fault));
            }
        }
        if mistakes.is_empty() { Ok(()) } else { Err(WorldError { mistakes }) }
    }

    pub(crate) fn has(&self, act: Act) -> bool {
        self.acts.contains(&act)
    }
}

impl Default for Limits {
    /// A hundred thousand states, and half a gigabyte.
    fn default() -> Self {
        Self { depth: u32::MAX, states: 100_000, bytes: 512 << 20 }
    }
}

impl Act {
    /// All of them.
    pub const ALL: [Self; 17] = [
        Self::Install,
        Self::Answer,
        Self::Exchange,
        Self::Refresh,
        Self::Invite,
        Self::Kick,
        Self::Interact,
        Self::Ask,
        Self::SubmitDialog,
        Self::OpenAppHome,
        Self::Revoke,
        Self::Uninstall,
        Self::Wait,
        Self::Deactivate,
        Self::Archive,
        Self::Unarchive,
        Self::MakePrivate,
    ];

    /// All but what changes the workspace rather than the app: accounts and channels stay.
    pub fn usual() -> Vec<Self> {
        let changes_the_workspace =
            [Self::Deactivate, Self::Archive, Self::Unarchive, Self::MakePrivate];
        Self::ALL.into_iter().filter(|act| !changes_the_workspace.contains(act)).collect()
    }

    /// What a command is, if it is ever tried unasked.
    pub(crate) fn of(command: &Command) -> Option<Self> {
        Some(match command {
            Command::Install { .. } => Self::Install,
            Command::Answer { .. } => Self::Answer,
            Command::Invite { .. } => Self::Invite,
            Command::Kick { .. } => Self::Kick,
            Command::Interact { .. } => Self::Interact,
            Command::SubmitDialog { .. } => Self::SubmitDialog,
            Command::OpenAppHome { .. } => Self::OpenAppHome,
            Command::Revoke { .. } => Self::Revoke,
            Command::Uninstall { .. } => Self::Uninstall,
            Command::Wait {} => Self::Wait,
            Command::Deactivate { .. } => Self::Deactivate,
            Command::Archive { .. } => Self::Archive,
            Command::Unarchive { .. } => Self::Unarchive,
            Command::MakePrivate { .. } => Self::MakePrivate,
            Command::Call(call) if call.token == TokenName::Refresh => Self::Refresh,
            Command::Call(call) if call.arguments.contains_key("code") => Self::Exchange,
            Command::Call(call) if call.arguments.contains_key("trigger_id") => Self::Ask,
            Command::Call(_)
            | Command::CreateConversation { .. }
            | Command::AddSlashCommand { .. }
            | Command::Message { .. }
            | Command::DeleteWorkspace { .. }
            | Command::Fault(_)
            | Command::Recover {}
            | Command::Endpoint { .. }
            | Command::Unanswered { .. }
            | Command::VerifyRequestUrl {} => return None,
        })
    }
}

/// How many sets there are of at most so many of so many things, or a few more than can be tried.
fn sets_of(things: usize, most: usize) -> usize {
    let mut all: usize = 1;
    let mut of_this_size: usize = 1;
    for size in 1..=most.min(things) {
        let rest = things.saturating_sub(size).saturating_add(1);
        of_this_size = of_this_size.saturating_mul(rest).checked_div(size).unwrap_or(0);
        all = all.saturating_add(of_this_size);
        if all > MOST_CHOICES {
            break;
        }
    }
    all
}

fn every_route() -> Vec<InstallRoute> {
    InstallRoute::ALL.to_vec()
}

fn one() -> usize {
    1
}
