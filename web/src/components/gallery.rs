//! The stories to choose from.

use yew::prelude::*;

use super::{Send, to};
use crate::state::{Action, Loading, Shelf, State};
use crate::words;

pub(crate) fn gallery(state: &State, send: &Send) -> Html {
    html! {
        <ul class="stories">
            <li>
                <button type="button" class="story-card" onclick={to(send, Action::StartEmpty)}>
                    <strong>{ words::EMPTY_STORY }</strong>
                </button>
            </li>
            { for state.library.stories.iter().map(|shelf| card(shelf, send)) }
        </ul>
    }
}

fn card(shelf: &Shelf, send: &Send) -> Html {
    let file = shelf.listed.file.clone();
    let body = match &shelf.script {
        Loading::Ready(script) => html! {
            <button type="button" class="story-card" data-story={file.clone()}
                onclick={to(send, Action::OpenStory(file.clone()))}>
                <strong>{ &script.title }</strong>
                <span>{ &script.about }</span>
                <span class="source">
                    { &shelf.listed.document } { " — " } { &shelf.listed.heading }
                </span>
            </button>
        },
        Loading::Pending => html! { <p class="loading">{ words::sample(&file) }</p> },
        Loading::Failed(reason) => html! { <p class="trouble">{ reason }</p> },
    };
    html! { <li key={file}>{ body }</li> }
}
