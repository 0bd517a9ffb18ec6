//! What changed between the moment that was pinned and the one that is shown, in sentences.

use grantscope::{Difference, Mark};
use yew::prelude::*;

use crate::html::html;
use crate::state::{Scene, State};
use crate::words;

/// So many differences are listed.
const LISTED: usize = 100;

pub(crate) fn changes(state: &State, scene: &Scene) -> Html {
    let (Some(pin), Some(since)) = (state.pin(), &scene.since) else { return Html::default() };
    let branch = state.pinned_branch();
    let here = words::place_in_time(state.shown_name().as_deref(), scene.at, scene.time);
    let there = words::place_in_time(branch.as_deref(), pin.step, pin.time);
    html! {
        <section class="changes" aria-label={words::CHANGES}>
            <h3>{ words::what_changed(pin.step, branch.as_deref()) }</h3>
            <dl class="moments">
                <div><dt>{ words::FROM }</dt><dd>{ there }</dd></div>
                <div><dt>{ words::UNTIL }</dt><dd>{ here }</dd></div>
            </dl>
            if since.is_empty() {
                <p class="hint">{ words::NOTHING_CHANGED }</p>
            } else {
                <ul>{ for since.iter().take(LISTED).map(difference) }</ul>
            }
            if since.len() > LISTED {
                <p class="note">{ words::more(since.len() - LISTED) }</p>
            }
        </section>
    }
}

fn difference(difference: &Difference) -> Html {
    let (class, mark) =
        if difference.is_gain() { ("gained", Mark::Gained) } else { ("lost", Mark::Lost) };
    html! {
        <li {class}><span class="mark">{ words::mark(mark) }</span><p>{ with_code(&difference.sentence()) }</p></li>
    }
}

/// What stands in backticks is code.
fn with_code(text: &str) -> Html {
    let parts = text.split('`').enumerate().map(|(index, part)| match index % 2 {
        0 => html! { { part } },
        _ => html! { <code>{ part }</code> },
    });
    html! { { for parts } }
}
