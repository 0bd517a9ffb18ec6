//! The states as a list that one can search, and one of them with what can happen there.

use yew::prelude::*;

use super::Place;
use super::answers::led;
use super::messages::Focus;
use super::picture::looking;
use super::session::Session;
use crate::browser::value_of;
use crate::components::Send;
use crate::html::html;
use crate::words;

/// As many as the worker lists at once.
const PAGE: usize = 50;

/// The state that one looks at.
pub(super) fn card(place: &Place, session: &Session, send: &Send) -> Html {
    let Some(card) = session.card() else { return Html::default() };
    let all = |state: u32| {
        let session = session.clone();
        Callback::from(move |_: MouseEvent| session.list_all_of(state))
    };
    let along = {
        let session = session.clone();
        Callback::from(move |_: MouseEvent| session.look_along())
    };
    html! {
        <aside class="explore-card" aria-label={words::state_number(card.row.state)}>
            <h3>{ words::state_number(card.row.state) }</h3>
            <p class="note">{ card.row.stage.label() }</p>
            <p>{ &card.row.holds }</p>
            if !card.way.is_empty() {
                <p class="do">
                    { led(&card.way, None, place, session, send) } { " " }
                    <button type="button" class="quiet" onclick={along}>{ words::ONLY_THE_WAY }</button>
                </p>
            }
            <h4>{ words::WHAT_CAN_HAPPEN }</h4>
            if card.out.is_empty() {
                <p class="hint">
                    { if card.looked_at { words::NOTHING_ELSE } else { words::NOT_LOOKED_AT } }
                </p>
            }
            <ul class="explore-out">
                { for card.out.iter().map(|(told, to)| html! {
                    <li>
                        <button type="button" class="offer" onclick={looking(session, Focus::State(*to))}>
                            <span>{ told }</span>
                            <span class="reason">{ words::state_number(*to) }</span>
                        </button>
                    </li>
                }) }
                if card.more > 0 {
                    <li>
                        <button type="button" class="quiet" onclick={all(card.row.state)}>
                            { words::list_more(card.more) }
                        </button>
                    </li>
                }
            </ul>
        </aside>
    }
}

/// All of them.
pub(super) fn list(session: &Session) -> Html {
    let Some(listing) = session.listing() else { return Html::default() };
    let (sought, from) = (listing.sought.clone(), listing.from);
    let seek = {
        let session = session.clone();
        Callback::from(move |event: InputEvent| session.list(value_of(&event), 0))
    };
    let turn = |from: usize| {
        let (session, sought) = (session.clone(), sought.clone());
        Callback::from(move |_: MouseEvent| session.list(sought.clone(), from))
    };
    let last = (from + listing.rows.len()).min(listing.all);
    html! {
        <section class="explore-list" aria-labelledby="explore-states">
            <h3 id="explore-states">{ words::STATES }</h3>
            <input type="search" class="find" placeholder={words::FIND_STATE} aria-label={words::FIND_STATE}
                value={sought.clone()} oninput={seek} />
            if !sought.trim().is_empty() && !listing.rows.is_empty() {
                <p>
                    <button type="button" onclick={looking(session, Focus::Found(sought.clone()))}>
                        { words::DRAW_FOUND }
                    </button>
                </p>
            }
            if listing.rows.is_empty() {
                <p class="hint">{ words::NO_SUCH_STATE }</p>
            } else {
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{ words::STATES }</th><th scope="col">{ words::STAGE }</th>
                            <th scope="col">{ words::STEPS_AWAY }</th><th scope="col">{ words::HOLDS }</th>
                        </tr>
                    </thead>
                    <tbody>
                        { for listing.rows.iter().map(|row| html! {
                            <tr key={row.state.to_string()}>
                                <th scope="row">
                                    <button type="button" class="quiet" onclick={looking(session, Focus::State(row.state))}>
                                        { words::state_number(row.state) }
                                    </button>
                                </th>
                                <td>{ row.stage.label() }</td><td>{ row.depth.to_string() }</td><td>{ &row.holds }</td>
                            </tr>
                        }) }
                    </tbody>
                </table>
            }
            <p class="actions">
                <span class="note">{ words::rows_shown(from + 1, last, listing.all) }</span>
                if from > 0 {
                    <button type="button" onclick={turn(from.saturating_sub(PAGE))}>{ words::PREVIOUS_STATES }</button>
                }
                if last < listing.all {
                    <button type="button" onclick={turn(from + PAGE)}>{ words::NEXT_STATES }</button>
                }
            </p>
        </section>
    }
}
