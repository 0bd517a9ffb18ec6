//! What happened in the step that is shown, and what changed since a moment that was pinned.

use yew::prelude::*;

use super::{Send, changes, deliveries, json, verdict};
use crate::html::html;
use crate::state::{Mode, SENTENCE, Scene, State};
use crate::words;

pub(crate) fn step(state: &State, scene: &Scene, send: &Send) -> Html {
    html! { <>{ changes::changes(state, scene) }{ happened(state, scene, send) }</> }
}

fn happened(state: &State, scene: &Scene, send: &Send) -> Html {
    let Some(index) = scene.at.checked_sub(1) else {
        let hint = match state.mode {
            Mode::Drive => words::AT_BEGINNING_DRIVE,
            Mode::Replay => words::no_events(scene.names.catalogue()),
        };
        return html! {
            <div class="empty"><p>{ words::AT_BEGINNING }</p><p class="hint">{ hint }</p></div>
        };
    };
    let sandbox = state.drive().sandbox();
    match state.mode {
        Mode::Drive => html! {
            if let Some(step) = state.drive().history().get(index) {
                <h3 class="headline">{ &step.outcome.sentence }</h3>
                { verdict::because(&step.outcome.because, send) }
                { deliveries::exchange(scene.names.catalogue(), step, sandbox.and_then(|it| it.response_at(index + 1)).as_ref()) }
                { deliveries::deliveries(&step.outcome.deliveries, sandbox.map(|it| &it.cast().app), step.outcome.time) }
            }
        },
        Mode::Replay => html! {
            if let (Some(entry), Some(raw)) = (state.replay.entries().get(index), state.replay.raw(index)) {
                <h3 class="headline">{ words::cut(&entry.sentence, SENTENCE) }</h3>
                <p class="source"><code>{ &entry.name }</code></p>
                <h4>{ words::RAW }</h4>
                { json::json(raw, words::RAW) }
            }
        },
    }
}
