//! A graph as a state chart in the W3C's language, SCXML: stages are states, and hold the states that
//! were found. An event is a sentence; what it is called is `e` and its place in the list of labels.
//!
//! Not here: running it.

use std::fmt::{self, Write};

use grantscope::STAGES;

use crate::graph::Graph;

impl Graph {
    /// The text of an SCXML document.
    pub fn scxml(&self) -> String {
        let mut text = String::new();
        let _ = self.write_scxml(&mut text);
        text
    }

    /// Writes it piece by piece: of a large graph it is longer than one wants to hold at once.
    ///
    /// # Errors
    /// If what is written to refuses a piece.
    pub fn write_scxml(&self, text: &mut impl Write) -> fmt::Result {
        text.write_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")?;
        if let Some(unfinished) = self.unfinished() {
            writeln!(text, "<!-- {} -->", commented(&unfinished))?;
        }
        let initial = if self.states.is_empty() { "" } else { " initial=\"s0\"" };
        writeln!(
            text,
            "<scxml xmlns=\"http://www.w3.org/2005/07/scxml\" version=\"1.0\"{initial}>"
        )?;
        for entry in STAGES {
            let states = self.of_stage(entry.stage);
            if states.is_empty() {
                continue;
            }
            writeln!(text, "  <state id=\"{:?}\">", entry.stage)?;
            for (number, node) in states {
                writeln!(text, "    <!-- {} -->", commented(&node.label()))?;
                writeln!(text, "    <state id=\"s{number}\">")?;
                self.write_transitions(number, text)?;
                text.write_str("    </state>\n")?;
            }
            text.write_str("  </state>\n")?;
        }
        text.write_str("</scxml>\n")
    }

    fn write_transitions(&self, from: u32, text: &mut impl Write) -> fmt::Result {
        let start = self.edges.partition_point(|edge| edge.from < from);
        let here = self.edges.iter().skip(start).take_while(|edge| edge.from == from);
        for edge in here {
            for (label, sentence) in edge.labels.iter().zip(self.told(edge)) {
                writeln!(text, "      <!-- {} -->", commented(sentence))?;
                let to = edge.to;
                writeln!(text, "      <transition event=\"e{label}\" target=\"s{to}\"/>")?;
            }
        }
        Ok(())
    }
}

/// A comment ends at two hyphens.
fn commented(text: &str) -> String {
    let is_control = |character: char| character.is_control();
    text.replace(is_control, " ").replace("--", "\u{2013}")
}
