//! A file that is written in the worker, piece by piece, and lies there until the page saves it: of a large
//! graph it is too long to be passed on as a text.
//!
//! Not here: the languages (`grantscope-explore`).

use std::fmt::{self, Write};

use grantscope_explore::Graph;
use js_sys::Array;
use web_sys::{Blob, Url};

use super::messages::Language;

/// So many bytes are a piece.
const PIECE: usize = 1 << 20;

/// What was written so far.
#[derive(Default)]
pub(super) struct Paper {
    pieces: Array,
    rest: String,
}

impl Paper {
    /// Writes a graph down; the address at which this program's page finds it.
    pub(super) fn written(graph: &Graph, language: Language) -> Option<String> {
        let mut paper = Self::default();
        match language {
            Language::Mermaid if graph.fits_mermaid() => paper.write_str(&graph.mermaid()),
            Language::Mermaid => paper.write_str(&graph.mermaid_by_stage()),
            Language::Dot => graph.write_dot(&mut paper),
            Language::Scxml => graph.write_scxml(&mut paper),
        }
        .ok()?;
        paper.end_piece();
        let whole = Blob::new_with_str_sequence(&paper.pieces).ok()?;
        Url::create_object_url_with_blob(&whole).ok()
    }

    fn end_piece(&mut self) {
        self.pieces.push(&std::mem::take(&mut self.rest).into());
    }
}

impl Write for Paper {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.rest.push_str(text);
        if self.rest.len() >= PIECE {
            self.end_piece();
        }
        Ok(())
    }
}
