//! The clock of a story: how late it is, ways to wait, and days on which something changed.
//!
//! Time only goes forward: for an earlier date the same people and places begin anew. Which days
//! matter, and what can happen by waiting, the model says.

use grantscope::{Actor, Command, Input, Milestone};
use yew::prelude::*;

use super::{Send, to};
use crate::browser;
use crate::html::html;
use crate::ordered::{ordered, put_by};
use crate::state::{Action, State, TimeAction};
use crate::words;

/// Besides what the model offers, one waits for a second, an hour, or half a day.
const WAITS: [u64; 3] = [1000, 3_600_000, 43_200_000];

pub(crate) fn clock(state: &State, send: &Send) -> Html {
    let view = state.drive().view();
    html! {
        <div class="clock-face">
            <p class="now">{ words::moment(view.time) }</p>
            <section>
                <h3>{ words::WAIT }</h3>
                { for view.triggers.first().map(|trigger| html! {
                    <p class="hint">{ words::trigger_lives(&trigger.name, trigger.left) }</p>
                }) }
                <div class="actions">{ waits(state, send) }</div>
            </section>
            <section>
                <h3>{ words::SET_DATE }</h3>
                <Date now={view.time} send={send} />
            </section>
            <section>
                <h3>{ words::DAYS }</h3>
                <ul class="days">{ for days().into_iter().map(|day| self::day(day, view.time, send)) }</ul>
            </section>
        </div>
    }
}

fn waits(state: &State, send: &Send) -> Html {
    let offers = state.actor().map(|user| state.drive().offers(user)).unwrap_or_default();
    let offered = offers.iter().filter(|offer| offer.actor == Actor::Time);
    let waits = ordered(offered.map(|offer| offer.input.after).chain(WAITS));
    html! {
        { for waits.into_iter().map(|after| {
            let send = send.clone();
            html! {
                <button type="button" onclick={move |_: MouseEvent| {
                    send.emit(Action::Do(vec![Input { after, command: Command::Wait {} }]));
                    send.emit(Action::Lay(None));
                }}>{ words::wait(after) }</button>
            }
        }) }
    }
}

/// What a date is told.
#[derive(Clone, PartialEq, Properties)]
struct DateProperties {
    /// When it is, in milliseconds since 1970.
    now: u64,
    send: Send,
}

/// A date to choose, and what comes of it.
#[component]
fn Date(properties: &DateProperties) -> Html {
    let DateProperties { now, send } = properties;
    let written = use_state(|| words::date_and_time(*now));
    let oninput = {
        let written = written.clone();
        Callback::from(move |event: InputEvent| {
            written.set(browser::value_of(&event));
        })
    };
    // A date has whole seconds.
    let now = &(now / 1000 * 1000);
    let chosen = moment(&written);
    html! {
        <>
            <p class="actions">
                <input type="datetime-local" step="1" min="1970-01-01T00:00:00" max="9999-12-31T23:59:59"
                    aria-label={words::DATE} value={(*written).clone()} {oninput} />
                <span class="note">{ words::UTC }</span>
                { reach(chosen, *now, send) }
            </p>
            if chosen.is_some_and(|chosen| chosen < *now) {
                <p class="hint" role="status">{ words::TIME_GOES_FORWARD }</p>
            }
            if chosen == Some(*now) {
                <p class="hint" role="status">{ words::IT_IS_THEN }</p>
            }
            if chosen.is_none() {
                <p class="hint" role="status">{ words::NO_DATE }</p>
            }
        </>
    }
}

/// The moment of a date as the browser writes it, in milliseconds since 1970.
fn moment(written: &str) -> Option<u64> {
    let parsed = js_sys::Date::parse(&format!("{written}Z"));
    (parsed.is_finite() && parsed >= 0.0).then_some(parsed as u64)
}

/// The way to a moment: to wait for it, or to begin anew before it.
fn reach(chosen: Option<u64>, now: u64, send: &Send) -> Html {
    let (label, action) = match chosen {
        Some(chosen) if chosen > now => (words::GO_THERE, Some(TimeAction::Reach(chosen))),
        Some(chosen) if chosen < now => (words::BEGIN_ANEW, Some(TimeAction::BeginAnew(chosen))),
        Some(_) | None => (words::GO_THERE, None),
    };
    let impossible = action.is_none().to_string();
    let onclick: Option<Callback<MouseEvent>> = action.and_then(|it| to(send, Action::Time(it)));
    html! { <button type="button" aria-disabled={impossible} {onclick}>{ label }</button> }
}

/// The days on which what holds changed, in order.
fn days() -> Vec<Milestone> {
    let mut days = Vec::new();
    for day in Milestone::ALL.iter().copied().filter(|day| day.entry().effective) {
        put_by(&mut days, day, |day| day.date());
    }
    days
}

fn day(day: Milestone, now: u64, send: &Send) -> Html {
    let entry = day.entry();
    let time = day.date().milliseconds();
    html! {
        <li data-day={entry.id}>
            <time datetime={entry.date}>{ words::day(time, entry.exact) }</time>
            <p>{ entry.sentence }</p>
            { reach(Some(time), now, send) }
        </li>
    }
}
