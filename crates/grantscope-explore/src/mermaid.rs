//! A graph as a Mermaid state diagram, grouped by stage.
//!
//! Not here: drawing it, which takes Mermaid.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use grantscope::{STAGES, Stage};

use crate::graph::Graph;

/// Mermaid draws no text of more letters, if nobody sets it otherwise.
/// Source: Mermaid's configuration, `maxTextSize`.
const MOST_LETTERS: usize = 50_000;

/// Nor more edges. Source: Mermaid's configuration, `maxEdges`.
const MOST_EDGES: usize = 500;

impl Graph {
    /// Whether Mermaid draws all of it, as it is set up by itself.
    pub fn fits_mermaid(&self) -> bool {
        self.edges.len() <= MOST_EDGES && self.mermaid().encode_utf16().count() <= MOST_LETTERS
    }

    /// The text of a Mermaid `stateDiagram-v2` of the stages: how many states each has, and what leads
    /// from one to another. It is always drawn.
    pub fn mermaid_by_stage(&self) -> String {
        let mut text = self.mermaid_begins();
        for entry in STAGES {
            let count = self.of_stage(entry.stage).len();
            let states = if count == 1 { "state" } else { "states" };
            if count > 0 {
                let label = format!("{} ({count} {states})", entry.label);
                let _ = writeln!(text, "  state \"{label}\" as {:?}", entry.stage);
            }
        }
        if let Some(first) = self.states.first() {
            let _ = writeln!(text, "  [*] --> {:?}", first.stage);
        }
        for ((from, to), (told, ways)) in self.between_stages() {
            let others = match ways {
                0 => String::new(),
                1 => " And 1 other way.".to_owned(),
                ways => format!(" And {ways} other ways."),
            };
            let _ = writeln!(text, "  {from:?} --> {to:?}: {}{others}", plain(told));
        }
        text
    }

    /// What is not everything says so above the drawing.
    fn mermaid_begins(&self) -> String {
        let title =
            self.unfinished().map(|unfinished| format!("---\ntitle: \"{}\"\n---\n", unfinished));
        format!("{}stateDiagram-v2\n", title.unwrap_or_default())
    }

    /// What leads from one stage to another, and how many other ways there are.
    fn between_stages(&self) -> BTreeMap<(Stage, Stage), (&str, usize)> {
        let stage =
            |state: u32| self.states.get(usize::try_from(state).ok()?).map(|node| node.stage);
        let mut between = BTreeMap::new();
        for edge in &self.edges {
            let Some(ends) = stage(edge.from).zip(stage(edge.to)) else { continue };
            if ends.0 == ends.1 {
                continue;
            }
            for told in self.told(edge) {
                between.entry(ends).and_modify(|(_, ways)| *ways += 1).or_insert((told, 0));
            }
        }
        between
    }

    /// The text of a Mermaid `stateDiagram-v2`.
    pub fn mermaid(&self) -> String {
        let mut text = self.mermaid_begins();
        for entry in STAGES {
            let states = self.of_stage(entry.stage);
            if states.is_empty() {
                continue;
            }
            let _ = writeln!(text, "  state \"{}\" as {:?} {{", entry.label, entry.stage);
            for (number, node) in states {
                let _ =
                    writeln!(text, "    state \"{number}: {}\" as s{number}", plain(&node.label()));
            }
            text.push_str("  }\n");
        }
        if !self.states.is_empty() {
            text.push_str("  [*] --> s0\n");
        }
        for edge in &self.edges {
            let labels: Vec<String> = self.told(edge).map(plain).collect();
            let _ = writeln!(text, "  s{} --> s{}: {}", edge.from, edge.to, labels.join(" / "));
        }
        text
    }
}

/// What Mermaid would read as its own is written as something that looks like it.
fn plain(text: &str) -> String {
    let plain = |character| match character {
        '"' => '\u{201d}',
        ';' => ',',
        ':' => '\u{a789}',
        '#' => '\u{ff03}',
        '{' | '}' | '<' | '>' | '%' | '\n' | '\r' => ' ',
        other => other,
    };
    text.chars().map(plain).collect()
}
