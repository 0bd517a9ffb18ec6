//! Challenges: the list to choose from, and the card of the one that somebody has taken.
//!
//! Not here: the card's frame (`coach.rs`), and how it is judged (`state/challenge.rs`).

use grantscope::HalfState;
use yew::prelude::*;

use super::coach::{TITLE, leave};
use super::{Send, rings, to};
use crate::browser;
use crate::html::{classes, html};
use crate::state::{
    Action, Challenge, GuideAction, Loading, Overlay, Progress, Score, State, Taken,
};
use crate::words;

/// What the arrow keys go through.
const CARDS: &str = ".bookshelf .choice";

/// So many permissions are drawn one by one.
const DRAWN: u64 = 12;

pub(crate) fn challenges(state: &State, send: &Send) -> Html {
    let list = match &state.library.challenges {
        Loading::Pending => html! { <p class="loading" role="status">{ words::FETCHING }</p> },
        Loading::Failed(reason) => html! {
            <div class="trouble" role="alert">
                <p>{ words::CHALLENGES_NOT_FETCHED }</p>
                <p class="reason">{ reason }</p>
                <button type="button" onclick={to(send, Action::FetchAgain)}>{ words::TRY_AGAIN }</button>
            </div>
        },
        Loading::Ready(challenges) => html! {
            <ol class="stories">
                { for challenges.iter().enumerate().map(|(number, challenge)| {
                    let best = state.guide.best(&challenge.id);
                    choice(number, challenge, best, send)
                }) }
            </ol>
        },
    };
    html! {
        <div class="bookshelf" onkeydown={Callback::from(|event| browser::go_among(&event, CARDS))}>
            <p class="about">{ words::CHALLENGES_LEAD }</p>
            { list }
            <p>
                <button type="button" class="quiet"
                    onclick={to(send, Action::Lay(Some(Overlay::Gallery)))}>{ words::TO_STORIES }</button>
            </p>
        </div>
    }
}

fn choice(number: usize, challenge: &Challenge, best: Option<u64>, send: &Send) -> Html {
    let onclick: Option<Callback<MouseEvent>> = take(number, send);
    let (half, class) = match best {
        None => (HalfState::Missing, "open"),
        Some(0) => (HalfState::Held, "best"),
        Some(_) => (HalfState::Held, "solved"),
    };
    html! {
        <li key={challenge.id.clone()}>
            <button type="button" class="choice challenge" data-challenge={challenge.id.clone()} {onclick}>
                <strong>{ &challenge.title }</strong>
                <span class="card-about">{ &challenge.about }</span>
                <span class={classes!("mark-of", class)}>
                    { rings::rings(half, half, "") }
                    { words::best(best) }
                </span>
            </button>
        </li>
    }
}

/// The card of the challenge that somebody has taken.
pub(crate) fn card(taken: &Taken<'_>, state: &State, send: &Send) -> Html {
    let Taken { number, count, challenge, shown, score } = *taken;
    let names = state.scene().names;
    let next = (number + 1 < count).then_some(number + 1);
    let (solved, class) = match score.state {
        Progress::Solved(0) => (true, "best"),
        Progress::Solved(_) => (true, "solved"),
        Progress::Open | Progress::Elsewhere => (false, "open"),
    };
    html! {
        <>
            <div class="coach-words">
                <p class="eyebrow">
                    { words::CHALLENGE }
                    <span class="count">{ words::of_stops(number + 1, count) }</span>
                </p>
                <h2 id={TITLE} tabindex="-1">{ words::goal(&challenge.question, &names) }</h2>
                <p>{ &challenge.about }</p>
                <div class={classes!("score", class)} aria-live="polite" data-solved={solved.to_string()}>
                    { pips(&score) }
                    <p class="task">{ words::score(&score, shown) }</p>
                </div>
            </div>
            <div class="coach-ways">
                <div class="actions">
                    if let Some(next) = next.filter(|_| solved) {
                        <button type="button" class="primary" key="next" onclick={take(next, send)}>
                            { words::NEXT_CHALLENGE }
                        </button>
                    }
                    <button type="button" key="over" onclick={take(number, send)}>{ words::START_OVER }</button>
                    if !shown && !solved {
                        <button type="button" class="quiet" key="way"
                            onclick={to(send, Action::Guide(GuideAction::ShowWay))}>{ words::SHOW_WAY }</button>
                    }
                    { leave(words::LEAVE_CHALLENGE, send) }
                </div>
            </div>
        </>
    }
}

/// A dot for each permission: those that are needed, and those beyond.
fn pips(score: &Score) -> Html {
    let dots = score.granted.max(score.fewest);
    if dots > DRAWN {
        return Html::default();
    }
    html! {
        <span class="pips" aria-hidden="true">
            { for (0..dots).map(|dot| {
                let class = match (dot < score.granted, dot < score.fewest) {
                    (true, true) => "granted",
                    (true, false) => "granted beyond",
                    (false, _) => "",
                };
                html! { <span class={classes!("pip", class)} /> }
            }) }
        </span>
    }
}

fn take(number: usize, send: &Send) -> Option<Callback<MouseEvent>> {
    to(send, Action::Guide(GuideAction::Take(number)))
}
