//! An entry in the browser's history for what lies over the page, so that Back takes that away, as it
//! does on phones. Going back is only asked for: the browser says later, by `popstate`, that it is done.
//!
//! Not here: what lies over the page (`components/back.rs`).

use std::cell::Cell;

use wasm_bindgen::JsValue;
use web_sys::History;

/// What the entry says of itself.
const MARK: &str = "grantscope-overlay";

/// Where the entry is.
#[derive(Clone, Copy, Default, Eq, PartialEq)]
enum Entry {
    /// There is none.
    #[default]
    None,
    /// On top.
    OnTop,
    /// On top, and asked to go.
    Leaving,
}

thread_local! {
    static ENTRY: Cell<Entry> = const { Cell::new(Entry::None) };
    /// Whether the entry below still names a story that the address no longer names.
    static OUTDATED: Cell<bool> = const { Cell::new(false) };
}

/// Puts the entry on top, if it is not there.
pub(crate) fn lay() {
    if ENTRY.get() == Entry::None {
        let laid = history().is_some_and(|it| it.push_state(&MARK.into(), "").is_ok());
        ENTRY.set(if laid { Entry::OnTop } else { Entry::None });
    }
}

/// Takes the entry away, if it is there.
pub(crate) fn take_away() {
    if ENTRY.get() == Entry::OnTop {
        leave();
    }
}

/// Takes away what a reload has left.
pub(crate) fn tidy_up() {
    if state().as_string().as_deref() == Some(MARK) {
        OUTDATED.set(super::link::hash().is_none());
        leave();
    }
}

fn leave() {
    let left = history().is_some_and(|history| history.back().is_ok());
    ENTRY.set(if left { Entry::Leaving } else { Entry::None });
}

/// What the browser did.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Moved {
    /// The entry that was to go is gone.
    AsAsked,
    /// A person went back, or elsewhere.
    ByAPerson,
    /// It has nothing to do with the entry.
    Elsewhere,
}

/// The browser has moved in its history.
pub(crate) fn moved() -> Moved {
    if OUTDATED.take() {
        super::link::forget_story();
    }
    match ENTRY.replace(Entry::None) {
        Entry::None => Moved::Elsewhere,
        Entry::OnTop => Moved::ByAPerson,
        Entry::Leaving => Moved::AsAsked,
    }
}

/// The address no longer names a story, which the entry below may still do.
pub(super) fn address_changed() {
    OUTDATED.set(ENTRY.get() != Entry::None);
}

pub(super) fn history() -> Option<History> {
    web_sys::window()?.history().ok()
}

/// What the entry that is on top says of itself.
pub(super) fn state() -> JsValue {
    history().and_then(|history| history.state().ok()).unwrap_or_default()
}
