//! The detail: open questions to people on top, then the verdict, or what happened in this step.

use yew::prelude::*;

use super::{
    Send, belief, changes, checks, composer, console, deliveries, json, prompt, tabs, verdict,
};
use crate::html::html;
use crate::state::{Mode, SENTENCE, Scene, State, Tab};
use crate::words;

pub(crate) fn detail(state: &State, scene: &Scene, send: &Send) -> Html {
    html! {
        <section class="pane detail" aria-label={words::DETAIL}>
            if let Some(world) = &scene.world {
                if let Some(composer) = &state.composer {
                    <composer::Completion key="composer" composer={composer.clone()}
                        app={world.app.clone()} names={scene.names.of_user(composer)} send={send} />
                }
                { for world.prompts.iter().map(|prompt| html! {
                    <prompt::Prompt key={format!("{}-{}-{}", state.world, prompt.id, scene.at)} prompt={prompt.clone()}
                        app={world.app.clone()} team={world.team.clone()}
                        witness={state.witness(scene)} send={send} />
                }) }
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
                        Tab::Belief => belief::belief(state, send),
                        Tab::Checks => checks::checks(state, scene, send),
                        Tab::Console => console::console(state, scene, send),
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
