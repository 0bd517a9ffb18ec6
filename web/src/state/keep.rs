//! Keeping and sharing: what was restored or opened, and what could not be.
//!
//! Not here: the format (`kept.rs`), and anything of the browser (`browser/storage.rs`).

use std::rc::Rc;

use grantscope::Script;

use super::kept::{Kept, KeptReplay, MOST_STEPS};
use super::{Action as Anything, Checks, Replay, State};
use crate::words;

/// What is to be said about keeping and sharing.
#[derive(Clone, Debug, Default)]
pub struct Keep {
    /// How often a person changed something that is saved.
    pub changes: usize,
    /// Where a story is on its way that goes before the one of a first visit.
    pub awaits: bool,
    /// Saved work that is not the one that is open.
    pub aside: Option<Aside>,
    /// Why the work is not saved.
    pub not_saved: Option<String>,
    /// Whether another tab saved other work, so that this one saves nothing.
    pub elsewhere: bool,
    /// What was opened in the place of the work.
    pub opened: Option<Opened>,
    /// Whether what came by the address stands in the place of work that is saved.
    pub gave_way: bool,
    /// Why something could not be opened.
    pub trouble: Option<String>,
}

/// A longer draft is not kept, in bytes: it would leave the work no room.
const LONGEST_DRAFT: usize = 1 << 20;

/// Saved work that is not the one that is open, and is kept as it was.
#[derive(Clone, Debug, PartialEq)]
pub struct Aside {
    /// Why; in words for a person.
    pub reason: String,
    /// What was saved.
    pub text: Rc<str>,
}

/// What was opened in the place of the work.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// What it says.
    pub note: &'static str,
    /// Whether there was work of one's own, which can be brought back.
    pub replaced: bool,
}

/// Where a story comes from.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Source {
    /// What the page saved itself.
    Saved,
    /// What another tab of the same page saved.
    OtherTab,
    /// A link to the page.
    Link,
    /// A file, or a text that was pasted.
    File,
}

/// What can happen to what is kept.
#[derive(Clone, Debug)]
pub enum Action {
    /// A story is on its way that goes before the one of a first visit.
    Await,
    /// A text is to be opened.
    Open(Source, Rc<str>),
    /// A story of the library is to be opened, so many steps on.
    OpenStory(String, usize),
    /// It could not even be read.
    Refuse(String),
    /// Saved work was found that cannot be restored, or it gave way to what was opened.
    PutAside(Aside),
    /// It was looked at, and is kept no more.
    ForgetAside,
    /// The work was saved, or was not, and why.
    Saved(Result<(), String>),
    /// Another tab saved meanwhile, or this one saves again.
    Elsewhere(bool),
    /// What is said was read.
    Dismiss,
}

impl From<Action> for Anything {
    fn from(action: Action) -> Self {
        Self::Keeping(action)
    }
}

impl Anything {
    /// Whether it may change what is saved, and a person did it.
    pub(super) const fn is_saved(&self) -> bool {
        !matches!(
            self,
            Self::IndexArrived(_)
                | Self::StoryArrived(..)
                | Self::FetchAgain
                | Self::Play(_)
                | Self::ShowPane(_)
                | Self::Lay(_)
                | Self::Compose(_)
                | Self::KeepCall(_)
                | Self::Dismiss
                | Self::Guide(_)
                | Self::Watch(_)
        ) && !matches!(self, Self::Keeping(action) if !action.is_by_a_person())
    }
}

impl Action {
    const fn is_by_a_person(&self) -> bool {
        matches!(self, Self::Open(Source::OtherTab | Source::File, _))
    }
}

impl State {
    /// The work, to be saved.
    pub fn kept(&self) -> Kept {
        let replay = (self.replay.steps() > 0).then(|| KeptReplay {
            catalogue: self.replay.catalogue(),
            text: self.replay.text(),
            at: self.replay.at,
            question: self.replay_question.clone(),
        });
        let (own, (checks, other_checks)) = (self.own(), self.checks.kept());
        let short = |draft: &str| match draft.len() {
            0..=LONGEST_DRAFT => draft.to_owned(),
            _ => String::new(),
        };
        Kept {
            question: Some(own.question),
            mode: own.mode,
            tab: own.tab,
            checks,
            other_checks,
            replay,
            draft: short(&self.draft),
            system: short(self.system.as_deref().unwrap_or_default()),
            ..Kept::of_branches(own.work.branches())
        }
    }

    /// Why what is written is not saved with the work; nothing if it is.
    pub fn unsaved_draft(&self) -> Option<String> {
        let system = self.system.as_ref().map_or(0, |text| text.len());
        let drafts = [(words::DRAFT_OF_EVENTS, self.draft.len()), (words::DRAFT_OF_SYSTEM, system)];
        let too_long = drafts.into_iter().find(|(_, bytes)| *bytes > LONGEST_DRAFT);
        too_long.map(|(what, bytes)| words::draft_too_long(what, bytes, LONGEST_DRAFT))
    }

    /// Whether a text that was saved holds the same work, whatever of it was looked at.
    pub fn is_saved_in(&self, text: &str) -> bool {
        Kept::read(text).is_ok_and(|saved| saved.work() == self.kept().work())
    }

    /// What a link carries: the story that is shown without anybody's secrets, the moment, and what
    /// is asked. And whether something had to be left out.
    pub fn shared(&self) -> Option<(Kept, bool)> {
        let drive = self.drive();
        let (whole, shared) = (drive.script()?, drive.sandbox()?.script_to_share());
        let secrets = whole != shared;
        Some((Kept::of_moment(shared, drive.at, self.drive_question.clone()), secrets))
    }

    /// The story that is shown, whole.
    pub fn script(&self) -> Option<Script> {
        self.drive().script()
    }

    /// What is being tried, in a few words; nothing if it cannot break the page.
    pub fn doing(&self, action: &Anything) -> Option<String> {
        if let Anything::Do(inputs) = action {
            let names = self.drive().names_at(self.drive().at);
            let told: Vec<String> =
                inputs.iter().map(|it| words::act(it, &names, words::THE_PERSON)).collect();
            return Some(words::cut(&told.join(", "), super::SENTENCE));
        }
        let words = if let Anything::Keeping(Action::Open(source, _)) = action {
            match source {
                Source::Saved => words::RESTORING,
                Source::Link => words::OPENING_LINK,
                Source::OtherTab | Source::File => words::OPENING_FILE,
            }
        } else if let Anything::OpenStory(_) | Anything::Keeping(Action::OpenStory(..)) = action {
            words::OPENING_STORY
        } else if let Anything::Read(_) = action {
            words::READING_EVENTS
        } else {
            return None;
        };
        Some(words.to_owned())
    }

    pub(super) fn keeping(&mut self, action: Action) {
        match action {
            Action::Await => self.keep.awaits = true,
            Action::Open(source, text) => self.open(source, &text),
            Action::OpenStory(file, step) => {
                let replaced = !self.drive().is_untouched();
                self.open_story(&file, step);
                self.keep.awaits = false;
                self.keep.opened = Some(Opened { note: words::OPENED_LINK, replaced });
                self.keep.gave_way = replaced;
            }
            Action::Refuse(reason) => self.refuse(reason),
            Action::PutAside(aside) => {
                self.keep.aside = Some(aside);
                self.keep.gave_way = false;
            }
            Action::ForgetAside => self.keep.aside = None,
            Action::Saved(saved) => self.keep.not_saved = saved.err(),
            Action::Elsewhere(elsewhere) => self.keep.elsewhere = elsewhere,
            Action::Dismiss => {
                self.keep.opened = None;
                self.keep.trouble = None;
            }
        }
    }

    fn open(&mut self, source: Source, text: &Rc<str>) {
        match (self.opened(source, text), source) {
            (Ok(()), Source::Saved) => {}
            (Ok(()), Source::OtherTab) => self.keep.elsewhere = false,
            (Ok(()), Source::Link | Source::File) => self.keep.trouble = None,
            (Err(reason), Source::Saved) => {
                let reason = words::saved_is_broken(&reason);
                self.keep.aside = Some(Aside { reason, text: text.clone() });
            }
            (Err(reason), Source::OtherTab | Source::Link | Source::File) => self.refuse(reason),
        }
        self.keep.awaits = false;
        self.open_first_story();
    }

    /// All or nothing: what is wrong is found before anything changes.
    fn opened(&mut self, source: Source, text: &str) -> Result<(), String> {
        let kept = Kept::read(text)?;
        let own = matches!(source, Source::Saved | Source::OtherTab);
        if !own && kept.steps() > MOST_STEPS {
            return Err(words::too_many_steps(kept.steps(), MOST_STEPS));
        }
        let (question, mode, tab) = (kept.question.clone(), kept.mode, kept.tab);
        let checks = Checks::restored(kept.checks.clone(), kept.other_checks.clone());
        let (draft, system) = (kept.draft.clone(), kept.system.clone());
        let replay = match &kept.replay {
            None if own => Some((Replay::default(), self.replay_question.clone())),
            None => None,
            Some(kept) => Some((
                Replay::restored(kept.catalogue, &kept.text, kept.at)
                    .map_err(|trouble| words::broken_replay(&trouble.reason))?,
                kept.question.clone(),
            )),
        };
        let branches = kept.branches()?;
        self.come_home();
        let replaced = !self.drive().is_untouched();
        self.work.replace(branches, replaced.then(|| self.beside()));
        self.mode = mode;
        if let Some((replay, question)) = replay {
            self.replay = replay;
            self.replay_question = question;
        }
        self.after_new_world();
        match question {
            Some(question) => self.drive_question = question,
            None => self.ask_something(),
        }
        self.tab = tab;
        if own || (source == Source::File && !checks.is_empty()) {
            self.checks = checks;
        }
        if self.draft.is_empty() {
            self.draft = draft.into();
        }
        if self.system.is_none() && !system.is_empty() {
            self.system = Some(system.into());
        }
        self.keep.gave_way = replaced && source == Source::Link;
        let note = match source {
            Source::Saved => None,
            Source::OtherTab => Some(words::TOOK_THEIRS),
            Source::Link => Some(words::OPENED_LINK),
            Source::File => Some(words::OPENED_FILE),
        };
        self.keep.opened = note.map(|note| Opened { note, replaced });
        Ok(())
    }

    fn refuse(&mut self, reason: String) {
        self.keep.trouble = Some(reason);
        self.keep.awaits = false;
        self.open_first_story();
    }
}
