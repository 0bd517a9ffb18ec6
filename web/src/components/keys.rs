//! The keys: one table, which the page listens by and the help sheet shows.
//!
//! None counts while one types or while something lies over the page, and keys alone can be switched
//! off. Not here: keys of a single control (tabs, the matrix, the drawing), which are its own.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::{Send, tabs};
use crate::browser;
use crate::state::{Action, Mode, Overlay, Pane, State, Turn};
use crate::words;

/// Where it is kept that keys alone do nothing.
const SWITCH: &str = "grantscope-keys";
const OFF: &str = "off";

/// What a key or an entry of the search does.
#[derive(Clone, Debug)]
pub(crate) enum Act {
    /// Something happens to the page.
    Send(Action),
    /// What a selector finds is pressed.
    Press(&'static str),
    /// A pane is shown, and what a selector finds in it has the focus.
    GoTo(Pane, &'static str),
}

/// A key, as the browser calls it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Key {
    pub(crate) name: &'static str,
    /// With Ctrl, or ⌘ on a Mac.
    pub(crate) command: bool,
    /// With Shift. Asked only of keys with Ctrl: `?` is a key of its own.
    pub(crate) shift: bool,
}

/// What a key is for.
pub(crate) struct Shortcut {
    pub(crate) keys: &'static [Key],
    pub(crate) words: &'static str,
    /// Nothing, if it is not possible now.
    pub(crate) act: fn(&State) -> Option<Act>,
}

/// Keys that belong together.
pub(crate) struct Group {
    pub(crate) words: &'static str,
    pub(crate) shortcuts: &'static [Shortcut],
}

/// Every key.
pub(crate) const GROUPS: &[Group] = &[
    Group {
        words: words::KEYS_FIND,
        shortcuts: &[
            shortcut(&[command("k"), key("/")], words::PALETTE, |_| lay(Overlay::Palette)),
            shortcut(&[key("g")], words::STORIES, |_| lay(Overlay::Gallery)),
            shortcut(&[key("b")], words::RULE_BOOK, |_| lay(Overlay::RuleBook(None))),
            shortcut(&[key("e")], words::SHARE, |_| lay(Overlay::Share)),
            shortcut(&[key("?")], words::HELP, |_| lay(Overlay::Help)),
        ],
    },
    Group {
        words: words::KEYS_TIME,
        shortcuts: &[
            shortcut(&[key("j")], words::NEXT, |state| {
                (state.at() < state.steps()).then(|| send(Action::Go(state.at() + 1)))
            }),
            shortcut(&[key("k")], words::PREVIOUS, |state| {
                state.at().checked_sub(1).map(|step| send(Action::Go(step)))
            }),
            shortcut(&[key("Home")], words::FIRST, |_| Some(send(Action::Go(0)))),
            shortcut(&[key("End")], words::LAST, |state| Some(send(Action::Go(state.steps())))),
            shortcut(&[key(" "), key("p")], words::KEYS_PLAY, |state| {
                (state.steps() > 0).then(|| send(Action::Play(!state.playing)))
            }),
        ],
    },
    Group {
        words: words::KEYS_WORK,
        shortcuts: &[
            shortcut(&[key("n")], words::WHAT_NEXT, |state| match state.mode {
                Mode::Drive => Some(Act::GoTo(Pane::Steps, ".next .offer")),
                Mode::Replay => Some(Act::GoTo(Pane::Steps, ".feed textarea, .feed button")),
            }),
            shortcut(&[command("z"), key("u")], words::UNDO, |state| {
                state.can_turn(Turn::Back).then(|| send(Action::Undo))
            }),
            shortcut(&[command_shift("z"), command("y"), key("r")], words::REDO, |state| {
                state.can_turn(Turn::On).then(|| send(Action::Redo))
            }),
        ],
    },
    Group {
        words: words::KEYS_LOOK,
        shortcuts: &[
            shortcut(&[key("t")], words::KEYS_TURN, |_| Some(Act::Press(TURN))),
            shortcut(&[key("1")], words::KEYS_TAB_1, |_| tab(0)),
            shortcut(&[key("2")], words::KEYS_TAB_2, |_| tab(1)),
            shortcut(&[key("3")], words::KEYS_TAB_3, |_| tab(2)),
            shortcut(&[key("4")], words::KEYS_TAB_4, |_| tab(3)),
            shortcut(&[key("5")], words::KEYS_TAB_5, |_| tab(4)),
            shortcut(&[key("d")], words::CHANGE_THEME, |_| Some(Act::Press(THEME_BUTTON))),
        ],
    },
];

/// The other way to show the lifecycle.
pub(crate) const TURN: &str = ".picture .toggle [aria-pressed='false']";
/// The button that goes through the themes.
pub(crate) const THEME_BUTTON: &str = "[data-tool='theme']";

const fn key(name: &'static str) -> Key {
    Key { name, command: false, shift: false }
}

const fn command(name: &'static str) -> Key {
    Key { name, command: true, shift: false }
}

const fn command_shift(name: &'static str) -> Key {
    Key { name, command: true, shift: true }
}

const fn shortcut(
    keys: &'static [Key],
    words: &'static str,
    act: fn(&State) -> Option<Act>,
) -> Shortcut {
    Shortcut { keys, words, act }
}

const fn send(action: Action) -> Act {
    Act::Send(action)
}

fn lay(overlay: Overlay) -> Option<Act> {
    Some(send(Action::Lay(Some(overlay))))
}

fn tab(number: usize) -> Option<Act> {
    tabs::all().nth(number).map(|(tab, _)| send(Action::ShowTab(tab)))
}

impl Act {
    /// Does it; what has to be drawn first, a moment later.
    pub(crate) fn run(self, send: &Send) {
        match self {
            Self::Send(action) => send.emit(action),
            Self::Press(selector) => later(move || {
                if let Some(found) = browser::find(selector) {
                    found.click();
                }
            }),
            Self::GoTo(pane, selector) => {
                send.emit(Action::ShowPane(pane));
                later(move || {
                    if let Some(found) = browser::find(selector) {
                        let _ = found.focus();
                    }
                });
            }
        }
    }
}

fn later(task: impl FnOnce() + 'static) {
    Timeout::new(0, task).forget();
}

impl Key {
    /// How it is written on the keyboard.
    pub(crate) fn words(self, mac: bool) -> Vec<String> {
        let name = match self.name {
            " " => words::SPACE_KEY.to_owned(),
            letter if letter.len() == 1 => letter.to_ascii_uppercase(),
            name => name.to_owned(),
        };
        let command = self.command.then_some(if mac { "⌘" } else { "Ctrl" });
        let shift = self.shift.then_some(if mac { "⇧" } else { "Shift" });
        command.into_iter().chain(shift).map(str::to_owned).chain([name]).collect()
    }

    fn is(self, event: &KeyboardEvent) -> bool {
        let pressed = event.key();
        let command = event.ctrl_key() || event.meta_key();
        let same = pressed == self.name || pressed.eq_ignore_ascii_case(self.name);
        same && command == self.command && (!command || event.shift_key() == self.shift)
    }
}

/// Whether keys alone do something.
pub(crate) fn are_on() -> bool {
    browser::remembered(SWITCH).as_deref() != Some(OFF)
}

/// Lets keys alone do something, or nothing any more.
pub(crate) fn switch(on: bool) {
    browser::remember(SWITCH, if on { "on" } else { OFF });
}

/// Listens to the keys.
#[hook]
pub(crate) fn use_keys(listens: bool, state: &UseReducerHandle<State>, send: &Send) {
    let latest = use_memo((), |()| RefCell::new(None::<UseReducerHandle<State>>));
    *latest.borrow_mut() = Some(state.clone());
    let send = send.clone();
    use_effect_with((), move |()| {
        let listener = web_sys::window().filter(|_| listens).map(|window| {
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&window, "keydown", options, move |event| {
                pressed(event, &latest, &send);
            })
        });
        move || drop(listener)
    });
}

fn pressed(event: &Event, latest: &Rc<RefCell<Option<UseReducerHandle<State>>>>, send: &Send) {
    let (Some(event), Some(state)) = (event.dyn_ref::<KeyboardEvent>(), latest.borrow().clone())
    else {
        return;
    };
    let elsewhere = event.default_prevented() || event.alt_key() || event.is_composing();
    if elsewhere || state.overlay.is_some() || browser::find("dialog[open]").is_some() {
        return;
    }
    let all = GROUPS.iter().flat_map(|group| group.shortcuts);
    let found = all.filter_map(|it| it.keys.iter().find(|key| key.is(event)).map(|key| (it, key)));
    for (shortcut, key) in found {
        if is_taken(event, *key) || (!key.command && !are_on()) {
            return;
        }
        if let Some(act) = (shortcut.act)(&state) {
            event.prevent_default();
            act.run(send);
        }
    }
}

/// Whether the place where it was pressed has a use of its own for it.
fn is_taken(event: &KeyboardEvent, key: Key) -> bool {
    // From the inside of a shadow root, where the editor is.
    let place = event.composed_path().get(0).dyn_into::<Element>().ok();
    let Some(place) = place else { return false };
    let matches = |selector: &str| place.closest(selector).ok().flatten().is_some();
    let editable = place.dyn_ref::<HtmlElement>().is_some_and(HtmlElement::is_content_editable);
    let types = "textarea, select, input:not([type='range'], [type='checkbox'], [type='radio'])";
    if editable || matches(types) {
        return true;
    }
    let acts = "button, a, summary, label, input, [tabindex='0'], [role='tab'], [role='gridcell']";
    matches!(key.name, " " | "Home" | "End") && !key.command && matches(acts)
}
