//! The page inside another document: the picture, the verdict and the player, and the way out.

use yew::prelude::*;

use super::part::Part;
use super::rest::Rest;
use super::{Send, kept, page, player, rings, verdict};
use crate::browser::link;
use crate::html::html;
use crate::state::{Scene, State};
use crate::words;

pub(crate) fn embedded(state: &State, scene: &Scene, rest: &Part<Rest>, send: &Send) -> Html {
    html! {
        <div class="page embedded">
            { rings::hatches() }
            { kept::kept(state, None, send) }
            <main class="embedded-panes">
                <h1 class="heard">{ words::NAME }</h1>
                <section class="pane picture" aria-label={words::LIFECYCLE}>
                    { page::picture(state, scene, rest, send) }
                </section>
                <section class="pane detail" aria-label={words::WHY}>
                    if state.is_waiting() {
                        <p class="loading">{ words::LOADING }</p>
                    } else {
                        { verdict::verdict(state, scene, send) }
                    }
                </section>
            </main>
            <div class="bottom">{ player::player(state, scene, send) }</div>
            <footer class="footer">
                <a href={link::without_embed()} target="_blank" rel="noopener">
                    { words::OPEN_IN_PLAYGROUND }
                </a>
            </footer>
        </div>
    }
}
