//! A graph in Graphviz's language, grouped by stage.
//!
//! Not here: drawing it, which takes Graphviz.

use std::fmt::{self, Write};

use grantscope::STAGES;

use crate::graph::Graph;

impl Graph {
    /// The text of a DOT digraph.
    pub fn dot(&self) -> String {
        let mut text = String::new();
        let _ = self.write_dot(&mut text);
        text
    }

    /// Writes it piece by piece: of a large graph it is longer than one wants to hold at once.
    ///
    /// # Errors
    /// If what is written to refuses a piece.
    pub fn write_dot(&self, text: &mut impl Write) -> fmt::Result {
        text.write_str("digraph {\n")?;
        if let Some(unfinished) = self.unfinished() {
            writeln!(text, "  label={}\n  labelloc=t", quoted(&unfinished))?;
        }
        text.write_str("  rankdir=LR\n  node [shape=box style=rounded]\n")?;
        for entry in STAGES {
            let states = self.of_stage(entry.stage);
            if states.is_empty() {
                continue;
            }
            writeln!(text, "  subgraph \"cluster_{:?}\" {{", entry.stage)?;
            writeln!(text, "    label={}", quoted(entry.label))?;
            for (number, node) in states {
                let label = quoted(&format!("{number}: {}", node.label()));
                writeln!(text, "    s{number} [label={label}]")?;
            }
            text.write_str("  }\n")?;
        }
        for edge in &self.edges {
            let labels: Vec<&str> = self.told(edge).collect();
            let label = quoted(&labels.join("\n"));
            writeln!(text, "  s{} -> s{} [label={label}]", edge.from, edge.to)?;
        }
        text.write_str("}\n")
    }
}

fn quoted(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    format!("\"{text}\"")
}
