//! What suits best what is typed: every word of it has to be there, at best at the start of a word.

use super::entries::{Entries, Entry};
use crate::browser::folded;
use crate::ordered::put_by;
use crate::words;

/// So many entries are shown at most.
const SHOWN: usize = 50;

/// A word of so few letters has to stand there whole.
const SHORTEST_SCATTERED: usize = 3;

/// Letters that are scattered are looked for in labels of at most so many bytes.
const LONGEST_SCATTERED: usize = 60;

/// What was found.
pub(super) struct Found {
    pub(super) entries: Vec<Entry>,
    /// How many more there are.
    pub(super) more: usize,
}

impl PartialEq for Found {
    fn eq(&self, other: &Self) -> bool {
        let labels = |found: &Self| -> Vec<String> {
            found.entries.iter().map(|entry| entry.label.clone()).collect()
        };
        self.more == other.more && labels(self) == labels(other)
    }
}

/// The best entries, each group together. Before anything is typed: what was used last comes first.
pub(super) fn search(entries: &Entries, typed: &str, recent: &[String]) -> Found {
    let typed = folded(typed);
    let wanted: Vec<&str> = typed.split_whitespace().collect();
    if wanted.is_empty() {
        return beginning(entries, recent);
    }
    let mut scored: Vec<(u32, &Entry)> = Vec::new();
    // Scattered letters are better than nothing, and worse than anything else.
    for scattered in [false, true] {
        if !scored.is_empty() {
            break;
        }
        for entry in &*entries.0 {
            if let Some(score) = score(&wanted, entry, scattered) {
                put_by(&mut scored, (score, entry), |(score, _)| *score);
            }
        }
    }
    let more = scored.len().saturating_sub(SHOWN);
    scored.truncate(SHOWN);
    let mut found: Vec<Entry> = Vec::with_capacity(scored.len());
    // The group of the best entry first, and within a group the best first.
    for group in scored.iter().map(|(_, entry)| entry.group) {
        if !found.iter().any(|entry| entry.group == group) {
            let of_group = scored.iter().filter(|(_, entry)| entry.group == group);
            found.extend(of_group.map(|(_, entry)| (*entry).clone()));
        }
    }
    Found { entries: found, more }
}

fn beginning(entries: &Entries, recent: &[String]) -> Found {
    let used = |label: &String| entries.0.iter().find(|entry| entry.label == *label);
    let recent = recent.iter().filter_map(used);
    let recent = recent.map(|entry| Entry { group: words::RECENT, ..entry.clone() });
    let usual = entries.0.iter().filter(|entry| entry.at_once).cloned();
    Found { entries: recent.chain(usual).collect(), more: 0 }
}

/// How far an entry is from what is wanted; nothing if it is something else.
fn score(wanted: &[&str], entry: &Entry, scattered: bool) -> Option<u32> {
    let words = wanted.iter().map(|word| distance(word, entry, scattered));
    let distance = words.sum::<Option<u32>>()?;
    Some(distance * 2 + u32::from(entry.act.is_none()))
}

fn distance(word: &str, entry: &Entry, scattered: bool) -> Option<u32> {
    let text = entry.folded.as_str();
    let starts = |at: usize| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        before.is_none_or(|letter| !letter.is_alphanumeric())
    };
    match text.find(word) {
        Some(0) => Some(0),
        Some(at) if starts(at) => Some(1),
        Some(_) if text.match_indices(word).any(|(at, _)| starts(at)) => Some(1),
        Some(_) => Some(2),
        None if scattered && is_scattered(word, text.get(..entry.label.len())?) => Some(6),
        None => None,
    }
}

/// Whether the letters are there, in their order.
fn is_scattered(word: &str, text: &str) -> bool {
    let mut letters = text.chars();
    word.chars().count() >= SHORTEST_SCATTERED
        && text.len() <= LONGEST_SCATTERED
        && word.chars().all(|wanted| letters.any(|letter| letter == wanted))
}
