//! Replaying: the events that came, and the ledger that an app would keep of them.
//!
//! Not here: what they are compared with (`belief.rs`).

use std::ops::Range;
use std::rc::Rc;

use grantscope::{Catalogue, Entry, Item, LARGEST_TEXT, Ledger, Problem, read};

use super::checkpoints::Checkpoints;
use super::{Course, Drive, Truth, Turn};
use crate::words;

/// So many changes can be taken back: each keeps its events.
const UNDOABLE: usize = 20;

/// The events that one replays.
#[derive(Clone, Debug, Default)]
pub struct Replay {
    items: Rc<Vec<Item>>,
    entries: Rc<Vec<Entry>>,
    beliefs: Checkpoints,
    course: Course,
    /// How many items lie before the moment that is shown.
    pub at: usize,
    /// What is wrong with the text that came last.
    pub trouble: Option<Trouble>,
    /// What the events are compared with, if anybody knows.
    pub truth: Option<Truth>,
    past: Vec<Rc<Self>>,
    future: Vec<Rc<Self>>,
}

/// What is wrong with a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trouble {
    /// The line, counted from one; zero if no line is at fault.
    pub line: usize,
    /// The column, counted from one.
    pub column: usize,
    /// The way through the JSON.
    pub path: String,
    /// What was expected and what came.
    pub reason: String,
    /// The line's text before and after the place.
    pub excerpt: (String, String),
    /// The text itself, so that it can be mended; nothing if it cannot be shown.
    pub text: Rc<str>,
}

impl Trouble {
    /// A trouble without a place.
    pub fn plain(reason: String) -> Self {
        Self { reason, ..Self::default() }
    }

    fn of(text: &str, problem: Problem) -> Self {
        let place = problem.place;
        let excerpt = excerpt(text, place.line, place.column);
        Self {
            line: place.line,
            column: place.column,
            path: words::cut(&place.path, REASON),
            reason: words::cut(&problem.reason, REASON),
            excerpt,
            text: text.into(),
        }
    }
}

impl Replay {
    /// Nothing yet, of an app in a permission system.
    pub(super) fn of(catalogue: Catalogue) -> Self {
        Self { beliefs: Checkpoints::of(catalogue), ..Self::default() }
    }

    /// As long as there is nothing in it, it is of the permission system that one is in.
    pub(super) fn settle(&mut self, catalogue: Catalogue) {
        if self.items.is_empty() && self.catalogue() != catalogue {
            self.beliefs = Checkpoints::of(catalogue);
        }
    }

    /// Which permission system.
    pub fn catalogue(&self) -> Catalogue {
        self.beliefs.catalogue()
    }

    /// How many items there are.
    pub fn steps(&self) -> usize {
        self.items.len()
    }

    /// The items.
    pub(super) fn items(&self) -> &Rc<Vec<Item>> {
        &self.items
    }

    /// What each item told.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The JSON of an item, counted from zero.
    pub fn raw(&self, index: usize) -> Option<&str> {
        self.items.get(index).map(|item| match item {
            Item::Info { raw, .. } | Item::Event { raw, .. } => raw.as_str(),
        })
    }

    /// What an app believes after so many items.
    pub fn ledger_at(&self, step: usize) -> Ledger {
        let step = step.min(self.steps());
        self.beliefs.ledger_at(step, |ledger, steps| fold(&self.items, ledger, steps))
    }

    /// How the replay went.
    pub fn course(&self) -> &Course {
        &self.course
    }

    /// When the last of so many items came, in milliseconds since 1970, if it tells.
    pub fn time_at(&self, step: usize) -> Option<u64> {
        let entry = step.checked_sub(1).and_then(|index| self.entries.get(index))?;
        entry.event_time.map(|seconds| seconds * 1000)
    }

    /// Everything that came, one after the other.
    pub(super) fn text(&self) -> String {
        let raws: Vec<&str> = (0..self.steps()).filter_map(|index| self.raw(index)).collect();
        raws.join("\n")
    }

    /// What was replayed once, up to the moment that was shown.
    pub(super) fn restored(catalogue: Catalogue, text: &str, at: usize) -> Result<Self, Trouble> {
        let replay = Self::of(catalogue).after(text)?;
        Ok(Self { at: at.min(replay.steps()), ..replay })
    }

    /// The replay with what a text holds at its end, shown from the first of it on.
    pub(super) fn after(&self, text: &str) -> Result<Self, Trouble> {
        Ok(Self { at: self.steps() + 1, ..self.with(items(text)?) })
    }

    /// The same, compared with the lookup's answer that a text holds.
    pub(super) fn compared(&self, text: &str) -> Result<Self, Trouble> {
        let answer = items(text)?.into_iter().rfind(|item| matches!(item, Item::Info { .. }));
        let answer = answer.ok_or_else(|| Trouble::plain(words::NO_ANSWER_IN_IT.to_owned()))?;
        let truth = Some(Truth::Lookup(Box::new(answer)));
        Ok(Self { truth, trouble: None, ..self.clone() })
    }

    /// What the app heard in a sandbox until the moment that is shown, line by line.
    pub(super) fn of_heard(drive: &Drive) -> Result<Self, Trouble> {
        let (mut heard, mut steps) = (Vec::new(), Vec::new());
        for step in 1..=drive.at {
            for line in drive.heard(step - 1, step) {
                heard.extend(items(&line)?);
                steps.push(step);
            }
        }
        let replay = Self::of(drive.catalogue()).with(heard);
        let truth = Some(Truth::Sandbox(Box::new(drive.clone()), steps.into()));
        Ok(Self { at: replay.steps(), truth, ..replay })
    }

    fn with(&self, more: Vec<Item>) -> Self {
        let mut ledger = self.ledger_at(self.steps());
        let told: Vec<Entry> = more.iter().map(|item| ledger.apply(item)).collect();
        let entries = Rc::new(self.entries.iter().cloned().chain(told).collect::<Vec<_>>());
        let items: Vec<Item> = self.items.iter().cloned().chain(more).collect();
        let folded = |ledger: &mut Ledger, steps| fold(&items, ledger, steps);
        let beliefs = self.beliefs.going_on(self.steps(), items.len(), folded);
        Self {
            items: Rc::new(items),
            course: Course::of_entries(entries.clone()),
            entries,
            beliefs,
            trouble: None,
            truth: self.truth.clone(),
            at: self.at,
            past: Vec::new(),
            future: Vec::new(),
        }
    }

    /// Other events take the place of these, which can be brought back.
    pub(super) fn replace(&mut self, next: Self) {
        let mut past = std::mem::take(&mut self.past);
        let before = std::mem::replace(self, next);
        past.push(Rc::new(Self { trouble: None, future: Vec::new(), ..before }));
        if past.len() > UNDOABLE {
            past.remove(0);
        }
        self.past = past;
        self.future = Vec::new();
    }

    /// Whether there are events to turn to.
    pub(super) fn can_turn(&self, turn: Turn) -> bool {
        match turn {
            Turn::Back => !self.past.is_empty(),
            Turn::On => !self.future.is_empty(),
        }
    }

    /// The last change is taken back, or made again.
    pub(super) fn turn(&mut self, turn: Turn) {
        let mut past = std::mem::take(&mut self.past);
        let mut future = std::mem::take(&mut self.future);
        let (from, to) = match turn {
            Turn::Back => (&mut past, &mut future),
            Turn::On => (&mut future, &mut past),
        };
        if let Some(other) = from.pop() {
            to.push(Rc::new(std::mem::replace(self, Rc::unwrap_or_clone(other))));
        }
        self.past = past;
        self.future = future;
    }
}

fn fold(items: &[Item], ledger: &mut Ledger, steps: Range<usize>) {
    for item in items.get(steps).unwrap_or_default() {
        ledger.apply(item);
    }
}

fn items(text: &str) -> Result<Vec<Item>, Trouble> {
    if text.len() > LARGEST_TEXT {
        return Err(Trouble::plain(words::too_large(text.len(), LARGEST_TEXT)));
    }
    let reading = read(text).map_err(|problem| Trouble::of(text, problem))?;
    if reading.items.is_empty() {
        return Err(Trouble::plain(words::NOTHING_IN_IT.to_owned()));
    }
    Ok(reading.items)
}

/// A reason is shown up to so many characters: it may quote the text.
const REASON: usize = 400;

/// So many characters are shown on either side of the place.
const AROUND: usize = 32;

fn excerpt(text: &str, line: usize, column: usize) -> (String, String) {
    let Some(content) = line.checked_sub(1).and_then(|index| text.lines().nth(index)) else {
        return Default::default();
    };
    let place = (0..=column.saturating_sub(1).min(content.len()))
        .rev()
        .find(|offset| content.is_char_boundary(*offset));
    let (before, after) = content.split_at_checked(place.unwrap_or(0)).unwrap_or((content, ""));
    let skipped = before.chars().count().saturating_sub(AROUND);
    (before.chars().skip(skipped).collect(), after.chars().take(AROUND).collect())
}
