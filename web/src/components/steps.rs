//! The steps, in order. A long list is shown in part, around the step that is selected.

use yew::prelude::*;

use super::{Send, to};
use crate::state::{Action, Line, Mode, Scene, State};
use crate::words;

/// So many steps are shown at once.
const SHOWN: usize = 200;

pub(crate) fn steps(state: &State, scene: &Scene, send: &Send) -> Html {
    let first = (scene.at.saturating_sub(1) / SHOWN) * SHOWN;
    let lines = state.lines(first, SHOWN);
    let end = first + lines.len();
    html! {
        <div class="steps">
            <h2>{ words::STEPS }</h2>
            { about(state) }
            { fetching(state, send) }
            if scene.steps == 0 && !state.is_waiting() {
                { empty(state.mode) }
            }
            if scene.steps > 0 {
                <ol>
                    { beginning(scene, send) }
                    if first > 0 {
                        <li>{ jump(words::EARLIER, first, send) }</li>
                    }
                    { for lines.iter().map(|line| step(line, scene.at, send)) }
                    if end < scene.steps {
                        <li>{ jump(words::LATER, end + 1, send) }</li>
                    }
                </ol>
            }
        </div>
    }
}

fn about(state: &State) -> Html {
    let about = match state.mode {
        Mode::Drive => state.drive().about.as_str(),
        Mode::Replay => "",
    };
    html! { if !about.is_empty() { <p class="about">{ about }</p> } }
}

fn fetching(state: &State, send: &Send) -> Html {
    if let Some(reason) = state.library.failure() {
        return html! {
            <div class="trouble" role="alert">
                <p>{ words::NOT_FETCHED } { " " } { words::GO_ON_ANYWAY }</p>
                <p class="reason">{ reason }</p>
                <button type="button" onclick={to(send, Action::FetchAgain)}>{ words::TRY_AGAIN }</button>
            </div>
        };
    }
    html! {
        if state.is_waiting() {
            <p class="loading" role="status">{ words::LOADING }</p>
        }
    }
}

fn empty(mode: Mode) -> Html {
    let hint = match mode {
        Mode::Drive => words::AT_BEGINNING_DRIVE,
        Mode::Replay => words::AT_BEGINNING_REPLAY,
    };
    html! {
        <div class="empty">
            <p>{ words::AT_BEGINNING }</p>
            <p class="hint">{ hint }</p>
        </div>
    }
}

fn beginning(scene: &Scene, send: &Send) -> Html {
    html! {
        <li>
            <button type="button" class="step" aria-current={(scene.at == 0).then_some("step")}
                onclick={to(send, Action::Go(0))}>
                <span class="number">{ "0" }</span>
                <span class="sentence quiet">{ words::BEGINNING }</span>
            </button>
        </li>
    }
}

fn step(line: &Line, at: usize, send: &Send) -> Html {
    let later = line.number > at;
    html! {
        <li key={line.number}>
            <button type="button"
                class={classes!("step", later.then_some("later"), line.refused.then_some("refused"))}
                aria-current={(line.number == at).then_some("step")}
                onclick={to(send, Action::Go(line.number))}>
                <span class="number">{ line.number }</span>
                <span class="sentence">
                    { &line.sentence }
                    if line.moved {
                        <span class="stage-tag">{ line.stage.label() }</span>
                    }
                </span>
            </button>
        </li>
    }
}

fn jump(label: &'static str, step: usize, send: &Send) -> Html {
    html! {
        <button type="button" class="quiet" onclick={to(send, Action::Go(step))}>{ label }</button>
    }
}
