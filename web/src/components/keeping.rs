//! Keeps the work in the browser as it goes, brings it back at the start, and opens links.
//!
//! A small story is saved at once after each change, a long one when the page comes to rest. Where
//! another tab saved meanwhile this one writes nothing before a person has chosen. Not here: the
//! format (`state/kept.rs`), and what is said about all this (`kept.rs`).

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use grantscope::LARGEST_TEXT;
use yew::platform::spawn_local;
use yew::prelude::*;

use super::Send;
use crate::browser::link;
use crate::browser::storage::{self, NotKept, Seen};
use crate::state::keep::{Action as Keep, Aside, Source};
use crate::state::{Action, State};
use crate::words;

/// A story with more steps is saved when the page comes to rest.
const SMALL: usize = 500;

/// The page is at rest after so many milliseconds.
const REST: u32 = 300;

/// What could not be saved is tried again after so many milliseconds.
const AGAIN: u32 = 10_000;

/// Keeps the work of this tab.
#[derive(Default)]
pub(crate) struct Keeper {
    seen: Seen,
    latest: RefCell<Option<UseReducerHandle<State>>>,
    /// How many of the changes are saved.
    saved: Cell<usize>,
    /// Saved work that is not the one that is open stands where it would be written over.
    blocked: Cell<bool>,
    later: RefCell<Option<Timeout>>,
}

impl Keeper {
    /// What the page begins with: the work that was saved, or nothing yet.
    pub(crate) fn first_state(&self) -> State {
        let mut state = State::default();
        let broken = storage::was_doing();
        let broke_at = |doing: &str| broken.as_deref() == Some(doing);
        match self.seen.look() {
            Some(text) if broke_at(words::RESTORING) => {
                let reason = words::BROKE_THE_PAGE.to_owned();
                state.take(put_aside(Aside { reason, text: text.into() }));
            }
            Some(text) => {
                storage::begin(words::RESTORING);
                state.take(Action::Keeping(Keep::Open(Source::Saved, text.into())));
            }
            None => {}
        }
        match (&state.keep.aside, storage::aside()) {
            (Some(aside), _) => self.blocked.set(storage::put_aside(&aside.text).is_err()),
            (None, Some(text)) => {
                let reason = words::FROM_BEFORE.to_owned();
                state.take(put_aside(Aside { reason, text: text.into() }));
            }
            (None, None) => {}
        }
        self.seen.look();
        match link::hash() {
            Some(_) if broke_at(words::OPENING_LINK) => {
                state.take(Action::Keeping(Keep::Refuse(words::LINK_BROKE_THE_PAGE.to_owned())));
            }
            Some(_) => state.take(Action::Keeping(Keep::Await)),
            None => {}
        }
        state
    }

    /// Says outside of the program what is being tried, in case that it breaks.
    pub(crate) fn before(&self, action: &Action) {
        let doing = self.latest.borrow().as_ref().and_then(|state| state.doing(action));
        if let Some(doing) = doing {
            storage::begin(&doing);
        }
    }

    /// What another tab saved takes the place of the work here.
    pub(crate) fn take_theirs(&self, send: &Send) {
        let theirs = self.seen.look().unwrap_or_default();
        send.emit(Action::Keeping(Keep::Open(Source::OtherTab, theirs.into())));
    }

    /// The work here takes the place of what another tab saved.
    pub(crate) fn keep_mine(self: &Rc<Self>, send: &Send) {
        self.seen.look();
        send.emit(Action::Keeping(Keep::Elsewhere(false)));
        if let Some(state) = self.latest.borrow().clone() {
            self.save_as(&state, send);
        }
    }

    /// Work that could not be restored is no longer needed.
    pub(crate) fn forget_aside(&self, send: &Send) {
        storage::forget_aside();
        self.blocked.set(false);
        send.emit(Action::Keeping(Keep::ForgetAside));
    }

    fn changed(self: &Rc<Self>, send: &Send) {
        let steps = self.latest.borrow().as_ref().map_or(0, |state| state.drive().steps());
        if steps <= SMALL {
            self.save(send);
        } else {
            self.save_in(REST, send);
        }
    }

    fn save_in(self: &Rc<Self>, milliseconds: u32, send: &Send) {
        let (keeper, send) = (self.clone(), send.clone());
        let later = Timeout::new(milliseconds, move || keeper.save(&send));
        *self.later.borrow_mut() = Some(later);
    }

    /// Saves what is not saved yet.
    fn save(self: &Rc<Self>, send: &Send) {
        let Some(state) = self.latest.borrow().clone() else { return };
        if state.keep.changes == self.saved.get() || state.keep.elsewhere {
            return;
        }
        self.save_as(&state, send);
    }

    fn save_as(self: &Rc<Self>, state: &State, send: &Send) {
        match self.written(state, send) {
            Ok(()) => {
                self.saved.set(state.keep.changes);
                link::forget_story();
                if let Some(reason) = state.unsaved_draft() {
                    not_saved(state, reason, send);
                } else if state.keep.not_saved.is_some() {
                    send.emit(Action::Keeping(Keep::Saved(Ok(()))));
                }
            }
            Err(Unsaved::Elsewhere) => send.emit(Action::Keeping(Keep::Elsewhere(true))),
            Err(Unsaved::ForNow(reason)) => {
                self.save_in(AGAIN, send);
                not_saved(state, reason, send);
            }
            Err(Unsaved::AsItIs(reason)) => not_saved(state, reason, send),
        }
    }

    fn written(&self, state: &State, send: &Send) -> Result<(), Unsaved> {
        if self.blocked.get() && state.keep.aside.is_some() {
            return Err(Unsaved::ForNow(words::NO_ROOM_BESIDE.to_owned()));
        }
        let text = grantscope::to_json(&state.kept());
        if text.len() > LARGEST_TEXT {
            return Err(Unsaved::AsItIs(words::too_large_to_save(text.len(), LARGEST_TEXT)));
        }
        self.agree(state);
        self.make_way(state, send)?;
        self.seen.replace(&text).map_err(|not_kept| match not_kept {
            NotKept::Elsewhere => Unsaved::Elsewhere,
            NotKept::Forbidden => Unsaved::ForNow(words::STORAGE_FORBIDDEN.to_owned()),
            NotKept::Full => Unsaved::ForNow(words::STORAGE_FULL.to_owned()),
        })
    }

    /// Whether no other tab saved other work. One that only looks around saves the same.
    fn agree(&self, state: &State) -> bool {
        if self.seen.is_current() {
            return true;
        }
        let same = self.seen.there().is_some_and(|theirs| state.is_saved_in(&theirs));
        if same {
            self.seen.look();
        }
        same
    }

    /// Saved work in whose place something was opened is put aside, once.
    fn make_way(&self, state: &State, send: &Send) -> Result<(), Unsaved> {
        if !state.keep.gave_way || !self.seen.is_current() {
            return Ok(());
        }
        let mine = self.seen.there().filter(|mine| !state.is_saved_in(mine));
        let Some(mine) = mine else { return Ok(()) };
        storage::put_aside(&mine).map_err(|_| Unsaved::ForNow(words::NO_ROOM_BESIDE.to_owned()))?;
        self.seen.look();
        let (reason, text) = (words::GAVE_WAY.to_owned(), storage::aside().unwrap_or(mine));
        send.emit(put_aside(Aside { reason, text: text.into() }));
        Ok(())
    }

    fn listeners(self: &Rc<Self>, send: &Send) -> Vec<EventListener> {
        let Some(window) = web_sys::window() else { return Vec::new() };
        let leaving = || {
            let (keeper, send) = (self.clone(), send.clone());
            move |_: &Event| keeper.save(&send)
        };
        let (keeper, sent) = (self.clone(), send.clone());
        let other_tab = move |_: &Event| {
            let state = keeper.latest.borrow().clone();
            if state.is_some_and(|state| !state.keep.elsewhere && !keeper.agree(&state)) {
                sent.emit(Action::Keeping(Keep::Elsewhere(true)));
            }
        };
        let hidden = window.document();
        let hidden =
            hidden.map(|document| EventListener::new(&document, "visibilitychange", leaving()));
        let rest = [
            EventListener::new(&window, "pagehide", leaving()),
            EventListener::new(&window, "storage", other_tab),
        ];
        hidden.into_iter().chain(rest).collect()
    }
}

/// Why the work was not written.
enum Unsaved {
    /// Another tab wrote other work.
    Elsewhere,
    /// It may work later.
    ForNow(String),
    /// It cannot work before the work changes.
    AsItIs(String),
}

fn not_saved(state: &State, reason: String, send: &Send) {
    if state.keep.not_saved.as_ref() != Some(&reason) {
        send.emit(Action::Keeping(Keep::Saved(Err(reason))));
    }
}

fn put_aside(aside: Aside) -> Action {
    Action::Keeping(Keep::PutAside(aside))
}

/// Saves the work whenever it changed.
#[hook]
pub(crate) fn use_keeping(
    keeper: Option<&Rc<Keeper>>,
    state: &UseReducerHandle<State>,
    send: &Send,
) {
    if let Some(keeper) = keeper {
        *keeper.latest.borrow_mut() = Some(state.clone());
    }
    let keeper = keeper.cloned();
    let keeping = keeper.clone();
    use_effect(move || {
        if keeping.is_some() {
            storage::done();
        }
    });
    let (keeping, changed) = (keeper.clone(), send.clone());
    use_effect_with(state.keep.changes, move |changes| {
        if let Some(keeper) = keeping.filter(|_| *changes > 0) {
            keeper.changed(&changed);
        }
    });
    let send = send.clone();
    use_effect_with((), move |()| {
        let listeners = keeper.map(|keeper| keeper.listeners(&send));
        move || drop(listeners)
    });
}

/// Opens the story behind the `#` of the address: at once if the page awaits it, and whenever it
/// changes.
#[hook]
pub(crate) fn use_link(opens: bool, awaits: bool, send: &Send) {
    let send = send.clone();
    use_effect_with((), move |()| {
        let window = web_sys::window().filter(|_| opens);
        let listener = window.map(|window| {
            if awaits {
                open_link(&send);
            }
            EventListener::new(&window, "hashchange", move |_| open_link(&send))
        });
        move || drop(listener)
    });
}

fn open_link(send: &Send) {
    let Some(hash) = link::hash() else { return };
    let send = send.clone();
    spawn_local(async move {
        send.emit(Action::Keeping(match link::unpack(&hash).await {
            Ok(text) => Keep::Open(Source::Link, text.into()),
            Err(bad) => Keep::Refuse(words::bad_link(bad)),
        }));
    });
}
