//! What was explored as a graph: states with what the app holds there, and what leads from one to
//! another, told in sentences.
//!
//! Transitions that lead to where they start are left out, and those that join the same two states are
//! one edge with several labels. Not here: the texts of other tools (`mermaid.rs`, `dot.rs`,
//! `scxml.rs`), and where a state stands on a screen.

use std::collections::BTreeMap;

use grantscope::Stage;
use serde::Serialize;

use crate::exploration::{Ending, Exploration};
use crate::inputs::Tries;
use crate::label::{changed, held, label, tell_apart, waiting};

/// States and what joins them.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Graph {
    /// The states, the nearest first. The first is where the exploration began.
    pub states: Vec<Node>,
    /// What joins them, in the order of where it starts.
    pub edges: Vec<Edge>,
    /// The sentences that edges are labelled with.
    pub labels: Vec<String>,
    /// Why no more was found. Nothing if somebody stopped it.
    pub ended: Option<Ending>,
}

/// A state.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Node {
    /// The stage of the lifecycle that the app is in.
    pub stage: Stage,
    /// How many steps it is away from the start.
    pub depth: u32,
    /// What the app holds, in a few words: `chat:write; #general`.
    pub holds: String,
    /// What waits for somebody, in a few words: `Olive is asked for chat:write`. Empty if nothing does.
    pub waits: String,
    /// What became of people and places since the start: `#general is archived`. Empty if nothing did.
    pub changed: String,
    /// Which it is of those that are alike so far: `2 of 3 that differ in token`. Empty if it is the only
    /// one.
    pub among: String,
}

impl Node {
    /// What the app holds, what waits for somebody, what became of the rest, and what tells it from others. No two of a stage are
    /// the same.
    pub fn label(&self) -> String {
        let parts = [&self.holds, &self.waits, &self.changed, &self.among].map(String::as_str);
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
    }
}

/// What leads from a state to another one.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Edge {
    /// Where it starts: the place of a state in the list.
    pub from: u32,
    /// Where it ends.
    pub to: u32,
    /// What leads along it: places in the list of labels.
    pub labels: Vec<u32>,
    /// The names of the events that reach the app.
    pub events: Vec<&'static str>,
}

impl<T: Tries> Exploration<T> {
    /// What was found so far, as a graph. It costs about as much as finding it did.
    pub fn graph(&self) -> Graph {
        let mut labels = Labels::default();
        let mut edges: BTreeMap<(u32, u32), Edge> = BTreeMap::new();
        for (transition, moment, input) in self.happenings().filter(|(it, ..)| it.from != it.to) {
            let told = moment.told(&input).map(|told| label(told.sentence, &input));
            let (from, to) = (transition.from, transition.to);
            let bare = || Edge { from, to, labels: Vec::new(), events: Vec::new() };
            let edge = edges.entry((from, to)).or_insert_with(bare);
            insert(&mut edge.labels, labels.number(told.unwrap_or_default()));
            transition.events().for_each(|topic| insert(&mut edge.events, topic.name()));
        }
        let states = (0..).zip(self.moments()).map(|(state, moment)| Node {
            stage: moment.stage(),
            depth: self.depth(state).unwrap_or_default(),
            holds: held(&moment.grants()),
            waits: waiting(moment),
            changed: self.moment(0).map(|start| changed(start, moment)).unwrap_or_default(),
            among: String::new(),
        });
        let mut states: Vec<Node> = states.collect();
        if let Some(start) = self.moment(0) {
            tell_apart(&mut states, start.cast().catalogue, |state| {
                self.moment(u32::try_from(state).ok()?)
            });
        }
        Graph {
            states,
            edges: edges.into_values().collect(),
            labels: labels.texts,
            ended: self.progress().ended,
        }
    }
}

impl Graph {
    /// The sentences of an edge.
    pub fn told<'a>(&'a self, edge: &'a Edge) -> impl Iterator<Item = &'a str> {
        let text = |label: &u32| self.labels.get(usize::try_from(*label).ok()?);
        edge.labels.iter().filter_map(text).map(String::as_str)
    }

    /// That it is not all there is, and why, in a sentence. Nothing if everything was found.
    pub fn unfinished(&self) -> Option<String> {
        let found = match self.states.len() {
            0 => return None,
            1 => "1 state was found".to_owned(),
            states => format!("{states} states were found"),
        };
        let why = match self.ended {
            Some(Ending::Everything) => return None,
            Some(Ending::Depth) => "and more can happen, more steps away than was looked",
            Some(Ending::States) => "which is the limit, and there are more",
            Some(Ending::Bytes) => "more would take more memory than the limit",
            None => "and then it was stopped",
        };
        Some(format!("This is not everything: {found}, {why}."))
    }

    /// The states of a stage, with their numbers.
    pub(crate) fn of_stage(&self, stage: Stage) -> Vec<(u32, &Node)> {
        (0..).zip(&self.states).filter(|(_, node)| node.stage == stage).collect()
    }
}

fn insert<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}

/// Each sentence once.
#[derive(Default)]
struct Labels {
    texts: Vec<String>,
    numbers: BTreeMap<String, u32>,
}

impl Labels {
    fn number(&mut self, text: String) -> u32 {
        let next = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        *self.numbers.entry(text).or_insert_with_key(|text| {
            self.texts.push(text.clone());
            next
        })
    }
}
