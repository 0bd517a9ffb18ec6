//! Replaying: the events that came, and the ledger that an app would keep of them.
//!
//! A ledger is folded anew up to the moment that is shown rather than kept for each: a thousand
//! events would share nothing, and folding takes microseconds.

use std::rc::Rc;

use grantscope::{Entry, Item, LARGEST_TEXT, Ledger, Problem, read};

use crate::words;

/// The events that one replays.
#[derive(Clone, Default)]
pub struct Replay {
    items: Rc<Vec<Item>>,
    entries: Rc<Vec<Entry>>,
    /// How many items lie before the moment that is shown.
    pub at: usize,
    /// What is wrong with the text that came last.
    pub trouble: Option<Trouble>,
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
    /// How many items there are.
    pub fn steps(&self) -> usize {
        self.items.len()
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
        let mut ledger = Ledger::new();
        self.items.iter().take(step).for_each(|item| {
            ledger.apply(item);
        });
        ledger
    }

    /// The replay with what a text holds at its end, shown from the first of it on.
    pub(super) fn after(&self, text: &str) -> Result<Self, Trouble> {
        if text.len() > LARGEST_TEXT {
            return Err(Trouble::plain(words::too_large(text.len(), LARGEST_TEXT)));
        }
        let reading = read(text).map_err(|problem| Trouble::of(text, problem))?;
        if reading.items.is_empty() {
            return Err(Trouble::plain(words::NOTHING_IN_IT.to_owned()));
        }
        let mut ledger = self.ledger_at(self.steps());
        let told: Vec<Entry> = reading.items.iter().map(|item| ledger.apply(item)).collect();
        let items = self.items.iter().cloned().chain(reading.items).collect();
        let entries = self.entries.iter().cloned().chain(told).collect();
        Ok(Self {
            items: Rc::new(items),
            entries: Rc::new(entries),
            at: self.steps() + 1,
            trouble: None,
        })
    }
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
