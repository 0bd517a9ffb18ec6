//! Time: back, on, and along the story.

use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::icons::{Icon, icon};
use super::{Send, to};
use crate::state::{Action, Mode, Scene, State};
use crate::words;

pub(crate) fn player(state: &State, scene: &Scene, send: &Send) -> Html {
    let (at, steps) = (scene.at, scene.steps);
    let (play, drawing) =
        if state.playing { (words::PAUSE, Icon::Pause) } else { (words::PLAY, Icon::Play) };
    html! {
        <section class="player" aria-label={words::PLAYER}>
            <div class="player-buttons">
                { button(words::FIRST, Icon::First, at > 0, Action::Go(0), send) }
                { button(words::PREVIOUS, Icon::Previous, at > 0, Action::Go(at.saturating_sub(1)), send) }
                { button(play, drawing, steps > 0, Action::Play(!state.playing), send) }
                { button(words::NEXT, Icon::Next, at < steps, Action::Go(at + 1), send) }
                { button(words::LAST, Icon::Last, at < steps, Action::Go(steps), send) }
            </div>
            { scrubber(at, steps, send) }
            <p class="position">
                <span class="count">{ words::step_of(at, steps) }</span>
                if let Some(time) = scene.time {
                    <span class="clock">{ words::moment(time) }</span>
                }
            </p>
            { branches(state, send) }
            { notice(state, send) }
            <p class="heard" aria-live="polite">{ announcement(state, scene) }</p>
        </section>
    }
}

fn button(label: &'static str, drawing: Icon, possible: bool, action: Action, send: &Send) -> Html {
    let onclick = possible.then(|| to(send, action)).flatten();
    html! {
        <button type="button" class="icon-button" aria-label={label} title={label}
            aria-disabled={(!possible).to_string()} {onclick}>{ icon(drawing) }</button>
    }
}

fn scrubber(at: usize, steps: usize, send: &Send) -> Html {
    let send = send.clone();
    let oninput = Callback::from(move |event: InputEvent| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        if let Some(step) = input.and_then(|input| input.value().parse().ok()) {
            send.emit(Action::Go(step));
        }
    });
    html! {
        <input class="scrubber" type="range" min="0" max={steps.to_string()} step="1"
            value={at.to_string()} disabled={steps == 0} aria-label={words::POSITION}
            aria-valuetext={words::step_of(at, steps)} {oninput} />
    }
}

/// The ways that the story went, once there is more than one.
fn branches(state: &State, send: &Send) -> Html {
    let branches = state.work.branches();
    if state.mode == Mode::Replay || branches.count() < 2 {
        return Html::default();
    }
    let chosen = send.clone();
    let onchange = Callback::from(move |event: Event| {
        let select = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
        if let Some(branch) = select.and_then(|select| select.value().parse().ok()) {
            chosen.emit(Action::ShowBranch(branch));
        }
    });
    html! {
        <select class="inline branch" aria-label={words::BRANCH} {onchange}>
            { for branches.all().enumerate().map(|(index, branch)| html! {
                <option value={index.to_string()} selected={index == branches.shown()}>
                    { &*branch.name }
                </option>
            }) }
        </select>
    }
}

fn notice(state: &State, send: &Send) -> Html {
    html! {
        <div class="notices" role="alert">
            if let Some(notice) = &state.notice {
                <div class="notice">
                    <p>{ notice }</p>
                    <button type="button" class="quiet" onclick={to(send, Action::Dismiss)}>
                        { words::DISMISS }
                    </button>
                </div>
            }
        </div>
    }
}

fn announcement(state: &State, scene: &Scene) -> String {
    let line = scene.at.checked_sub(1).and_then(|index| state.lines(index, 1).into_iter().next());
    line.map_or_else(
        || words::AT_BEGINNING.to_owned(),
        |line| words::announcement(scene.at, scene.steps, &line.sentence, scene.stage.label()),
    )
}
