//! The detail: open questions to people on top, then the verdict, or what happened in this step.

use yew::prelude::*;

use super::part::Part;
use super::rest::Rest;
use super::{Send, tabs, verdict};
use crate::html::html;
use crate::state::{Scene, State, Tab};
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
                        Tab::Step => rest.draw(|it| (it.step)(state, scene, send)),
                        Tab::Belief => rest.draw(|it| (it.belief)(state, scene, send)),
                        Tab::Checks => rest.draw(|it| (it.checks)(state, scene, send)),
                        Tab::Console => rest.draw(|it| (it.console)(state, scene, send)),
                    }
                }
            </div>
        </section>
    }
}
