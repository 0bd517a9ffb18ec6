//! Some of many, to choose from in a list: what the page asks about, then the first of them, and how many
//! there are besides.
//!
//! Not here: the people who act, who are found by name (`people.rs`).

use yew::prelude::*;

use crate::html::html;
use crate::state::Names;
use crate::words;

/// So many are there to choose from.
pub(super) const FEW: usize = 100;

/// Ids, with what they are called, and how many more there are.
pub(super) struct Few {
    shown: Vec<(String, String)>,
    more: usize,
}

impl Few {
    pub(super) fn of(
        all: impl Iterator<Item = String>,
        asked_about: Option<&str>,
        names: &Names,
    ) -> Self {
        let (mut shown, mut count) = (Vec::new(), 0_usize);
        for id in all {
            count += 1;
            if asked_about == Some(&id) {
                shown.insert(0, id);
            } else if shown.len() < FEW {
                shown.push(id);
            }
        }
        shown.truncate(FEW);
        let more = count.saturating_sub(shown.len());
        let shown = shown.into_iter().map(|id| {
            let name = names.of(&id);
            (id, name)
        });
        Self { shown: shown.collect(), more }
    }

    /// The first one's id.
    pub(super) fn first(&self) -> String {
        self.shown.first().map(|(id, _)| id.clone()).unwrap_or_default()
    }

    /// As the options of a list, called as `told` has it; the last one says what is not there.
    pub(super) fn options(&self, chosen: &str, told: impl Fn(&str) -> String) -> Html {
        html! {
            <>
                { for self.shown.iter().map(|(id, name)| html! {
                    <option value={id.clone()} selected={id == chosen}>{ told(name) }</option>
                }) }
                if self.more > 0 {
                    <option disabled=true>{ words::more_to_ask_about(self.more) }</option>
                }
            </>
        }
    }
}
