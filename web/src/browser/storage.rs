//! Where the browser keeps texts for the page. What is agreed with `trap.mjs`:
//!
//! * `grantscope-work`, across visits: the work as it was saved last.
//! * `grantscope-doing`, for this tab: what is being tried, in a few words.
//! * `grantscope-broken`, across visits: saved work that could not be restored, or gave way.
//!
//! All of it may be forbidden or full. Not here: what the texts mean (`state/kept.rs`).

use std::cell::{Cell, RefCell};

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;
use web_sys::Storage;

use super::local_storage as local;

pub(crate) const WORK: &str = "grantscope-work";
const DOING: &str = "grantscope-doing";
const BROKEN: &str = "grantscope-broken";
const RECENT: &str = "grantscope-recent";

/// So many names are noted.
const MOST_RECENT: usize = 5;

/// Why a text was not kept.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum NotKept {
    /// The browser allows none of it.
    Forbidden,
    /// There is no room.
    Full,
    /// Another tab wrote since this one last looked.
    Elsewhere,
}

/// The saved work as this tab last saw it: texts of the browser's own are compared at once, without
/// a copy.
#[derive(Default)]
pub(crate) struct Seen(RefCell<JsValue>);

impl Seen {
    /// The saved work, if there is any.
    pub(crate) fn look(&self) -> Option<String> {
        *self.0.borrow_mut() = raw();
        self.0.borrow().as_string()
    }

    /// The saved work as it is now, whoever wrote it.
    pub(crate) fn there(&self) -> Option<String> {
        raw().as_string()
    }

    /// Writes the work in the place of what this tab last saw there.
    pub(crate) fn replace(&self, text: &str) -> Result<(), NotKept> {
        if !Object::is(&self.0.borrow(), &raw()) {
            return Err(NotKept::Elsewhere);
        }
        let storage = local().ok_or(NotKept::Forbidden)?;
        let kept = storage.set_item(WORK, text).map_err(|_| NotKept::Full);
        *self.0.borrow_mut() = raw();
        kept
    }

    /// Whether what is there is what this tab last saw.
    pub(crate) fn is_current(&self) -> bool {
        Object::is(&self.0.borrow(), &raw())
    }
}

fn raw() -> JsValue {
    let storage = local();
    storage.and_then(|it| Reflect::get(&it, &WORK.into()).ok()).unwrap_or(JsValue::UNDEFINED)
}

/// Takes work that is not open out of the way, beside what is there already. If there is no
/// room it stays where it is.
pub(crate) fn put_aside(text: &str) -> Result<(), NotKept> {
    let storage = local().ok_or(NotKept::Forbidden)?;
    let all = match aside() {
        Some(before) if before.lines().any(|line| line == text) => before,
        Some(before) => format!("{before}\n{text}"),
        None => text.to_owned(),
    };
    let _ = storage.remove_item(WORK);
    storage.set_item(BROKEN, &all).map_err(|_| {
        let _ = storage.set_item(WORK, text);
        NotKept::Full
    })
}

/// Saved work that is not open.
pub(crate) fn aside() -> Option<String> {
    local()?.get_item(BROKEN).ok().flatten()
}

/// Keeps it no more.
pub(crate) fn forget_aside() {
    if let Some(storage) = local() {
        let _ = storage.remove_item(BROKEN);
    }
}

thread_local! {
    /// Spares the browser a removal for each time that the page is drawn.
    static TRYING: Cell<bool> = const { Cell::new(true) };
}

/// What was tried when the page was there last, if it never came to an end.
pub(crate) fn was_doing() -> Option<String> {
    tab_storage()?.get_item(DOING).ok().flatten()
}

/// Says what is being tried.
pub(crate) fn begin(doing: &str) {
    if let Some(storage) = tab_storage() {
        TRYING.set(true);
        let _ = storage.set_item(DOING, doing);
    }
}

/// It worked.
pub(crate) fn done() {
    if TRYING.replace(false)
        && let Some(storage) = tab_storage()
    {
        let _ = storage.remove_item(DOING);
    }
}

/// What was found by its name in this tab, the newest first.
pub(crate) fn recent() -> Vec<String> {
    let kept = tab_storage().and_then(|storage| storage.get_item(RECENT).ok().flatten());
    kept.unwrap_or_default().lines().map(str::to_owned).collect()
}

/// Notes what was found by its name.
pub(crate) fn note_recent(label: &str) {
    let rest = recent().into_iter().filter(|it| it != label).take(MOST_RECENT - 1);
    let all: Vec<String> = std::iter::once(label.to_owned()).chain(rest).collect();
    if let Some(storage) = tab_storage() {
        let _ = storage.set_item(RECENT, &all.join("\n"));
    }
}

fn tab_storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}
