//! The detail: open questions to people on top, then the verdict, or what happened in this step.

use yew::prelude::*;

use super::part::Part;
use super::rest::Rest;
use super::{Send, changes, deliveries, json, tabs, verdict};
use crate::html::html;
use crate::state::{Mode, SENTENCE, Scene, State, Tab};
use crate::words;

pub(crate) fn detail(state: &State, scene: &Scene, send: &Send, rest: &Part<Rest>) -> Html {
    html! {
        <section class="pane detail" aria-label={words::DETAIL}>
            if state.composer.is_some() {
                { rest.draw(|it| (it.composer)(state, scene, send)) }
            }
            if scene.world.as_ref().is_some_and(|world| !world.prompts.is_empty()) {
                { rest.draw(|it| (it.prompts)(state, scene, send)) }
            }
            { tabs::tabs(state.tab, send) }
            <div id={tabs::PANEL} role="tabpanel" aria-labelledby={tabs::id(state.tab)} tabindex="0">
                {
                    match state.tab {
                        Tab::Why if state.is_waiting() => {
                            html! { <p class="loading">{ words::LOADING }</p> }
                        }
                        Tab::Why => verdict::verdict(state, scene, send),
                        Tab::Step => html! {
                            <>{ changes::changes(state, scene) }{ step(state, scene, send) }</>
                        },
                        Tab::Belief => rest.draw(|it| (it.belief)(state, scene, send)),
                        Tab::Checks => rest.draw(|it| (it.checks)(state, scene, send)),
                        Tab::Console => rest.draw(|it| (it.console)(state, scene, send)),
                    }
                }
            </div>
        </section>
    }
}

fn step(state: &State, scene: &Scene, send: &Send) -> Html {
    let Some(index) = scene.at.checked_sub(1) else {
        let hint = match state.mode {
            Mode::Drive => words::AT_BEGINNING_DRIVE,
            Mode::Replay => words::AT_BEGINNING_REPLAY,
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
                { deliveries::exchange(step, sandbox.and_then(|it| it.response_at(index + 1)).as_ref()) }
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
