//! What can be done, to be found by its name: a field, and below it a list that arrow keys go through.
//!
//! The focus stays in the field; the field says which entry is meant. Not here: what there is to be
//! found (`entries.rs`), and what suits best (`search.rs`).

mod entries;
mod search;

use std::rc::Rc;

use yew::prelude::*;

use super::Send;
use crate::browser;
use crate::browser::storage;
use crate::html::html;
use crate::state::{Action, State};
use crate::words;
use entries::{Entries, Entry};
use search::{Found, search};

const LIST: &str = "palette-list";

/// The id of the field.
const FIELD: &str = "palette-field";

pub(crate) fn palette(state: &State, send: &Send) -> Html {
    html! { <Palette entries={Entries::of(state)} send={send} /> }
}

/// What the palette is told.
#[derive(Clone, PartialEq, Properties)]
struct PaletteProperties {
    entries: Entries,
    send: Send,
}

#[component]
fn Palette(properties: &PaletteProperties) -> Html {
    let typed = use_state(String::new);
    let at = use_state(|| 0_usize);
    let recent = use_memo((), |()| storage::recent());
    let found = use_memo(((*typed).clone(), properties.entries.clone()), |(typed, entries)| {
        search(entries, typed, &recent)
    });
    let active = (*at).min(found.entries.len().saturating_sub(1));
    use_effect_with((active, found.clone()), |_| browser::show("[data-active='true']"));
    let oninput = {
        let (typed, at) = (typed.clone(), at.clone());
        Callback::from(move |event: InputEvent| {
            typed.set(browser::value_of(&event));
            at.set(0);
        })
    };
    let id = found.entries.get(active).map(|_| option(active));
    html! {
        <div class="search">
            <input id={FIELD} type="text" role="combobox" autofocus=true aria-expanded="true" aria-controls={LIST}
                aria-autocomplete="list" aria-activedescendant={id} aria-label={words::FIND_ANYTHING}
                placeholder={words::FIND_ANYTHING} autocomplete="off" spellcheck="false"
                value={(*typed).clone()} {oninput} onkeydown={moved(&found, &at, active, &properties.send)} />
            <p class="heard" role="status">{ words::entries_found(found.entries.len() + found.more) }</p>
            { list(&found, active, &properties.send) }
            { below(&found, &typed) }
        </div>
    }
}

fn option(index: usize) -> String {
    format!("palette-{index}")
}

fn moved(
    found: &Rc<Found>,
    at: &UseStateHandle<usize>,
    active: usize,
    send: &Send,
) -> Callback<KeyboardEvent> {
    let (found, at, send) = (found.clone(), at.clone(), send.clone());
    Callback::from(move |event: KeyboardEvent| {
        let count = found.entries.len();
        if count == 0 || event.is_composing() {
            return;
        }
        match event.key().as_str() {
            "ArrowDown" => at.set((active + 1) % count),
            "ArrowUp" => at.set((active + count - 1) % count),
            "PageDown" => at.set((active + 8).min(count - 1)),
            "PageUp" => at.set(active.saturating_sub(8)),
            "Enter" => {
                if let Some(entry) = found.entries.get(active) {
                    run(entry, &send);
                }
            }
            _ => return,
        }
        event.prevent_default();
    })
}

fn run(entry: &Entry, send: &Send) {
    if let Some(act) = entry.act.clone() {
        storage::note_recent(&entry.label);
        send.emit(Action::Lay(None));
        act.run(send);
    }
}

fn list(found: &Found, active: usize, send: &Send) -> Html {
    let mut groups: Vec<(&'static str, Vec<Html>)> = Vec::new();
    for (index, entry) in found.entries.iter().enumerate() {
        let drawn = shown(entry, index, index == active, send);
        match groups.last_mut() {
            Some((name, entries)) if *name == entry.group => entries.push(drawn),
            Some(_) | None => groups.push((entry.group, vec![drawn])),
        }
    }
    html! {
        <div id={LIST} class="found" role="listbox" aria-label={words::FOUND}>
            { for groups.into_iter().map(|(name, entries)| html! {
                <div role="group" aria-label={name}>
                    <div class="found-group" aria-hidden="true">{ name }</div>
                    { for entries }
                </div>
            }) }
        </div>
    }
}

fn shown(entry: &Entry, index: usize, active: bool, send: &Send) -> Html {
    let (chosen, send) = (entry.clone(), send.clone());
    let onclick = Callback::from(move |_: MouseEvent| run(&chosen, &send));
    html! {
        <div id={option(index)} class="found-entry" role="option" {onclick}
            aria-selected={active.to_string()} data-active={active.to_string()}
            aria-disabled={entry.act.is_none().then_some("true")}>
            <span class="found-label">{ &entry.label }</span>
            if !entry.note.is_empty() {
                <span class="found-note">{ &entry.note }</span>
            }
        </div>
    }
}

fn below(found: &Found, typed: &str) -> Html {
    let words = match (typed.trim().is_empty(), found.entries.is_empty(), found.more) {
        (true, ..) => words::TYPE_FOR_MORE.to_owned(),
        (false, true, _) => words::nothing_found(typed),
        (false, false, 0) => return Html::default(),
        (false, false, more) => words::more(more),
    };
    html! { <p class="hint found-below">{ words }</p> }
}
