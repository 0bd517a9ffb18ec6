//! Going through time: how fast a story plays, and the moment that others are compared with.
//!
//! Not here: the branches (`work.rs`), and what a moment shows (`scene.rs`).

use std::rc::Rc;

use grantscope::{Command, GrantsView, Input};

use super::{Branch, Branches, Course, Mode, Origin, State};
use crate::words;

/// How one goes through time.
#[derive(Clone, Debug, Default)]
pub struct Time {
    /// How fast a story plays.
    pub pace: Pace,
    pub(super) pin: Option<Rc<Pin>>,
}

/// How fast a story plays.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Pace {
    /// At half the pace.
    Half,
    /// As usual.
    #[default]
    Usual,
    /// Twice as fast.
    Double,
    /// Four times as fast.
    Fourfold,
}

/// A moment that others are compared with. It stays what it was whatever becomes of its branch.
#[derive(Clone, Debug, PartialEq)]
pub struct Pin {
    /// Of which story it is.
    pub mode: Mode,
    /// The branch, where there is more than one.
    pub branch: Option<Origin>,
    /// How many steps lie before it.
    pub step: usize,
    /// When it is, in milliseconds since 1970.
    pub time: Option<u64>,
    /// What the app held.
    pub grants: GrantsView,
}

/// What can happen to time.
#[derive(Clone, Debug)]
pub enum TimeAction {
    /// A story is to play at another pace.
    Pace(Pace),
    /// Other moments are to be compared with the one that is shown.
    Pin,
    /// Nothing is to be compared any more.
    Unpin,
    /// It is to be so many milliseconds since 1970. Time only goes forward.
    Reach(u64),
    /// The same people and places are to begin anew, so many milliseconds since 1970.
    BeginAnew(u64),
    /// A branch is to be called something else.
    Rename(usize, Rc<str>),
    /// A branch is to be dropped.
    Drop(usize),
}

impl Pace {
    /// Every pace, the slowest first.
    pub const ALL: [Self; 4] = [Self::Half, Self::Usual, Self::Double, Self::Fourfold];

    /// How long a step takes, in milliseconds.
    pub const fn beat(self) -> u32 {
        match self {
            Self::Half => 2400,
            Self::Usual => 1200,
            Self::Double => 600,
            Self::Fourfold => 300,
        }
    }
}

impl State {
    /// How the story that is shown went.
    pub fn course(&self) -> &Course {
        match self.mode {
            Mode::Drive => self.drive().course(),
            Mode::Replay => self.replay.course(),
        }
    }

    /// The moment that others are compared with.
    pub fn pin(&self) -> Option<&Rc<Pin>> {
        self.time.pin.as_ref().filter(|pin| pin.mode == self.mode)
    }

    /// What the pinned moment's branch is called, if there was more than one.
    pub fn pinned_branch(&self) -> Option<Rc<str>> {
        let branch = self.pin()?.branch.as_ref()?;
        Some(self.work.branches().name_of(branch))
    }

    /// The branch that is shown, where there is more than one.
    fn shown_branch(&self) -> Option<&Branch> {
        let branches = self.work.branches();
        let several = self.mode == Mode::Drive && branches.count() > 1;
        several.then(|| branches.current())
    }

    /// What it is called.
    pub fn shown_name(&self) -> Option<Rc<str>> {
        self.shown_branch().map(|branch| branch.name.clone())
    }

    pub(super) fn turn_time(&mut self, action: TimeAction) {
        match action {
            TimeAction::Pace(pace) => self.time.pace = pace,
            TimeAction::Pin => self.time.pin = Some(Rc::new(self.pinned())),
            TimeAction::Unpin => self.time.pin = None,
            TimeAction::Reach(time) => self.reach(time),
            TimeAction::BeginAnew(time) => self.begin_anew(time),
            TimeAction::Rename(branch, name) => self.notice = self.work.rename(branch, &name).err(),
            TimeAction::Drop(branch) => {
                self.work.drop_branch(branch);
                self.after_another_moment();
            }
        }
    }

    fn pinned(&self) -> Pin {
        let step = self.at();
        let time = match self.mode {
            Mode::Drive => Some(self.drive().view().time),
            Mode::Replay => self.replay.time_at(step),
        };
        let branch = self.shown_branch().map(Branch::origin);
        Pin { mode: self.mode, branch, step, time, grants: self.grants_at(step) }
    }

    fn reach(&mut self, time: u64) {
        match time.checked_sub(self.drive().view().time) {
            None => self.notice = Some(words::TIME_GOES_FORWARD.to_owned()),
            Some(after) => self.act(vec![Input { after, command: Command::Wait {} }]),
        }
        self.overlay = None;
    }

    fn begin_anew(&mut self, time: u64) {
        match self.drive().begun_anew(time / 1000) {
            Err(reason) => self.notice = Some(words::cannot_happen(&reason)),
            Ok(drive) => {
                self.come_home();
                self.work.replace(Branches::of(drive), None);
                self.mode = Mode::Drive;
                self.after_new_world();
            }
        }
    }
}
