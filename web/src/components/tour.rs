//! A stop of the guided tour, as it stands on the card: where one is, what to look at, what to do.
//!
//! Not here: the card itself (`coach.rs`), and what a stop is (`state/tour.rs`).

use yew::prelude::*;

use super::coach::{TITLE, leave};
use super::{Send, to};
use crate::html::html;
use crate::state::{Action, AtStop, GuideAction};
use crate::words;

pub(crate) fn stop(at: &AtStop<'_>, send: &Send) -> Html {
    let number = at.number;
    html! {
        <>
            <div class="coach-words" aria-live="polite">
                <p class="eyebrow">
                    { &at.chapter.title }
                    <span class="count">{ words::of_stops(number + 1, at.stops) }</span>
                </p>
                <h2 id={TITLE} tabindex="-1">{ &at.stop.title }</h2>
                <p>{ &at.stop.says }</p>
                if let Some(task) = &at.stop.task {
                    <p class="task">{ &task.ask }</p>
                }
            </div>
            <div class="coach-ways">
                <progress max={at.stops.to_string()} value={(number + 1).to_string()}
                    aria-label={words::TOUR} />
                <div class="actions">
                    { back(number, send) }
                    { next(at, send) }
                    if at.strayed {
                        <button type="button" onclick={go(number, send)}>{ words::STOP_AGAIN }</button>
                    }
                    { leave(words::LEAVE_TOUR, send) }
                </div>
            </div>
        </>
    }
}

fn back(number: usize, send: &Send) -> Html {
    let before = number.checked_sub(1);
    let onclick: Option<Callback<MouseEvent>> = before.and_then(|before| go(before, send));
    html! {
        <button type="button" key="back" aria-disabled={before.is_none().to_string()} {onclick}>
            { words::BACK }
        </button>
    }
}

fn next(at: &AtStop<'_>, send: &Send) -> Html {
    let next = at.number + 1;
    let (label, onclick) = match (next < at.stops, &at.stop.task) {
        (true, None) => (words::NEXT_STOP, go(next, send)),
        (true, Some(_)) => (words::SKIP_TASK, go(next, send)),
        (false, _) => (words::FINISH, to(send, Action::Guide(GuideAction::Finish))),
    };
    let class = at.stop.task.is_none().then_some("primary");
    html! { <button type="button" key="next" {class} {onclick}>{ label }</button> }
}

fn go(stop: usize, send: &Send) -> Option<Callback<MouseEvent>> {
    to(send, Action::Guide(GuideAction::GoTo(stop)))
}
