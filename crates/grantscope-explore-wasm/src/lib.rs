//! A file of questions for JavaScript: texts come in and texts go out.
//!
//! It is a wasm file of its own, which nobody loads who asks no such questions. Not here: what is asked
//! and answered (`grantscope-explore`), and who reads files (`npm/cli/check.mjs`).

use grantscope::{SCRIPT_PARTS, mistakes, to_json};
use wasm_bindgen::prelude::*;

/// A file of questions, and what was explored for it so far.
#[wasm_bindgen]
pub struct Inquiry {
    inquiry: grantscope_explore::Inquiry,
    exploration: grantscope_explore::Exploration,
}

#[wasm_bindgen]
impl Inquiry {
    /// Reads the file, and begins where its story ends.
    #[wasm_bindgen(constructor)]
    pub fn new(text: &str) -> Result<Inquiry, JsError> {
        let inquiry = grantscope_explore::Inquiry::read(text)?;
        let exploration = inquiry.begin()?;
        Ok(Self { inquiry, exploration })
    }

    /// Goes on until about so many transitions more were found. Answers how far it is.
    pub fn run(&mut self, transitions: u32) -> String {
        let transitions = usize::try_from(transitions).unwrap_or(usize::MAX);
        to_json(&self.exploration.run(transitions))
    }

    /// What was found for each question.
    pub fn findings(&self) -> Result<String, JsError> {
        Ok(to_json(&self.inquiry.answered_by(&self.exploration)?))
    }

    /// How large the world would have become.
    pub fn size(&self) -> String {
        to_json(&self.exploration.size())
    }
}

/// Everything that is wrong with a file of questions, each with its place.
#[wasm_bindgen(js_name = mistakesInQuestions)]
pub fn mistakes_in_questions(text: &str) -> String {
    let read = grantscope_explore::Inquiry::read(text);
    to_json(&read.err().map(|error| error.problems).unwrap_or_default())
}

/// Everything that is wrong with the shape of a script, each with its place.
#[wasm_bindgen(js_name = mistakesInScript)]
pub fn mistakes_in_script(text: &str) -> String {
    to_json(&mistakes(text, &SCRIPT_PARTS))
}
