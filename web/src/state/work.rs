//! The work: the branches of a world, one of which is shown, and the way back to what was there
//! before each change.
//!
//! Copies are cheap: branches share their steps. Not here: what is kept across visits.

use std::rc::Rc;

use grantscope::Input;

use super::Drive;
use crate::words;

/// So many changes can be taken back.
const UNDOABLE: usize = 200;

/// The branches of one world, in the order in which they began: those before the one that is
/// shown, that one, and those after it.
#[derive(Clone, Debug)]
pub struct Branches {
    before: Vec<Branch>,
    shown: Branch,
    after: Vec<Branch>,
}

/// One way that the story went.
#[derive(Clone, Debug)]
pub struct Branch {
    /// What it is called.
    pub name: Rc<str>,
    /// Its story, and the moment of it that was shown last.
    pub drive: Drive,
}

/// The work, with what was there before.
#[derive(Clone, Debug, Default)]
pub struct Work {
    now: Branches,
    past: Vec<Branches>,
    future: Vec<Branches>,
}

impl Default for Branches {
    fn default() -> Self {
        Self::of(Drive::default())
    }
}

impl Branches {
    /// A world that went one way only.
    pub fn of(drive: Drive) -> Self {
        let shown = Branch { name: Rc::from(words::branch(1)), drive };
        Self { before: Vec::new(), shown, after: Vec::new() }
    }

    /// Several ways, the first of which is shown. A world that nobody touched if there are none.
    pub(super) fn of_all(branches: Vec<Branch>) -> Self {
        let mut branches = branches.into_iter();
        match branches.next() {
            Some(shown) => Self { before: Vec::new(), shown, after: branches.collect() },
            None => Self::default(),
        }
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = &Branch> {
        self.before.iter().chain([&self.shown]).chain(&self.after)
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.before.len() + 1 + self.after.len()
    }

    /// Which is shown, counted from zero.
    pub fn shown(&self) -> usize {
        self.before.len()
    }

    /// The same branches, another of them shown. These as they are, if there are not so many.
    pub fn showing(self, branch: usize) -> Self {
        let all: Vec<Branch> = self.all().cloned().collect();
        let mut rest = all.into_iter();
        let before = rest.by_ref().take(branch).collect();
        match rest.next() {
            Some(shown) => Self { before, shown, after: rest.collect() },
            None => self,
        }
    }

    /// One more branch, which is shown.
    fn parted(self, drive: Drive) -> Self {
        let shown = Branch { name: Rc::from(words::branch(self.count() + 1)), drive };
        let before = self.all().cloned().collect();
        Self { before, shown, after: Vec::new() }
    }

    /// The story of the branch that is shown went on.
    fn grown(self, drive: Drive) -> Self {
        Self { shown: Branch { drive, ..self.shown }, ..self }
    }
}

impl Work {
    /// The story that is shown.
    pub fn drive(&self) -> &Drive {
        &self.now.shown.drive
    }

    /// The branches of the world that is shown.
    pub fn branches(&self) -> &Branches {
        &self.now
    }

    /// Whether a change can be taken back.
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether a change that was taken back can be made again.
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// Another moment of the same story is shown. Nothing to take back.
    pub(super) fn look_at(&mut self, step: usize) {
        self.now.shown.drive.at = step;
    }

    /// Another branch is shown. Nothing to take back.
    pub(super) fn show(&mut self, branch: usize) {
        self.now = self.now.clone().showing(branch);
    }

    /// The story goes on. Where it had gone on differently, that stays as a branch of its own.
    ///
    /// # Errors
    /// If an input makes no sense now; in words for a person. Then nothing changes.
    pub(super) fn act(&mut self, inputs: Vec<Input>) -> Result<(), String> {
        let parts = self.drive().later() > 0;
        let next = self.drive().after(inputs)?;
        let now = self.now.clone();
        self.change(if parts { now.parted(next) } else { now.grown(next) });
        Ok(())
    }

    /// Another world takes the place of this one. One that nobody touched is not missed.
    pub(super) fn replace(&mut self, branches: Branches) {
        if self.drive().is_untouched() {
            self.now = branches;
        } else {
            self.change(branches);
        }
    }

    /// The last change is taken back.
    pub(super) fn undo(&mut self) {
        if let Some(before) = self.past.pop() {
            self.future.push(std::mem::replace(&mut self.now, before));
        }
    }

    /// The change that was taken back last is made again.
    pub(super) fn redo(&mut self) {
        if let Some(after) = self.future.pop() {
            self.past.push(std::mem::replace(&mut self.now, after));
        }
    }

    fn change(&mut self, next: Branches) {
        self.past.push(std::mem::replace(&mut self.now, next));
        if self.past.len() > UNDOABLE {
            self.past.remove(0);
        }
        self.future.clear();
    }
}
