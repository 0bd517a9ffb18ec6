//! The work as it is written down: one format for what is saved, for a link and for a file.
//!
//! A script is the story of one branch; around it stands what was shown of it, and the other
//! branches, each without the steps that it shares with one before it. A script alone is read too.
//! Not here: where it is kept (`browser/storage.rs`), and how a link is packed (`browser/link.rs`).

use std::rc::Rc;
use std::sync::Arc;

use grantscope::{Cast, Catalogue, Input, Question, Script, Step, read_script};
use serde::{Deserialize, Serialize};

use super::checks::ChecksOf;
use super::{Branch, Branches, Check, Drive, Mode, Parting, Tab};
use crate::words;

/// The version of the format that is written.
const VERSION: u32 = 1;

/// What comes from elsewhere has at most so many steps: each keeps a world.
pub const MOST_STEPS: usize = 20_000;

/// The work. Unknown fields are refused.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    /// The version of this format.
    pub(super) saved: u32,
    /// The first branch.
    pub(super) script: Script,
    /// How many steps of it lie before the moment that is shown.
    #[serde(default)]
    pub(super) at: usize,
    /// What it is called, if it is not the only one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) name: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) branches: Vec<KeptBranch>,
    /// Which branch is shown, counted from zero.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(super) shown: usize,
    /// What is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) question: Option<Question>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub(super) mode: Mode,
    #[serde(default, skip_serializing_if = "is_default")]
    pub(super) tab: Tab,
    /// The questions that are asked again at every step of a story of Slack's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) checks: Vec<Check>,
    /// Those of other permission systems.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) other_checks: Vec<ChecksOf>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) replay: Option<KeptReplay>,
    /// What is written and not replayed yet.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) draft: String,
    /// The permission system that is written.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) system: String,
}

/// The events that were replayed.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KeptReplay {
    /// Which permission system they are of. Without it: Slack's.
    #[serde(default, skip_serializing_if = "is_slacks")]
    pub(super) catalogue: Catalogue,
    /// Each as it came.
    pub(super) text: String,
    /// How many lie before the moment that is shown.
    pub(super) at: usize,
    /// What is asked.
    pub(super) question: Question,
}

/// A branch that shares its first steps with one before it.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KeptBranch {
    name: String,
    /// Which branch it parts from, counted from zero.
    from: usize,
    /// How many steps the two have in common.
    after: usize,
    inputs: Vec<Input>,
    at: usize,
}

/// Just enough to tell what a text is.
#[derive(Deserialize)]
struct Outline {
    saved: Option<u32>,
    version: Option<u32>,
}

fn is_zero(number: &usize) -> bool {
    *number == 0
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl Kept {
    /// A script, shown from its first step on.
    fn of_script(script: Script) -> Self {
        Self {
            saved: VERSION,
            script,
            at: 1,
            name: String::new(),
            branches: Vec::new(),
            shown: 0,
            question: None,
            mode: Mode::default(),
            tab: Tab::default(),
            checks: Vec::new(),
            other_checks: Vec::new(),
            replay: None,
            draft: String::new(),
            system: String::new(),
        }
    }

    /// One moment of a story, and what is asked of it. Nothing else.
    pub(super) fn of_moment(script: Script, at: usize, question: Question) -> Self {
        Self { at, question: Some(question), ..Self::of_script(script) }
    }

    /// All branches.
    pub(super) fn of_branches(branches: &Branches) -> Self {
        let all: Vec<&Branch> = branches.all().collect();
        let (Some(first), script) = (all.first(), all.first().and_then(|it| it.drive.script()))
        else {
            return Self::of_script(Script::default());
        };
        let others = all.iter().enumerate().skip(1);
        Self {
            at: first.drive.at,
            name: first.name.to_string(),
            branches: others
                .map(|(index, branch)| KeptBranch::of(branch, all.iter().take(index)))
                .collect(),
            shown: branches.shown(),
            ..Self::of_script(script.unwrap_or_default())
        }
    }

    /// Reads what was saved, a link or a file: the work, or a script alone.
    ///
    /// # Errors
    /// What is wrong with the text, and where; in words for a person.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let wrong = |problem| words::not_a_story(&problem);
        // A list would be read as the fields of the outline in their order.
        if text.trim_start().starts_with('[') {
            return Err(words::NO_STORY_IN_IT.to_owned());
        }
        match read_script::<Outline>(text).map_err(wrong)? {
            Outline { saved: Some(version), .. } | Outline { version: Some(version), .. }
                if version > VERSION =>
            {
                Err(words::FROM_A_NEWER_VERSION.to_owned())
            }
            Outline { saved: Some(_), .. } => read_script(text).map_err(wrong),
            Outline { saved: None, version: Some(_) } => {
                read_script(text).map(Self::of_script).map_err(wrong)
            }
            Outline { saved: None, version: None } => Err(words::NO_STORY_IN_IT.to_owned()),
        }
    }

    /// The cast of a story that was saved.
    ///
    /// # Errors
    /// What is wrong with the text, and where; in words for a person.
    pub(crate) fn cast_of(text: &str) -> Result<Cast, String> {
        Self::read(text).map(|kept| kept.script.cast)
    }

    /// What was made, whatever of it one looks at: two that are the same hold the same work.
    pub(super) fn work(self) -> String {
        let Self { script, name, mut branches, checks, other_checks, mut replay, .. } = self;
        let (draft, system) = (self.draft, self.system);
        for branch in &mut branches {
            branch.at = 0;
        }
        if let Some(replay) = &mut replay {
            replay.at = 0;
            replay.question = Question::default();
        }
        let rest = Self::of_script(script);
        let made = Self { name, branches, checks, other_checks, replay, draft, system, ..rest };
        grantscope::to_json(&made)
    }

    /// How many steps it tells.
    pub(super) fn steps(&self) -> usize {
        let others = self.branches.iter().map(|branch| branch.inputs.len());
        self.script.inputs.len() + others.sum::<usize>()
    }

    /// Lets everything happen again.
    ///
    /// # Errors
    /// The first thing that makes no sense; in words for a person.
    pub(super) fn branches(self) -> Result<Branches, String> {
        let named = |name: &str, number: usize| {
            let given = words::cut(name, words::LONGEST_BRANCH);
            Rc::from(if name.is_empty() { words::branch(number) } else { given })
        };
        let nowhere = |reason: String| words::broken_story(&reason);
        let drive = Drive::of_script(self.script).map_err(nowhere)?.shown_at(self.at);
        let mut all = vec![Branch { id: 0, name: named(&self.name, 1), parted: None, drive }];
        for branch in self.branches {
            let Some(from) = all.get(branch.from) else {
                return Err(words::no_such_branch(branch.from));
            };
            let drive =
                from.drive.clone().shown_at(branch.after).after(branch.inputs).map_err(nowhere)?;
            let parted = Some(Parting { from: from.origin(), step: branch.after });
            let name = named(&branch.name, all.len() + 1);
            let id = all.len();
            all.push(Branch { id, name, parted, drive: drive.shown_at(branch.at) });
        }
        Ok(Branches::of_all(all).showing(self.shown))
    }
}

impl KeptBranch {
    fn of<'a>(branch: &Branch, before: impl Iterator<Item = &'a &'a Branch>) -> Self {
        let steps = branch.drive.history();
        let common = |other: &Branch| {
            let pairs = steps.iter().zip(other.drive.history());
            pairs.take_while(|(one, other)| Arc::ptr_eq(one, other)).count()
        };
        let shared = before.map(|other| common(other)).enumerate();
        let (from, after) = shared.max_by_key(|(_, steps)| *steps).unwrap_or_default();
        let input = |step: &Arc<Step>| step.input.clone();
        Self {
            name: branch.name.to_string(),
            from,
            after,
            inputs: steps.iter().skip(after).map(input).collect(),
            at: branch.drive.at,
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_slacks(catalogue: &Catalogue) -> bool {
    catalogue.is_slacks()
}
