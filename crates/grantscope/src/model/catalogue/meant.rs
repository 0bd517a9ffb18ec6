//! Which of some names was meant by one that is none of them. Not here: who asks (`own_check.rs`).

use std::mem::replace;

/// What makes such a guess, or none: what nobody is there to read needs none.
pub(super) type Meant = for<'a> fn(&str, &[&'a str]) -> Option<&'a str>;

/// The nearest name, if it is near enough to be a slip: no more than a third is another.
pub(super) fn meant<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let near = known.iter().map(|it| (distance(name.as_bytes(), it.as_bytes()), *it));
    let slips = near.filter(|(distance, it)| {
        distance.saturating_mul(3) <= name.len().max(it.len()) && !it.is_empty()
    });
    slips.min_by_key(|it| it.0).map(|(_, it)| it)
}

/// How many letters are put in, left out or replaced at least, to come from one to the other.
fn distance(one: &[u8], other: &[u8]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (above, letter) in (1..).zip(one) {
        let mut cells = row.iter_mut();
        let mut left: usize = above;
        let mut corner: usize = cells.next().map_or(0, |first| replace(first, above));
        for (cell, its) in cells.zip(other) {
            let replaced = corner.saturating_add(usize::from(its != letter));
            left = left.min(*cell).saturating_add(1).min(replaced);
            corner = replace(cell, left);
        }
    }
    row.last().copied().unwrap_or_default()
}
