//! What is tried and how far, and how far it is.
//!
//! Not here: what that means for a world (`wish.rs`).

use grantscope_explore::{Act, Ending, Progress};
use yew::prelude::*;

use super::Place;
use super::messages::Largeness;
use super::people::People;
use super::session::Session;
use super::wish::Wish;
use crate::browser::value_of;
use crate::components::scopes::Choice;
use crate::html::html;
use crate::ordered::toggled;
use crate::words;

/// So many states, to choose from.
const STATES: [u32; 5] = [1_000, 5_000, 20_000, 100_000, 500_000];

pub(super) fn form(place: &Place, session: &Session) -> Html {
    let wish = session.wish(place);
    let runs = session.runs();
    let fault = wish.fault();
    let begin = {
        let (session, place) = (session.clone(), place.clone());
        Callback::from(move |_: MouseEvent| {
            if fault.is_none() {
                session.explore(&place);
            }
        })
    };
    let stop = {
        let session = session.clone();
        Callback::from(move |_: MouseEvent| session.stop())
    };
    let toggle = {
        let actors = wish.actors(place);
        wishing(&wish, session, move |wish, id| wish.people = Some(toggled(&actors, id)))
    };
    html! {
        <section class="explore-form" aria-labelledby="explore-what">
            <h3 id="explore-what">{ words::explore_from(place.at) }</h3>
            <People place={place.clone()} chosen={wish.actors(place)} {toggle} />
            if wish.world.as_ref().is_some_and(|world| world.at_once != 1 || world.named_channels != 1 || !world.calls.is_empty()) {
                <p class="hint">{ words::MORE_IN_THE_FILE }</p>
            }
            { asked(place, &wish, session) }
            { acts(place, &wish, session) }
            { limits(&wish, session) }
            if let Some(fault) = fault {
                <p class="hint" role="alert">{ fault }</p>
            }
            <p class="actions">
                <button type="button" class="primary" aria-disabled={fault.map(|_| "true")} onclick={begin}>
                    { if session.progress().is_some() { words::EXPLORE_AGAIN } else { words::EXPLORE_NOW } }
                </button>
                if runs {
                    <button type="button" onclick={stop}>{ words::STOP }</button>
                }
            </p>
            { progress(place, session) }
        </section>
    }
}

/// Another wish whenever something is chosen.
fn wishing<E: 'static>(
    wish: &Wish,
    session: &Session,
    change: impl Fn(&mut Wish, E) + 'static,
) -> Callback<E> {
    let (wish, session) = (wish.clone(), session.clone());
    Callback::from(move |event| {
        let mut wish = wish.clone();
        change(&mut wish, event);
        session.set_wish(wish);
    })
}

fn option(label: &str, checked: bool, onchange: Callback<Event>) -> Html {
    html! {
        <label class="option">
            <input type="checkbox" {checked} {onchange} />
            <span>{ label }</span>
        </label>
    }
}

fn asked(place: &Place, wish: &Wish, session: &Session) -> Html {
    let choose = wishing(wish, session, |wish, scope| wish.scopes = toggled(&wish.scopes, scope));
    html! {
        <details class="explore-more">
            <summary>{ words::scopes_asked(&wish.scopes) }</summary>
            <Choice catalogue={place.names.catalogue()} chosen={wish.scopes.clone()} {choose} />
        </details>
    }
}

fn acts(place: &Place, wish: &Wish, session: &Session) -> Html {
    let catalogue = place.names.catalogue();
    html! {
        <details class="explore-more">
            <summary>{ words::acts_tried(wish.acts.len(), Act::ALL.len()) }</summary>
            <fieldset>
                <legend class="heard">{ words::WHAT_HAPPENS }</legend>
                { for Act::ALL.into_iter().map(|act| {
                    let change = wishing(wish, session, move |wish, _: Event| wish.acts = toggled(&wish.acts, act));
                    option(&words::tried(catalogue, act), wish.acts.contains(&act), change)
                }) }
            </fieldset>
            { option(words::SETTINGS_ONLY, wish.settings, wishing(wish, session, |wish, _: Event| wish.settings = !wish.settings)) }
        </details>
    }
}

fn limits(wish: &Wish, session: &Session) -> Html {
    let states = wishing(wish, session, |wish, event: Event| {
        wish.states = value_of(&event).parse().unwrap_or(wish.states);
    });
    let depth = wishing(wish, session, |wish, event: InputEvent| {
        wish.depth = value_of(&event);
    });
    html! {
        <div class="explore-limits">
            <label>
                <span>{ words::MOST_STATES }</span>
                <select onchange={states}>
                    if !STATES.contains(&wish.states) {
                        <option value={wish.states.to_string()} selected=true>
                            { words::grouped(wish.states as usize) }
                        </option>
                    }
                    { for STATES.into_iter().map(|number| html! {
                        <option value={number.to_string()} selected={number == wish.states}>
                            { words::grouped(number as usize) }
                        </option>
                    }) }
                </select>
            </label>
            <label>
                <span>{ words::MOST_DEPTH }</span>
                <input type="text" inputmode="numeric" placeholder={words::ANY_DEPTH}
                    value={wish.depth.clone()} oninput={depth} />
            </label>
        </div>
    }
}

fn progress(place: &Place, session: &Session) -> Html {
    html! {
        <div class="explore-progress">
            if let Some(reason) = session.refused() {
                <p class="trouble" role="alert">{ reason }</p>
            }
            if let Some(progress) = session.progress() {
                { far(progress, session.runs()) }
                if let Some(largeness) = session.largeness() {
                    { too_large(&largeness) }
                }
                if session.is_of_another(place) {
                    <p class="note">{ words::EXPLORED_ELSEWHERE }</p>
                }
            } else if session.runs() {
                <p>{ words::EXPLORE_BEGINS }</p>
            }
        </div>
    }
}

fn far(progress: Progress, runs: bool) -> Html {
    let how = match (progress.ended, runs) {
        (Some(Ending::Everything), _) => words::EVERYTHING_FOUND,
        (Some(Ending::Depth), _) => words::ENDED_BY_DEPTH,
        (Some(Ending::States), _) => words::ENDED_BY_STATES,
        (Some(Ending::Bytes), _) => words::ENDED_BY_BYTES,
        (None, true) => words::GOES_ON,
        (None, false) => words::STOPPED,
    };
    html! {
        <>
            <p class="explore-count" data-states={progress.states.to_string()}
                data-transitions={progress.transitions.to_string()}
                data-ended={progress.ended.is_some().to_string()}>
                { words::found(progress.states, progress.transitions, progress.depth) }
            </p>
            <p class="note" role="status">{ how }</p>
        </>
    }
}

fn too_large(largeness: &Largeness) -> Html {
    html! {
        <div class="explore-large">
            <p>{ words::at_most(largeness.at_most) }</p>
            <ul>
                { for largeness.parts.iter().take(5).map(|(part, values, advice)| html! {
                    <li>{ words::shrink(part, *values, advice) }</li>
                }) }
            </ul>
        </div>
    }
}
