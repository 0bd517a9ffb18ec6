//! Circles among places that lead to others: one for each knot, which is what leads to each other.
//!
//! In as many steps as there are ways, however dense the knots. Not here: what leads to what
//! (`own_check.rs`).

/// What each place leads to.
type Ways = [Vec<usize>];

/// One circle of each knot: from its first place by the fewest steps back to it, which stands at
/// both ends.
pub(super) fn circles(ways: &Ways) -> Vec<Vec<usize>> {
    let knots = knots(ways);
    let mut is_told = vec![false; ways.len()];
    let mut came_from = vec![None; ways.len()];
    let mut circles = Vec::new();
    for (place, knot) in knots.iter().enumerate() {
        if !is_marked(&is_told, *knot) {
            mark(&mut is_told, *knot);
            circles.extend(circle(ways, &knots, place, &mut came_from));
        }
    }
    circles
}

/// The knot of each place. Alone in its own is what leads to nothing that leads back.
fn knots(ways: &Ways) -> Vec<usize> {
    let back = reversed(ways);
    let mut knots = vec![usize::MAX; ways.len()];
    for start in left_last(ways).into_iter().rev() {
        let mut open = vec![start];
        while let Some(place) = open.pop() {
            if let Some(knot) = knots.get_mut(place).filter(|knot| **knot == usize::MAX) {
                *knot = start;
                open.extend(ways_from(&back, place));
            }
        }
    }
    knots
}

fn reversed(ways: &Ways) -> Vec<Vec<usize>> {
    let mut back = vec![Vec::new(); ways.len()];
    for (place, others) in ways.iter().enumerate() {
        for other in others {
            back.get_mut(*other).into_iter().for_each(|its| its.push(place));
        }
    }
    back
}

/// The places in the order in which a walk that goes on as long as it can is through with them.
fn left_last(ways: &Ways) -> Vec<usize> {
    let mut is_seen = vec![false; ways.len()];
    let mut left = Vec::new();
    for start in 0..ways.len() {
        let mut walk = Vec::new();
        enter(ways, &mut is_seen, &mut walk, start);
        while let Some((place, open)) = walk.last_mut() {
            match open.next() {
                Some(next) => enter(ways, &mut is_seen, &mut walk, *next),
                None => {
                    left.push(*place);
                    walk.pop();
                }
            }
        }
    }
    left
}

fn enter<'a>(
    ways: &'a Ways,
    is_seen: &mut [bool],
    walk: &mut Vec<(usize, std::slice::Iter<'a, usize>)>,
    place: usize,
) {
    if !is_marked(is_seen, place) {
        mark(is_seen, place);
        walk.push((place, ways_from(ways, place).iter()));
    }
}

/// The shortest way from a place back to it, if there is one. It stays inside the knot.
fn circle(
    ways: &Ways,
    knots: &[usize],
    start: usize,
    came_from: &mut [Option<usize>],
) -> Option<Vec<usize>> {
    let mut reached = vec![start];
    let mut next = 0_usize;
    while let Some(place) = reached.get(next).copied() {
        next = next.saturating_add(1);
        for other in ways_from(ways, place) {
            if *other == start {
                return Some(back_to(start, place, came_from));
            }
            let is_inside = knots.get(*other) == knots.get(start);
            let before = came_from.get_mut(*other).filter(|it| is_inside && it.is_none());
            if let Some(before) = before {
                *before = Some(place);
                reached.push(*other);
            }
        }
    }
    None
}

fn back_to(start: usize, last: usize, came_from: &[Option<usize>]) -> Vec<usize> {
    let before = |place: &usize| came_from.get(*place).copied().flatten();
    let mut circle: Vec<usize> = std::iter::successors(Some(last), before).collect();
    circle.insert(0, start);
    circle.reverse();
    circle
}

fn ways_from(ways: &Ways, place: usize) -> &[usize] {
    ways.get(place).map(Vec::as_slice).unwrap_or_default()
}

fn is_marked(marks: &[bool], place: usize) -> bool {
    marks.get(place).copied().unwrap_or(true)
}

fn mark(marks: &mut [bool], place: usize) {
    marks.get_mut(place).into_iter().for_each(|mark| *mark = true);
}
