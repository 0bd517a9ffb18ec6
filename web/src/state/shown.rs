//! What the page shows at a time: which of the two things one does, which part of the detail, what lies
//! over it.
//!
//! Not here: how it changes (`action.rs`, `state.rs`), and how it is drawn (`components`).

use grantscope::{InstallRoute, UserId};
use serde::{Deserialize, Serialize};

/// What one is doing.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Driving the sandbox.
    #[default]
    Drive,
    /// Replaying events.
    Replay,
}

/// What the detail shows.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tab {
    /// The verdict.
    #[default]
    Why,
    /// What happened in this step.
    Step,
    /// What the app believes, beside what is so.
    Belief,
    /// The questions that are asked again at every step.
    Checks,
    /// Calls that one makes in the app's name.
    Console,
}

/// What lies over the page, one at a time.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Overlay {
    /// The stories to choose from.
    Gallery,
    /// The challenges to choose from.
    Challenges,
    /// What can be done, to be found by its name.
    Palette,
    /// The keys, and how the page is read.
    Help,
    /// What the words mean, and what became of each.
    Glossary,
    /// The same, at one of the words.
    Term(&'static str),
    /// The rules, one of them opened.
    RuleBook(Option<&'static str>),
    /// Ways to keep and to share the work.
    Share,
    /// The clock, and ways to wait.
    Clock,
    /// The steps, to be found by number, word or event.
    Jump,
    /// The branches of the work.
    Branches,
    /// Everything that can happen.
    Explore,
    /// Another permission system, to begin in.
    System,
}

/// What a narrow screen shows below the picture.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Pane {
    /// The steps and what can come next.
    Steps,
    /// The grants.
    Grants,
    /// The detail.
    #[default]
    Detail,
}

/// A command that lacks the scopes, which a person chooses.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Composer {
    /// Somebody installs the app.
    Install {
        /// Who.
        user: UserId,
        /// By which way.
        through: InstallRoute,
    },
    /// The app asks somebody for more.
    Ask {
        /// With which trigger.
        trigger: String,
        /// Whom.
        user: UserId,
        /// What they are called.
        name: String,
    },
}
