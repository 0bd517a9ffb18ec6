//! A log of what reached the app, as lines of JSON: taken in line by line, until one is broken.
//!
//! Not here: reading a line (`wire/notice/line.rs`, and `wire/read.rs` where a line is unusual).

use super::Ledger;
use crate::wire::{Line, Place, Problem, read, read_line};

/// A log that is broken somewhere.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct BrokenLog {
    /// How many values stand before it. They were taken in.
    pub applied: usize,
    /// What is wrong, and in which line of the log.
    pub problem: Problem,
}

/// How far a log was taken in.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Taken {
    /// How many lines.
    pub lines: usize,
    /// How many values: events and answers.
    pub values: usize,
}

impl Ledger {
    /// Takes in a log: an event or a lookup's answer a line, as UTF-8. Empty lines are passed over.
    /// Says how many values there are, those that came again included.
    ///
    /// ```
    /// use grantscope::Ledger;
    ///
    /// let gone = r#"{"type":"event_callback","event":{"type":"app_uninstalled"}}"#;
    /// let mut ledger = Ledger::new();
    /// assert_eq!(ledger.apply_log(format!("{gone}\n\n{gone}\n").as_bytes()), Ok(2));
    /// let broken = ledger.apply_log(format!("{gone}\n{{}}\n{gone}\n").as_bytes()).unwrap_err();
    /// assert_eq!((broken.applied, broken.problem.place.line), (1, 2));
    /// ```
    ///
    /// # Errors
    /// At the first broken line. What stands before it stays applied, and is counted.
    pub fn apply_log(&mut self, log: &[u8]) -> Result<usize, BrokenLog> {
        let mut taken = Taken::default();
        match self.apply_piece(log, &mut taken) {
            Ok(()) => Ok(taken.values),
            Err(problem) => Err(BrokenLog { applied: taken.values, problem }),
        }
    }

    /// The same with a log in pieces of whole lines. `taken` counts from the log's beginning.
    ///
    /// # Errors
    /// At the first broken line, whose number is the log's.
    #[inline]
    pub fn apply_piece(&mut self, piece: &[u8], taken: &mut Taken) -> Result<(), Problem> {
        let mut rest = piece;
        while !rest.is_empty() {
            let (values, behind) = self.apply_line(rest).map_err(|problem| {
                let line = taken.lines.saturating_add(problem.place.line.max(1));
                Problem { place: Place { line, ..problem.place }, ..problem }
            })?;
            rest = behind;
            taken.lines = taken.lines.saturating_add(1);
            taken.values = taken.values.saturating_add(values);
        }
        Ok(())
    }

    #[inline]
    fn apply_line<'a>(&mut self, log: &'a [u8]) -> Result<(usize, &'a [u8]), Problem> {
        if let Some(Line { rest, event_id, notice }) = read_line(self.catalogue, log) {
            if event_id.is_none_or(|id| self.seen.is_new(id)) {
                self.fold(&notice);
            }
            return Ok((1, rest));
        }
        let end = log.iter().position(|byte| *byte == b'\n').unwrap_or(log.len());
        let (line, rest) = log.split_at_checked(end).unwrap_or((log, &[]));
        Ok((self.apply_unusual(line)?, rest.get(1..).unwrap_or_default()))
    }

    fn apply_unusual(&mut self, line: &[u8]) -> Result<usize, Problem> {
        if line.trim_ascii().is_empty() {
            return Ok(0);
        }
        let text = std::str::from_utf8(line).map_err(|error| no_text(error.valid_up_to()))?;
        let items = read(text)?.items;
        items.iter().for_each(|item| {
            self.apply(item);
        });
        Ok(items.len())
    }
}

fn no_text(good: usize) -> Problem {
    let place = Place { line: 1, column: good.saturating_add(1), path: String::new() };
    Problem::new(
        "bad_input",
        place,
        format!("expected UTF-8, got something else after {good} bytes"),
    )
}
