//! How large a world is, when it is too large: part by part of what matters, so that one sees what to
//! shrink.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use grantscope::{Essence, Part};
use serde::Serialize;

use crate::exploration::Exploration;
use crate::inputs::Tries;

/// How large a world would have become.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Size {
    /// As many states as there would be if each part took every value that was found, whatever the
    /// others did. More were never seen of a world that was explored to its end.
    pub at_most: f64,
    /// The parts that took more than one value, the largest first; last those that follow from others.
    pub parts: Vec<PartSize>,
}

/// How large a part is.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
pub struct PartSize {
    /// Which: its name.
    pub part: Part,
    /// How many values it took.
    pub values: usize,
    /// How to make it smaller.
    pub advice: &'static str,
    /// By which fields of a file of questions: `world.scopes`.
    pub fields: &'static [&'static str],
}

impl<T: Tries> Exploration<T> {
    /// How large the world would have become, as far as what was found tells.
    pub fn size(&self) -> Size {
        let mut values: Vec<(Part, BTreeSet<Box<[u8]>>)> =
            Part::ALL.into_iter().map(|part| (part, BTreeSet::new())).collect();
        let mut essence = Essence::default();
        for moment in self.moments() {
            moment.write_essence(&mut essence);
            for ((_, seen), (_, value)) in values.iter_mut().zip(essence.parts()) {
                if !seen.contains(value) {
                    seen.insert(value.into());
                }
            }
        }
        let sizes = values.into_iter().map(|(part, seen)| PartSize {
            part,
            values: seen.len(),
            advice: advice(part),
            fields: fields(part),
        });
        let mut parts: Vec<PartSize> = sizes.filter(|size| size.values > 1).collect();
        parts.sort_by_key(|size| (size.advice == GENERAL, Reverse(size.values)));
        let at_most = parts.iter().map(|size| approximately(size.values)).product();
        Size { at_most, parts }
    }
}

fn approximately(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::INFINITY, f64::from)
}

const GENERAL: &str = "let less happen";

const fn advice(part: Part) -> &'static str {
    match part {
        Part::Scopes => "let the app ask for fewer scopes",
        Part::Resources | Part::Conversations => "take fewer conversations",
        Part::Homes | Part::Consents | Part::Accounts => "let fewer people act",
        Part::Prompts => "let fewer questions wait at once, or let the app ask for fewer scopes",
        Part::Triggers => "let fewer triggers wait at once, or fewer people act",
        Part::Codes => {
            "let the app be installed from its settings only, or let fewer places be named"
        }
        Part::Dialogs => "let fewer dialogs wait at once",
        Part::Stage | Part::Calendar | Part::Installation | Part::Token | Part::Faults => GENERAL,
    }
}

const fn fields(part: Part) -> &'static [&'static str] {
    match part {
        Part::Scopes => &["world.scopes"],
        Part::Resources | Part::Conversations => &["script.cast.conversations"],
        Part::Homes | Part::Consents | Part::Accounts => &["world.people"],
        Part::Prompts => &["world.at_once", "world.scopes"],
        Part::Triggers => &["world.at_once", "world.people"],
        Part::Codes => &["world.through", "world.named_channels"],
        Part::Dialogs => &["world.at_once"],
        Part::Stage | Part::Calendar | Part::Installation | Part::Token | Part::Faults => {
            &["world.acts"]
        }
    }
}
