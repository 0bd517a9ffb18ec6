//! What the page and the worker say to each other, as JSON.
//!
//! Not here: who says it (`session.rs`, `worker.rs`).

use grantscope::{Input, Stage};
use grantscope_explore::{Limits, Looked, Progress, Query, World};
use serde::{Deserialize, Serialize};

/// What the page asks for.
#[derive(Debug, Deserialize, Serialize)]
pub(super) enum Request {
    /// To explore from so many steps of a story on, which is a script's text.
    Explore { run: usize, script: String, steps: usize, world: World, limits: Limits },
    /// To explore no further.
    Stop,
    /// An answer from what was found, to a question with a number.
    Ask(usize, Query),
    /// A drawing of what was found, with up to so many states around the one that one looks at; what is
    /// best at first if one does not say.
    Draw(Option<Focus>, usize),
    /// The states whose words hold a text, from one of them on.
    List { sought: String, from: usize },
    /// One state, with up to so many of the ways out of it.
    Show(u32, usize),
    /// All of it, in another tool's language.
    Write(Language),
}

/// What the worker says, of which exploration.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Said {
    /// How many were begun before.
    pub(super) run: usize,
    pub(super) report: Report,
}

/// What the worker says.
#[derive(Debug, Deserialize, Serialize)]
pub(super) enum Report {
    /// It can be asked.
    Ready,
    /// It cannot do that, and why.
    Refused(String),
    /// How far it is, and whether it goes on.
    Progress(Progress, bool),
    /// How large the world would have become.
    TooLarge(Largeness),
    /// What came of the question with that number.
    Answered(usize, Outcome),
    Drawn(Drawn),
    Listed(Listing),
    Shown(Box<Card>),
    /// Where what was written lies, for the page alone.
    Written(Language, String),
}

/// What of a graph is drawn.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(super) enum Focus {
    /// The states of these stages, the nearest of each; what is left is folded to a box for each stage.
    Stages(Vec<Stage>),
    /// The states whose words hold a text, the nearest; what is left is folded.
    Found(String),
    /// A state, the way to it, and what is next to it.
    State(u32),
}

impl Default for Focus {
    fn default() -> Self {
        Self::Stages(Vec::new())
    }
}

/// So many states next to the one that one looks at are drawn, if one does not ask for more.
pub(super) const AROUND: usize = 24;

/// So many states are drawn at once.
pub(super) const DRAWN: usize = 120;

/// So many ways out of a state are listed, if one does not ask for all.
pub(super) const LISTED: usize = 40;

/// Another tool's language.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(super) enum Language {
    Mermaid,
    Dot,
    Scxml,
}

impl Language {
    /// How files of it end.
    pub(super) const fn ending(self) -> &'static str {
        match self {
            Self::Mermaid => "mmd",
            Self::Dot => "dot",
            Self::Scxml => "scxml",
        }
    }
}

/// What came of a question.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) enum Outcome {
    /// The question makes no sense, and why.
    Fault(String),
    /// There is a way, or a counterexample: what happens on it.
    Found { against: bool, inputs: Vec<Input> },
    /// There is none.
    NotFound { holds: bool, looked: Looked },
}

/// How large a world would have become, and what makes it so.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct Largeness {
    pub(super) at_most: f64,
    /// What, how many values it took, and how to make it smaller.
    pub(super) parts: Vec<(String, usize, String)>,
}

/// States in a list.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(super) struct Listing {
    pub(super) sought: String,
    pub(super) from: usize,
    pub(super) all: usize,
    pub(super) rows: Vec<Row>,
}

/// A state in a list.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub(super) struct Row {
    pub(super) state: u32,
    pub(super) stage: Stage,
    pub(super) depth: u32,
    pub(super) holds: String,
}

/// A state with what is next to it.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct Card {
    pub(super) row: Row,
    /// What happens on a shortest way to it.
    pub(super) way: Vec<Input>,
    /// What can happen, and the state it leads to.
    pub(super) out: Vec<(String, u32)>,
    /// How many ways out there are besides.
    pub(super) more: usize,
    /// Whether all of that is known: the exploration did not end before.
    pub(super) looked_at: bool,
}

/// A part of a graph, laid out.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(super) struct Drawn {
    pub(super) focus: Focus,
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) groups: Vec<Placed>,
    pub(super) nodes: Vec<Placed>,
    pub(super) edges: Vec<Line>,
    /// The stages that there are states of.
    pub(super) stages: Vec<Stage>,
    /// How many states next to the one that one looks at are not drawn.
    pub(super) left_out: usize,
    /// How many states of each stage are folded to its box.
    pub(super) folded: Vec<(Stage, usize)>,
    /// Whether all that was found is not too much for Mermaid.
    pub(super) fits_mermaid: bool,
    /// That there is more than was found, if there is, in a sentence.
    pub(super) unfinished: Option<String>,
}

/// A box with words in it.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct Placed {
    pub(super) label: String,
    /// The label as it stands in the box.
    pub(super) lines: Vec<String>,
    pub(super) note: String,
    pub(super) stage: Stage,
    /// The state, if it is one; else it stands for all of its stage.
    pub(super) state: Option<u32>,
    /// Whether it is on the way to what one looks at.
    pub(super) marked: bool,
    /// Its middle.
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// What joins two boxes.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct Line {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) label: String,
    pub(super) marked: bool,
    pub(super) points: Vec<(f64, f64)>,
}
