//! The guided tour: chapters of stops, each a moment of a story and what to look at there.
//!
//! Its words and moments are data (`tests/scenarios/tour.json`). Not here: how a stop is entered and
//! left (`guide.rs`).

use std::rc::Rc;

use grantscope::{Question, Script, Stage, UserId};
use serde::Deserialize;

use super::{Drive, State, Tab};

/// The tour.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Tour {
    /// Its chapters.
    pub chapters: Vec<Chapter>,
}

/// A part of the tour about one thing.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Chapter {
    /// What it is about.
    pub title: String,
    /// Where it stops.
    pub stops: Vec<Stop>,
}

/// A moment of a story, and what to look at there.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Stop {
    /// In a few words.
    pub title: String,
    /// In a sentence or two.
    pub says: String,
    /// The story's file.
    pub story: String,
    /// How many of its steps have happened.
    pub step: usize,
    /// What to look at.
    pub look: Look,
    /// What the detail shows; if nothing is said, what it showed before.
    #[serde(default)]
    pub tab: Option<Tab>,
    /// What is asked; if nothing is said, what was asked before.
    #[serde(default)]
    pub question: Option<Question>,
    /// Who acts, where a person does.
    #[serde(default)]
    pub person: Option<UserId>,
    /// What the reader does here.
    #[serde(default)]
    pub task: Option<Task>,
}

/// What to look at.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "snake_case")]
pub enum Look {
    /// The lifecycle.
    Lifecycle,
    /// The grants.
    Grants,
    /// The detail: an open question to a person, the verdict, or what happened.
    Detail,
    /// What can happen next.
    Next,
    /// The player.
    Player,
}

/// One thing that the reader does.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Task {
    /// What.
    pub ask: String,
    /// How the model shows that it was done.
    pub until: Until,
}

/// What has to be so. Whatever is named has to hold.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Until {
    /// The app is in this stage.
    #[serde(default)]
    pub stage: Option<Stage>,
    /// Somebody has just clicked, and the app could ask.
    #[serde(default)]
    pub trigger: Option<bool>,
    /// The app may make this call.
    #[serde(default)]
    pub allowed: Option<Question>,
    /// The app may not make this call.
    #[serde(default)]
    pub denied: Option<Question>,
}

impl Look {
    /// Its name, for the style sheet.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Lifecycle => "lifecycle",
            Self::Grants => "grants",
            Self::Detail => "detail",
            Self::Next => "next",
            Self::Player => "player",
        }
    }
}

impl Tour {
    /// How many stops there are.
    pub fn stops(&self) -> usize {
        self.chapters.iter().map(|chapter| chapter.stops.len()).sum()
    }

    /// A stop with its chapter, counted from zero through all chapters.
    pub fn stop(&self, number: usize) -> Option<(&Chapter, &Stop)> {
        let in_chapter = |chapter| move |stop| (chapter, stop);
        self.chapters
            .iter()
            .flat_map(|chapter| chapter.stops.iter().map(in_chapter(chapter)))
            .nth(number)
    }
}

impl Stop {
    /// The world as it is here: the story up to its step, and nothing of what comes later.
    pub(super) fn world(&self, script: &Script) -> Result<Drive, String> {
        let mut so_far = script.clone();
        so_far.inputs.truncate(self.step);
        let mut drive = Drive::of_story(&self.story, &Rc::new(so_far))?;
        drive.look_at(drive.steps());
        Ok(drive)
    }
}

impl Until {
    /// Whether all of it is so at the moment that is shown.
    pub(super) fn holds(&self, state: &State) -> bool {
        let drive = state.drive();
        let Some(sandbox) = drive.sandbox() else { return false };
        let passes = |question: &Question| {
            sandbox.verdict_at(drive.at, question).is_ok_and(|verdict| verdict.allowed)
        };
        let view = drive.view();
        self.stage.is_none_or(|stage| drive.course().stage_at(drive.at) == stage)
            && self.trigger.is_none_or(|open| open != view.triggers.is_empty())
            && self.allowed.as_ref().is_none_or(passes)
            && !self.denied.as_ref().is_some_and(passes)
    }
}
