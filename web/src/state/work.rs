//! The work: the branches of a world, one of which is shown, and the way back to what was there
//! before each change.
//!
//! Copies are cheap: branches share their steps. Not here: what is kept across visits.

use std::rc::Rc;

use grantscope::Input;

use super::{Beside, Drive, Turn};
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
    /// What it stays while its name changes, and no other branch of the world is.
    pub id: usize,
    /// What it is called.
    pub name: Rc<str>,
    /// Where it began; nothing for the one that began with the world.
    pub parted: Option<Parting>,
    /// Its story, and the moment of it that was shown last.
    pub drive: Drive,
}

/// Where a branch began.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Parting {
    /// The branch that it left.
    pub from: Origin,
    /// How many steps both have in common.
    pub step: usize,
}

/// A branch, as something else refers to it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Origin {
    /// Which one.
    pub id: usize,
    /// What it was called. It may be gone.
    name: Rc<str>,
}

/// The work, with what was there before.
#[derive(Clone, Debug, Default)]
pub struct Work {
    now: Branches,
    past: Vec<Other>,
    future: Vec<Other>,
    /// How many branches began: no id is given twice.
    begun: usize,
}

/// What was there before a change, or after one that was taken back.
#[derive(Clone, Debug)]
struct Other {
    branches: Rc<Branches>,
    /// What stands beside them, where the change replaced that too.
    beside: Option<Rc<Beside>>,
}

impl Default for Branches {
    fn default() -> Self {
        Self::of(Drive::default())
    }
}

impl Branches {
    /// A world that went one way only.
    pub fn of(drive: Drive) -> Self {
        let shown = Branch { id: 0, name: Rc::from(words::branch(1)), parted: None, drive };
        Self { before: Vec::new(), shown, after: Vec::new() }
    }

    /// The one that is shown.
    pub fn current(&self) -> &Branch {
        &self.shown
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

    /// What a branch is called, or was while it was there.
    pub fn name_of(&self, origin: &Origin) -> Rc<str> {
        let found = self.all().find(|branch| branch.id == origin.id);
        found.map_or(&origin.name, |branch| &branch.name).clone()
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
    fn parted(self, id: usize, drive: Drive) -> Self {
        let parting = Parting { from: self.shown.origin(), step: self.shown.drive.at };
        let name = Rc::from(self.free_name());
        let before = self.all().cloned().collect();
        Self { before, shown: Branch { id, name, parted: Some(parting), drive }, after: Vec::new() }
    }

    /// A name that no branch has.
    fn free_name(&self) -> String {
        let mut names = (self.count() + 1..).map(words::branch);
        let is_free = |name: &String| self.all().all(|branch| *branch.name != **name);
        names.find(is_free).unwrap_or_default()
    }

    /// The same branches, one of them called something else.
    fn renamed(mut self, branch: usize, name: &Rc<str>) -> Self {
        if let Some(renamed) = self.all_mut().nth(branch) {
            renamed.name = name.clone();
        }
        self
    }

    /// The branches without one; its neighbour is shown where it was. The only one stays.
    fn without(self, branch: usize) -> Self {
        let left: Vec<Branch> = self
            .all()
            .cloned()
            .enumerate()
            .filter(|(index, _)| *index != branch)
            .map(|(_, branch)| branch)
            .collect();
        let (shown, last) = (self.shown(), left.len().saturating_sub(1));
        let shown = if branch < shown { shown - 1 } else { shown.min(last) };
        let mut rest = left.into_iter();
        let before: Vec<Branch> = rest.by_ref().take(shown).collect();
        match rest.next() {
            Some(shown) => Self { before, shown, after: rest.collect() },
            None => self,
        }
    }

    fn all_mut(&mut self) -> impl Iterator<Item = &mut Branch> {
        self.before.iter_mut().chain([&mut self.shown]).chain(&mut self.after)
    }

    /// The story of the branch that is shown went on.
    fn grown(self, drive: Drive) -> Self {
        Self { shown: Branch { drive, ..self.shown }, ..self }
    }
}

impl Branch {
    /// The branch, to be referred to.
    pub(super) fn origin(&self) -> Origin {
        Origin { id: self.id, name: self.name.clone() }
    }
}

impl Work {
    /// These branches, with nothing to take back.
    pub(super) fn of(branches: Branches) -> Self {
        Self { begun: branches.count(), now: branches, ..Self::default() }
    }

    /// The story that is shown.
    pub fn drive(&self) -> &Drive {
        &self.now.shown.drive
    }

    /// The branches of the world that is shown.
    pub fn branches(&self) -> &Branches {
        &self.now
    }

    /// Whether there is something to turn to.
    pub(super) fn can_turn(&self, turn: Turn) -> bool {
        !self.turning(turn).is_empty()
    }

    /// Whether turning changes more than the branches.
    pub(super) fn turns_both(&self, turn: Turn) -> bool {
        self.turning(turn).last().is_some_and(|other| other.beside.is_some())
    }

    fn turning(&self, turn: Turn) -> &[Other] {
        match turn {
            Turn::Back => &self.past,
            Turn::On => &self.future,
        }
    }

    /// Another moment of the same story is shown. Nothing to take back.
    pub(super) fn look_at(&mut self, step: usize) {
        self.now.shown.drive.look_at(step);
    }

    /// Another branch is shown. Nothing to take back.
    pub(super) fn show(&mut self, branch: usize) {
        self.now = self.now.clone().showing(branch);
    }

    /// A branch is called something else.
    ///
    /// # Errors
    /// If the name is empty, or another has it; in words for a person. Then nothing changes.
    pub(super) fn rename(&mut self, branch: usize, name: &Rc<str>) -> Result<(), String> {
        let known = self.now.all().position(|other| other.name == *name);
        match known {
            _ if name.trim().is_empty() => return Err(words::NAME_NEEDED.to_owned()),
            Some(same) if same == branch => {}
            Some(_) => return Err(words::name_taken(name)),
            None => self.change(self.now.clone().renamed(branch, name), None),
        }
        Ok(())
    }

    /// A branch is dropped. The only one stays.
    pub(super) fn drop_branch(&mut self, branch: usize) {
        if self.now.count() > 1 {
            self.change(self.now.clone().without(branch), None);
        }
    }

    /// The story goes on. Where it had gone on differently, that stays as a branch of its own.
    ///
    /// # Errors
    /// If an input makes no sense now; in words for a person. Then nothing changes.
    pub(super) fn act(&mut self, inputs: Vec<Input>) -> Result<(), String> {
        let parts = self.drive().later() > 0;
        let next = self.drive().after(inputs)?;
        let now = self.now.clone();
        self.begun += usize::from(parts);
        self.change(if parts { now.parted(self.begun, next) } else { now.grown(next) }, None);
        Ok(())
    }

    /// Another world takes the place of this one, and of what stands beside it. One that nobody
    /// touched is not missed.
    pub(super) fn replace(&mut self, branches: Branches, beside: Option<Rc<Beside>>) {
        self.begun = self.begun.max(branches.count());
        if self.drive().is_untouched() && beside.is_none() {
            self.now = branches;
        } else {
            self.change(branches, beside);
        }
    }

    /// The last change is taken back, or made again; what stands beside the branches `now` is kept
    /// if it changes too. Then what takes its place.
    pub(super) fn turn(&mut self, turn: Turn, now: Rc<Beside>) -> Option<Rc<Beside>> {
        let (from, to) = match turn {
            Turn::Back => (&mut self.past, &mut self.future),
            Turn::On => (&mut self.future, &mut self.past),
        };
        let Other { branches, beside } = from.pop()?;
        let branches = std::mem::replace(&mut self.now, Rc::unwrap_or_clone(branches));
        to.push(Other { branches: Rc::new(branches), beside: beside.is_some().then_some(now) });
        beside
    }

    fn change(&mut self, next: Branches, beside: Option<Rc<Beside>>) {
        let branches = Rc::new(std::mem::replace(&mut self.now, next));
        self.past.push(Other { branches, beside });
        if self.past.len() > UNDOABLE {
            self.past.remove(0);
        }
        self.future.clear();
    }
}
