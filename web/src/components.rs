//! What one sees. Small functions from what the page knows to what is drawn.
//!
//! Not here: what the page knows (`state`), its words (`words.rs`), how it looks (`styles`).

mod back;
mod belief;
mod branches;
mod challenges;
mod changes;
mod checks;
mod clock;
mod coach;
mod composer;
mod console;
mod copy;
mod deliveries;
mod detail;
mod dialog;
mod drawing;
mod editor;
mod embedded;
mod exchange;
mod explore;
mod feed;
mod file_picker;
mod focus;
mod footer;
mod gallery;
mod glossary;
mod grants;
mod header;
mod help;
mod icons;
mod import;
mod json;
mod jump;
mod keeping;
mod kept;
mod keys;
mod lifecycle;
mod long_list;
mod methods;
mod next;
mod overlay;
mod page;
mod palette;
mod part;
mod player;
mod popover;
mod prompt;
mod rest;
mod rings;
mod rule_book;
mod scopes;
mod scrubber;
mod share;
mod step;
mod steps;
mod system;
mod tabs;
mod thumbnail;
mod tour;
mod verdict;
mod watching;

pub use explore::work;
pub use page::{App, AppProperties, Given, Opening};

use yew::Callback;
use yew::html::IntoEventCallback;

use crate::state::Action;

/// How a component says what is to happen.
pub(crate) type Send = Callback<Action>;

/// Sends the same action whenever the event happens.
pub(crate) fn to<E: 'static>(send: &Send, action: Action) -> Option<Callback<E>> {
    let send = send.clone();
    (move |_: E| send.emit(action.clone())).into_event_callback()
}
