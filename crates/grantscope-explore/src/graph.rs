//! What was explored as a graph: states with what the app holds there, and what leads from one to
//! another, told in sentences.
//!
//! Transitions that lead to where they start are left out, and those that join the same two states are
//! one edge with several labels. Not here: the texts of other tools (`mermaid.rs`, `dot.rs`,
//! `scxml.rs`), and where a state stands on a screen.

use std::collections::BTreeMap;

use grantscope::{Call, Command, GrantsView, Input, KindRow, Moment, Named, Stage, UserId};
use serde::Serialize;

use crate::exploration::Exploration;
use crate::inputs::Tries;

/// States and what joins them.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Graph {
    /// The states, the nearest first. The first is where the exploration began.
    pub states: Vec<Node>,
    /// What joins them, in the order of where it starts.
    pub edges: Vec<Edge>,
    /// The sentences that edges are labelled with.
    pub labels: Vec<String>,
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
    /// What waits for somebody, in a few words: `Olive is asked`. Empty if nothing does.
    pub waits: String,
}

impl Node {
    /// What the app holds, and what waits for somebody.
    pub fn label(&self) -> String {
        match self.waits.as_str() {
            "" => self.holds.clone(),
            waits => format!("{}; {waits}", self.holds),
        }
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
        });
        Graph {
            states: states.collect(),
            edges: edges.into_values().collect(),
            labels: labels.texts,
        }
    }
}

impl Graph {
    /// The sentences of an edge.
    pub fn told<'a>(&'a self, edge: &'a Edge) -> impl Iterator<Item = &'a str> {
        let text = |label: &u32| self.labels.get(usize::try_from(*label).ok()?);
        edge.labels.iter().filter_map(text).map(String::as_str)
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

/// A sentence, and the scopes that it leaves out.
fn label(sentence: String, input: &Input) -> String {
    let asked = match &input.command {
        Command::Install { scopes, .. } => scopes.join(", "),
        Command::Call(Call { arguments, .. }) => {
            arguments.get("scopes").map(|scopes| scopes.replace(',', ", ")).unwrap_or_default()
        }
        Command::Answer { .. }
        | Command::Invite { .. }
        | Command::CreateConversation { .. }
        | Command::Archive { .. }
        | Command::Unarchive { .. }
        | Command::MakePrivate { .. }
        | Command::Kick { .. }
        | Command::Interact { .. }
        | Command::AddSlashCommand { .. }
        | Command::SubmitDialog { .. }
        | Command::OpenAppHome { .. }
        | Command::Message { .. }
        | Command::Revoke { .. }
        | Command::Uninstall { .. }
        | Command::DeleteWorkspace { .. }
        | Command::Fault(_)
        | Command::Recover {}
        | Command::Deactivate { .. }
        | Command::Endpoint { .. }
        | Command::Unanswered { .. }
        | Command::VerifyRequestUrl {}
        | Command::Wait {} => String::new(),
    };
    if asked.is_empty() { sentence } else { format!("{sentence} ({asked})") }
}

/// What waits for somebody, in a few words.
fn waiting(moment: &Moment) -> String {
    let called = |user: UserId| moment.name(user.id());
    let asked = moment.prompts().map(|asked| format!("{} is asked", called(asked.user)));
    let clicked = moment.triggers().map(|(user, _)| format!("{} clicked", called(user)));
    let codes = match moment.codes() {
        0 => None,
        1 => Some("a code".to_owned()),
        codes => Some(format!("{codes} codes")),
    };
    asked.chain(clicked).chain(codes).collect::<Vec<_>>().join("; ")
}

/// What the app holds, in a few words.
fn held(grants: &GrantsView) -> String {
    let mut scopes: Vec<&str> = Vec::new();
    for scope in grants.kinds.iter().flat_map(|row| &row.scopes) {
        if !scopes.contains(&scope.name.as_str()) {
            scopes.push(&scope.name);
        }
    }
    let places = grants.kinds.iter().flat_map(reached);
    let people = grants.users.iter().map(|row| {
        let scopes: Vec<&str> = row.scopes.iter().map(|scope| scope.name.as_str()).collect();
        format!("{} for {}", scopes.join(", "), row.name)
    });
    let parts = std::iter::once(scopes.join(", ")).chain(places).chain(people);
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { "nothing".to_owned() } else { parts.join("; ") }
}

fn reached(row: &KindRow) -> Option<String> {
    let names =
        |named: &[Named]| named.iter().map(|it| it.name.as_str()).collect::<Vec<_>>().join(", ");
    let (ids, excluded) = (names(&row.ids), names(&row.excluded));
    let reached = if row.wildcard { format!("all {}", row.label) } else { ids };
    match (reached.is_empty(), excluded.is_empty()) {
        (true, true) => None,
        (false, true) => Some(reached),
        (true, false) => Some(format!("not {excluded}")),
        (false, false) => Some(format!("{reached}, not {excluded}")),
    }
}
