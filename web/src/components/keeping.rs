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
    /// Saved work that could not be restored stands where it would be written over.
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
        match self.written(state) {
            Ok(()) => {
                self.saved.set(state.keep.changes);
                link::forget_story();
                if state.keep.not_saved.is_some() {
                    send.emit(Action::Keeping(Keep::Saved(Ok(()))));
                }
            }
            Err(None) => send.emit(Action::Keeping(Keep::Elsewhere(true))),
            Err(Some(reason)) => {
                self.save_in(AGAIN, send);
                if state.keep.not_saved.as_ref() != Some(&reason) {
                    send.emit(Action::Keeping(Keep::Saved(Err(reason))));
                }
            }
        }
    }

    /// Why it was not written, if it is not that another tab wrote.
    fn written(&self, state: &State) -> Result<(), Option<String>> {
        if self.blocked.get() && state.keep.aside.is_some() {
            return Err(Some(words::NO_ROOM_BESIDE.to_owned()));
        }
        let text = grantscope::to_json(&state.kept());
        if text.len() > LARGEST_TEXT {
            return Err(Some(words::too_large_to_save(text.len(), LARGEST_TEXT)));
        }
        self.seen.replace(&text).map_err(|not_kept| match not_kept {
            NotKept::Elsewhere => None,
            NotKept::Forbidden => Some(words::STORAGE_FORBIDDEN.to_owned()),
            NotKept::Full => Some(words::STORAGE_FULL.to_owned()),
        })
    }

    fn listeners(self: &Rc<Self>, send: &Send) -> Vec<EventListener> {
        let Some(window) = web_sys::window() else { return Vec::new() };
        let leaving = || {
            let (keeper, send) = (self.clone(), send.clone());
            move |_: &Event| keeper.save(&send)
        };
        let (keeper, sent) = (self.clone(), send.clone());
        let other_tab = move |_: &Event| {
            if !keeper.seen.is_current() {
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
