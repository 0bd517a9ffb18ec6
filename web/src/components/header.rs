//! The top of the page: the name, what one is doing, the story, and the tools.

use yew::prelude::*;

use super::icons::{Icon, icon};
use super::{Send, rings, to, watching};
use crate::browser::Theme;
use crate::html::html;
use crate::state::{Action, Mode, Overlay, State, Turn};
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
                    Mode::Drive => story(state, send),
                    Mode::Replay => html! {
                        <div class="story">
                            { turns(state, send) }
                            if state.replay.steps() > 0 {
                                <button type="button" class="quiet" onclick={to(send, Action::StartEmpty)}>
                                    { words::CLEAR_REPLAY }
                                </button>
                            }
                        </div>
                    },
                }
            }
            <span class="gap" />
            { watching::mark(state, send) }
            <div class="tools" role="group" aria-label={words::TOOLS}>
                { tool(words::PALETTE, Icon::Search, lay(Overlay::Palette), send) }
                { tool(words::EXPLORE, Icon::Explore, lay(Overlay::Explore), send) }
                { tool(words::SHARE, Icon::Share, lay(Overlay::Share), send) }
                { theme }
                { tool(words::HELP, Icon::Help, lay(Overlay::Help), send) }
            </div>
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
        <button type="button" class="icon-button" aria-label={label.clone()} title={label}
            data-tool="theme" {onclick}>
            { icon(drawing) }
        </button>
    }
}

fn lay(overlay: Overlay) -> Option<Action> {
    Some(Action::Lay(Some(overlay)))
}

/// Without an action it cannot be used now.
fn tool(label: &'static str, drawing: Icon, action: Option<Action>, send: &Send) -> Html {
    let disabled = action.is_none();
    let onclick: Option<Callback<MouseEvent>> = action.and_then(|action| to(send, action));
    html! {
        <button type="button" class="icon-button" aria-label={label} title={label}
            aria-disabled={disabled.then_some("true")} {onclick}>{ icon(drawing) }</button>
    }
}

fn mode(now: Mode, mode: Mode, label: &'static str, send: &Send) -> Html {
    html! {
        <button type="button" aria-pressed={(now == mode).to_string()}
            onclick={to(send, Action::Turn(mode))}>{ label }</button>
    }
}

/// Back, and on again.
fn turns(state: &State, send: &Send) -> Html {
    let back = state.can_turn(Turn::Back).then_some(Action::Undo);
    let on = state.can_turn(Turn::On).then_some(Action::Redo);
    html! {
        <>
            { tool(words::UNDO, Icon::Undo, back, send) }
            { tool(words::REDO, Icon::Redo, on, send) }
        </>
    }
}

fn story(state: &State, send: &Send) -> Html {
    let title = match state.drive().title.as_str() {
        "" if state.drive().catalogue().is_slacks() => words::EMPTY_STORY,
        "" => state.drive().catalogue().title(),
        title => title,
    };
    html! {
        <div class="story">
            <button type="button" class="story-choice" aria-haspopup="dialog" title={title.to_owned()}
                onclick={to(send, Action::Lay(Some(Overlay::Gallery)))}>
                <span class="label">{ words::STORY }</span>
                <span class="story-title">{ title }</span>
            </button>
            { turns(state, send) }
            if !state.drive().is_untouched() && state.drive().steps() > 0 {
                <button type="button" class="quiet" onclick={to(send, Action::StartEmpty)}>
                    { words::START_EMPTY }
                </button>
            }
        </div>
    }
}
