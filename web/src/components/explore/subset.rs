//! Which part of a graph one looks at: not more than can be read.
//!
//! Not here: where it stands (`web/modules/layout.mjs`).

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use grantscope::{STAGES, Stage};
use grantscope_explore::{Edge, Exploration, Graph, Node};

use super::messages::{Card, DRAWN, Drawn, Focus, Line, Placed, Row};
use crate::browser;
use crate::words;

/// A line of a box has up to so many letters, and a box up to so many lines.
const LETTERS: usize = 30;
const LINES: usize = 5;

/// How wide a letter is, how high a line, and what stands around words; in the drawing's units.
const LETTER: f64 = 6.6;
const LINE: f64 = 16.0;
const MARGIN: f64 = 24.0;

/// The boxes and lines of a part, not placed yet; with up to so many states around the one that one
/// looks at.
pub(super) fn subset(graph: &Graph, focus: Option<Focus>, around: usize) -> Drawn {
    let stages = stages(graph);
    let few = graph.states.len() <= DRAWN;
    let at_first = || Focus::Stages(if few { stages.clone() } else { Vec::new() });
    let focus = focus.unwrap_or_else(at_first);
    let mut left_out = 0;
    let (shown, way): (BTreeSet<u32>, Vec<u32>) = match &focus {
        Focus::Stages(open) => (nearest(graph, open), Vec::new()),
        Focus::Found(sought) => {
            let nodes = (0..).zip(&graph.states);
            let found = nodes.filter(|(state, node)| fits(&row(*state, node), sought));
            (found.map(|(state, _)| state).take(DRAWN).collect(), Vec::new())
        }
        Focus::State(state) => {
            let way = way(graph, *state);
            let next = next_to(graph, *state);
            let shown: BTreeSet<u32> =
                way.iter().copied().chain(next.iter().copied().take(around)).collect();
            left_out = next.iter().filter(|state| !shown.contains(state)).count();
            (shown, way)
        }
    };
    // Around a state nothing else is shown; elsewhere what is left out stands as its stage.
    let others = !matches!(focus, Focus::State(_));
    let fits_mermaid = graph.fits_mermaid();
    let unfinished = graph.unfinished();
    let drawn = drawn(graph, &focus, &shown, &way, others);
    Drawn { left_out, fits_mermaid, unfinished, stages, ..drawn }
}

/// Where it begins, and of each open stage as many in turns, the nearest first, as can be read.
fn nearest(graph: &Graph, open: &[Stage]) -> BTreeSet<u32> {
    let of_stage = |stage: &Stage| {
        let stage = *stage;
        numbers(graph).filter(move |state| stage_of(graph, *state) == Some(stage))
    };
    let mut queues: Vec<_> = open.iter().map(of_stage).collect();
    let mut shown: BTreeSet<u32> = numbers(graph).take(1).collect();
    loop {
        let mut is_any = false;
        for queue in &mut queues {
            if shown.len() >= DRAWN {
                return shown;
            }
            let next = queue.next();
            is_any |= next.is_some();
            shown.extend(next);
        }
        if !is_any {
            return shown;
        }
    }
}

/// The stages that there are states of, in their order.
fn stages(graph: &Graph) -> Vec<Stage> {
    let there: BTreeSet<Stage> = graph.states.iter().map(|node| node.stage).collect();
    STAGES.iter().map(|entry| entry.stage).filter(|stage| there.contains(stage)).collect()
}

/// A state with up to so many of the ways out of it.
pub(super) fn card(
    exploration: &Exploration,
    graph: &Graph,
    state: u32,
    most: usize,
) -> Option<Card> {
    let node = graph.states.get(usize::try_from(state).ok()?)?;
    let mut out: Vec<(String, u32)> = Vec::new();
    for edge in graph.edges.iter().filter(|edge| edge.from == state) {
        out.extend(graph.told(edge).map(|told| (told.to_owned(), edge.to)));
    }
    let more = out.len().saturating_sub(most);
    out.truncate(most);
    let mut way = exploration.script_to(state).inputs;
    let begun = exploration.script_to(0).inputs.len();
    let way = way.split_off(begun.min(way.len()));
    let looked_at = usize::try_from(state).is_ok_and(|it| it < exploration.progress().looked_at);
    Some(Card { row: row(state, node), way, out, more, looked_at })
}

/// A state in a list.
pub(super) fn row(state: u32, node: &Node) -> Row {
    Row { state, stage: node.stage, depth: node.depth, holds: node.label() }
}

/// Whether a state is meant by what one looks for: its number, or words that are said of it.
pub(super) fn fits(row: &Row, sought: &str) -> bool {
    let called = words::state_number(row.state);
    let text = browser::folded(&format!("{called} {} {}", row.stage.label(), row.holds));
    browser::folded(sought).split_whitespace().all(|word| match word.parse::<u32>() {
        Ok(number) => row.state == number,
        Err(_) => text.contains(word),
    })
}

fn numbers(graph: &Graph) -> impl Iterator<Item = u32> {
    (0..).zip(&graph.states).map(|(number, _)| number)
}

fn stage_of(graph: &Graph, state: u32) -> Option<Stage> {
    graph.states.get(usize::try_from(state).ok()?).map(|node| node.stage)
}

/// The states on a shortest way from the first to one, which comes last.
fn way(graph: &Graph, to: u32) -> Vec<u32> {
    let mut before: BTreeMap<u32, u32> = BTreeMap::new();
    let mut next = VecDeque::from([0]);
    while let Some(state) = next.pop_front().filter(|state| *state != to) {
        for edge in leaving(graph, state) {
            if edge.to != 0 && !before.contains_key(&edge.to) {
                before.insert(edge.to, state);
                next.push_back(edge.to);
            }
        }
    }
    let mut way = vec![to];
    while let Some(state) = way.last().and_then(|last| before.get(last)) {
        way.push(*state);
    }
    way.reverse();
    way
}

/// Edges are in the order of where they start.
fn leaving(graph: &Graph, state: u32) -> &[Edge] {
    let start = graph.edges.partition_point(|edge| edge.from < state);
    let end = graph.edges.partition_point(|edge| edge.from <= state);
    graph.edges.get(start..end).unwrap_or_default()
}

/// Every state next to one: in turns one that it leads to and one that leads to it.
fn next_to(graph: &Graph, state: u32) -> Vec<u32> {
    let mut out = leaving(graph, state).iter().map(|edge| edge.to);
    let mut back = graph.edges.iter().filter(|edge| edge.to == state).map(|edge| edge.from);
    let (mut next, mut seen) = (Vec::new(), BTreeSet::from([state]));
    loop {
        let pair = [out.next(), back.next()];
        if pair == [None, None] {
            return next;
        }
        next.extend(pair.into_iter().flatten().filter(|it| seen.insert(*it)));
    }
}

/// What stands for a state: itself, or its stage.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Mark {
    State(u32),
    Stage(usize),
}

fn drawn(graph: &Graph, focus: &Focus, shown: &BTreeSet<u32>, way: &[u32], others: bool) -> Drawn {
    let mut places: BTreeMap<Mark, usize> = BTreeMap::new();
    let mut marks = Vec::new();
    let mut counts = vec![0_usize; STAGES.len()];
    for (state, node) in (0..).zip(&graph.states) {
        let stage = STAGES.iter().position(|entry| entry.stage == node.stage).unwrap_or_default();
        let mark = if shown.contains(&state) { Mark::State(state) } else { Mark::Stage(stage) };
        if let (Mark::Stage(_), Some(count)) = (mark, counts.get_mut(stage)) {
            *count += 1;
        }
        let is_drawn = others || matches!(mark, Mark::State(_));
        if is_drawn && !places.contains_key(&mark) {
            places.insert(mark, marks.len());
            marks.push(mark);
        }
    }
    let place = |stage: Stage| STAGES.iter().position(|entry| entry.stage == stage);
    let open: Vec<usize> = match focus {
        Focus::Stages(open) => open.iter().copied().filter_map(place).collect(),
        Focus::Found(_) | Focus::State(_) => Vec::new(),
    };
    let mark_of = |state: u32| {
        let stage = stage_of(graph, state)?;
        let stage = place(stage)?;
        let mark = if shown.contains(&state) { Mark::State(state) } else { Mark::Stage(stage) };
        places.get(&mark).copied()
    };
    // What is left of a stage that is open: nearly every state leads there.
    let is_rest = |mark: Mark| matches!(mark, Mark::Stage(stage) if open.contains(&stage));
    let tells_nothing = |from: usize, to: usize| match (marks.get(from), marks.get(to)) {
        (Some(Mark::State(_)), Some(mark)) | (Some(mark), Some(Mark::State(_))) => is_rest(*mark),
        (Some(_) | None, Some(_) | None) => false,
    };
    let nodes = marks.iter().map(|mark| placed(graph, *mark, &counts, way, shown)).collect();
    let on_way = |edge: &Edge| way.windows(2).any(|pair| pair == [edge.from, edge.to]);
    let mut lines: BTreeMap<(usize, usize), Line> = BTreeMap::new();
    let mut more: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for edge in &graph.edges {
        let Some((from, to)) = mark_of(edge.from).zip(mark_of(edge.to)) else { continue };
        if from == to || tells_nothing(from, to) {
            continue;
        }
        let line = lines.entry((from, to)).or_insert_with(|| Line {
            from,
            to,
            label: graph.told(edge).next().unwrap_or_default().to_owned(),
            marked: false,
            points: Vec::new(),
        });
        line.marked |= on_way(edge);
        *more.entry((from, to)).or_default() += edge.labels.len();
    }
    for (ends, line) in &mut lines {
        let others = more.get(ends).copied().unwrap_or_default().saturating_sub(1);
        line.label = words::and_more_ways(&line.label, others);
    }
    let edges = lines.into_values().collect();
    let stages = STAGES.iter().map(|entry| entry.stage).zip(counts);
    let folded = if others { stages.filter(|(_, count)| *count > 0).collect() } else { Vec::new() };
    Drawn { focus: focus.clone(), nodes, edges, folded, ..Drawn::default() }
}

fn placed(
    graph: &Graph,
    mark: Mark,
    counts: &[usize],
    way: &[u32],
    shown: &BTreeSet<u32>,
) -> Placed {
    let (label, note, stage, state) = match mark {
        Mark::State(number) => {
            let node = usize::try_from(number).ok().and_then(|index| graph.states.get(index));
            let holds = node.map(Node::label).unwrap_or_default();
            let stage = node.map_or(Stage::NotInstalled, |node| node.stage);
            (holds, words::state_number(number), stage, Some(number))
        }
        Mark::Stage(index) => {
            let stage = STAGES.get(index).map_or(Stage::NotInstalled, |entry| entry.stage);
            let count = counts.get(index).copied().unwrap_or_default();
            let is_open = shown.iter().any(|state| stage_of(graph, *state) == Some(stage));
            let note =
                if is_open { words::more_states(count) } else { words::so_many_states(count) };
            (stage.label().to_owned(), note, stage, None)
        }
    };
    let lines = broken(&label);
    // The heading of the states of a stage is as wide as its name.
    let heading = stage.label();
    let widest = lines.iter().map(String::as_str).chain([note.as_str(), heading]);
    let letters = widest.map(|line| line.chars().count()).max().unwrap_or_default();
    let width = measured(letters) * LETTER + MARGIN;
    let height = measured(lines.len() + 1) * LINE + MARGIN / 2.0;
    let marked = state.is_some_and(|state| way.contains(&state));
    Placed { label, lines, note, stage, state, marked, x: 0.0, y: 0.0, width, height }
}

fn measured(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Words in lines that can be read; what is too long even so is cut at its end.
fn broken(words: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in words.split(' ') {
        let Some(line) = lines.last_mut() else { break };
        if line.is_empty() {
            line.push_str(word);
        } else if line.chars().count() + 1 + word.chars().count() <= LETTERS {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    if lines.len() > LINES {
        lines.truncate(LINES);
        if let Some(last) = lines.last_mut() {
            last.push_str(" …");
        }
    }
    lines.iter().map(|line| words::cut(line, LETTERS + 2)).collect()
}
