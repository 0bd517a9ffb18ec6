//! What one chose and asked in each permission system, which is there again after a reload. It is small; what
//! was found is not, and is found again.
//!
//! Not here: the work, which the page itself keeps.

use std::collections::BTreeMap;

use grantscope::Catalogue;
use grantscope_explore::{Expected, Inquiry, Limits, Query, World};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::browser;

const KEY: &str = "grantscope-explore";

/// So many questions are kept, the newest.
const MOST_QUESTIONS: usize = 50;

/// What is kept of a permission system.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Choices {
    pub(super) world: World,
    pub(super) limits: Limits,
    /// The oldest first.
    pub(super) questions: Vec<Expected>,
    /// The question that is put together.
    pub(super) draft: Option<Query>,
}

impl Choices {
    pub(super) fn of(inquiry: &Inquiry) -> Self {
        Self {
            world: inquiry.world.clone(),
            limits: inquiry.limits,
            questions: inquiry.questions.clone(),
            draft: None,
        }
    }
}

fn all() -> BTreeMap<String, Value> {
    let text = browser::remembered(KEY).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}

/// What is kept of a permission system, if that can be read.
pub(super) fn kept(system: Catalogue) -> Option<Choices> {
    serde_json::from_value(all().remove(system.name())?).ok()
}

/// Keeps it in the place of what was kept of that system.
pub(super) fn keep(system: Catalogue, mut choices: Choices) {
    let more = choices.questions.len().saturating_sub(MOST_QUESTIONS);
    choices.questions.drain(..more);
    let mut all = all();
    all.extend(serde_json::to_value(choices).ok().map(|it| (system.name().to_owned(), it)));
    if let Ok(text) = serde_json::to_string(&all) {
        browser::remember(KEY, &text);
    }
}
