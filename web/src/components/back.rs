//! Back closes what lies over the page.
//!
//! Not here: the entry in the browser's history (`browser/back.rs`).

use gloo_events::EventListener;
use yew::prelude::*;

use super::Send;
use crate::browser::back::{self, Moved};
use crate::state::Action;

/// As long as something lies over the page, there is an entry in the browser's history for it.
#[hook]
pub(crate) fn use_back(is_open: bool, send: &Send) {
    use_effect_with((), |()| back::tidy_up());
    let send = send.clone();
    use_effect_with(is_open, move |is_open| {
        let is_open = *is_open;
        if is_open {
            back::lay();
        } else {
            back::take_away();
        }
        let window = web_sys::window();
        let listener = window.map(|window| {
            EventListener::new(&window, "popstate", move |_| match back::moved() {
                Moved::ByAPerson => send.emit(Action::Lay(None)),
                // Something else was opened meanwhile.
                Moved::AsAsked if is_open => back::lay(),
                Moved::AsAsked | Moved::Elsewhere => {}
            })
        });
        move || drop(listener)
    });
}
