//! A graph as a Mermaid state diagram, grouped by stage.
//!
//! Not here: drawing it, which takes Mermaid.

use std::fmt::Write as _;

use grantscope::STAGES;

use crate::graph::Graph;

impl Graph {
    /// The text of a Mermaid `stateDiagram-v2`.
    pub fn mermaid(&self) -> String {
        let mut text = String::from("stateDiagram-v2\n");
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
