//! The emulator whose inspector this page is: its steps are followed, and what one does at the newest
//! of them happens there.
//!
//! Whatever one does anywhere else (at an earlier moment, on a branch, in another story) stays on the
//! page; one catches up by fetching the whole script again. Not here: the requests
//! (`components/watching.rs`), and what the emulator is (`grantscope/server`).

use grantscope::{Input, Script};

use super::{Branches, Drive, Mode, State};
use crate::words;

/// What the page knows of an emulator.
#[derive(Clone, Debug, Default)]
pub struct Watched {
    /// How many steps the emulator has gone.
    pub newest: usize,
    /// Whether nothing comes from it any more.
    pub lost: bool,
    /// How often the whole script was wished for.
    pub wished: u32,
    /// What is to happen there.
    pub outbox: Vec<Input>,
    /// The world on this page that follows it.
    world: Option<usize>,
}

/// Something about the emulator.
#[derive(Clone, Debug)]
pub enum WatchAction {
    /// The page is an emulator's.
    Begin,
    /// Its script came, or did not.
    Came(Result<Box<Script>, String>),
    /// It took a step.
    Step(usize, Box<Input>),
    /// Its steps are others from now on, or one wishes to see the newest.
    CatchUp,
    /// It is heard, or no more.
    Heard(bool),
    /// What was to happen there is on its way.
    Sent,
    /// It did not let something happen, and why.
    Refused(String),
}

impl From<WatchAction> for super::Action {
    fn from(action: WatchAction) -> Self {
        Self::Watch(action)
    }
}

impl State {
    /// Whether what the page shows is the emulator's newest step.
    pub fn follows(&self) -> bool {
        let branch = self.work.branches().current();
        let steps = branch.drive.steps();
        self.watched.as_ref().is_some_and(|it| it.world == Some(self.world) && steps >= it.newest)
            && self.mode == Mode::Drive
            && branch.parted.is_none()
            && branch.drive.at == steps
    }

    /// Whether inputs happen in the emulator and not on this page. Then they are on their way.
    pub(super) fn hands_over(&mut self, inputs: &[Input]) -> bool {
        let follows = self.follows();
        match self.watched.as_mut().filter(|_| follows) {
            None => false,
            Some(watched) => {
                watched.outbox.extend_from_slice(inputs);
                true
            }
        }
    }

    pub(super) fn watch(&mut self, action: WatchAction) {
        match action {
            WatchAction::Begin => self.watched = Some(Watched::default()),
            WatchAction::Came(script) => match script.and_then(|it| Drive::of_script(*it)) {
                Ok(drive) => self.show_watched(drive),
                Err(reason) => {
                    self.keep.awaits = false;
                    self.notice = Some(words::not_watched(&reason));
                }
            },
            WatchAction::Step(number, input) => self.step_watched(number, *input),
            WatchAction::CatchUp => self.with_watched(|watched| {
                watched.wished += 1;
                // It may have begun again.
                watched.newest = 0;
            }),
            WatchAction::Heard(heard) => self.with_watched(|watched| watched.lost = !heard),
            WatchAction::Sent => self.with_watched(|watched| watched.outbox.clear()),
            WatchAction::Refused(reason) => self.notice = Some(words::cannot_happen(&reason)),
        }
    }

    fn with_watched(&mut self, change: impl FnOnce(&mut Watched)) {
        if let Some(watched) = &mut self.watched {
            change(watched);
        }
    }

    fn show_watched(&mut self, drive: Drive) {
        let steps = drive.steps();
        self.keep.awaits = false;
        self.come_home();
        self.work.replace(Branches::of(drive), None);
        self.mode = Mode::Drive;
        self.work.look_at(steps);
        self.after_new_world();
        let world = self.world;
        self.with_watched(|watched| {
            watched.world = Some(world);
            // What happened while the script was on its way is not in it.
            watched.wished += u32::from(watched.newest > steps);
            watched.newest = watched.newest.max(steps);
        });
    }

    fn step_watched(&mut self, number: usize, input: Input) {
        let next = self.drive().steps() + 1;
        if self.follows() && number == next {
            self.act_here(vec![input]);
        } else if self.follows() && number > next {
            self.with_watched(|watched| watched.wished += 1);
        }
        self.with_watched(|watched| watched.newest = watched.newest.max(number));
    }
}
