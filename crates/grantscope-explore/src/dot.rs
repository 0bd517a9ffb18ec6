//! A graph in Graphviz's language, grouped by stage.
//!
//! Not here: drawing it, which takes Graphviz.

use std::fmt::Write as _;

use grantscope::STAGES;

use crate::graph::Graph;

impl Graph {
    /// The text of a DOT digraph.
    pub fn dot(&self) -> String {
        let mut text = String::from("digraph {\n  rankdir=LR\n  node [shape=box style=rounded]\n");
        for entry in STAGES {
            let states = self.of_stage(entry.stage);
            if states.is_empty() {
                continue;
            }
            let _ = writeln!(text, "  subgraph \"cluster_{:?}\" {{", entry.stage);
            let _ = writeln!(text, "    label={}", quoted(entry.label));
            for (number, node) in states {
                let label = quoted(&format!("{number}: {}", node.label()));
                let _ = writeln!(text, "    s{number} [label={label}]");
            }
            text.push_str("  }\n");
        }
        for edge in &self.edges {
            let labels: Vec<&str> = self.told(edge).collect();
            let label = quoted(&labels.join("\n"));
            let _ = writeln!(text, "  s{} -> s{} [label={label}]", edge.from, edge.to);
        }
        text.push_str("}\n");
        text
    }
}

fn quoted(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    format!("\"{text}\"")
}
