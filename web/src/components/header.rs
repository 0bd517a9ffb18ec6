//! The top of the page: the name, what one is doing, the stories, the theme.

use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::icons::{Icon, icon};
use super::{Send, rings, to};
use crate::browser::Theme;
use crate::state::{Action, Loading, Mode, Shelf, State};
use crate::words;

pub(crate) fn header(state: &State, send: &Send, theme: Html) -> Html {
    html! {
        <header class="header">
            <h1 class="name">
                { rings::rings(grantscope::HalfState::Held, grantscope::HalfState::Held, "logo") }
                <span>{ words::NAME }</span>
            </h1>
            <div class="modes" role="group" aria-label={words::MODES}>
                { mode(state.mode, Mode::Drive, words::SANDBOX, send) }
                { mode(state.mode, Mode::Replay, words::REPLAY, send) }
            </div>
            {
                match state.mode {
                    Mode::Drive => stories(state, send),
                    Mode::Replay => html! {
                        if state.replay.steps() > 0 {
                            <button type="button" class="quiet" onclick={to(send, Action::StartEmpty)}>
                                { words::CLEAR_REPLAY }
                            </button>
                        }
                    },
                }
            }
            <span class="gap" />
            { theme }
        </header>
    }
}

/// Goes from one theme to the next.
pub(crate) fn theme_button(theme: Theme, onclick: Callback<MouseEvent>) -> Html {
    let drawing = match theme {
        Theme::System => Icon::System,
        Theme::Light => Icon::Light,
        Theme::Dark => Icon::Dark,
    };
    let label = format!("{}: {}", words::THEME, theme.name());
    html! {
        <button type="button" class="icon-button" aria-label={label.clone()} title={label} {onclick}>
            { icon(drawing) }
        </button>
    }
}

fn mode(now: Mode, mode: Mode, label: &'static str, send: &Send) -> Html {
    html! {
        <button type="button" aria-pressed={(now == mode).to_string()}
            onclick={to(send, Action::Turn(mode))}>{ label }</button>
    }
}

fn stories(state: &State, send: &Send) -> Html {
    let opened = state.drive.story.clone().unwrap_or_default();
    let chosen = send.clone();
    let onchange = Callback::from(move |event: Event| {
        let select = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
        if let Some(select) = select {
            let file = select.value();
            let empty = file.is_empty();
            chosen.emit(if empty { Action::StartEmpty } else { Action::OpenStory(file) });
        }
    });
    html! {
        <div class="story">
            <label>
                <span class="label">{ words::STORY }</span>
                <select aria-label={words::STORY} {onchange}>
                    <option value="" selected={opened.is_empty()}>{ words::EMPTY_STORY }</option>
                    { for state.library.stories.iter().map(|shelf| story(shelf, &opened)) }
                </select>
            </label>
            if !opened.is_empty() || state.drive.steps() > 0 {
                <button type="button" class="quiet" onclick={to(send, Action::StartEmpty)}>
                    { words::START_EMPTY }
                </button>
            }
        </div>
    }
}

fn story(shelf: &Shelf, opened: &str) -> Html {
    let file = shelf.listed.file.clone();
    let (title, ready) = match &shelf.script {
        Loading::Ready(script) => (script.title.clone(), true),
        Loading::Pending | Loading::Failed(_) => (words::sample(&file), false),
    };
    html! {
        <option selected={file == opened} disabled={!ready} value={file.clone()}>{ title }</option>
    }
}
