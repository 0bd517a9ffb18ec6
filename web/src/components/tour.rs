//! The guided tour as one sees it: a card above the player that says where one is, what to look at
//! and what to do. It stands in the flow of the page, so it covers nothing.
//!
//! Not here: what a stop is, and when the tour goes on (`state/guide.rs`).

use yew::platform::spawn_local;
use yew::prelude::*;

use super::icons::{Icon, icon};
use super::{Send, to};
use crate::state::{Action, AtStop, Extra, GuideAction, Led, Loading, Look, State};
use crate::{browser, fetch, words};

const TITLE: &str = "coach-title";
const STOP_KEY: &str = "grantscope-tour";

/// Fetches what is wanted, and remembers where the tour stopped.
#[hook]
pub(crate) fn use_guide(state: &State, send: &Send, fetches: bool) {
    let wanted = state.wants().filter(|_| fetches);
    {
        let send = send.clone();
        use_effect_with((wanted, state.library.attempt), move |(wanted, _)| {
            if let Some(wanted) = *wanted {
                spawn_local(async move { send.emit(Action::Guide(fetched(wanted).await)) });
            }
        });
    }
    {
        let send = send.clone();
        use_effect_with((), move |()| {
            let stop = browser::remembered(STOP_KEY).and_then(|text| text.parse().ok());
            if fetches && stop.is_some() {
                send.emit(Action::Guide(GuideAction::Remember { stop }));
            }
        });
    }
    use_effect_with(state.guide.last_stop, move |stop| {
        if let Some(stop) = stop.filter(|_| fetches) {
            browser::remember(STOP_KEY, &stop.to_string());
        }
    });
}

async fn fetched(wanted: Extra) -> GuideAction {
    match wanted {
        Extra::Tour => GuideAction::TourArrived(fetch::read("tour.json").await),
    }
}

/// What leads the reader, if anything does.
pub(crate) fn coach(state: &State, send: &Send) -> Html {
    match state.guide.on {
        None => Html::default(),
        Some(Led::Tour { stop, .. }) => html! {
            <Coach {stop} look={state.look()} send={send}>
                { state.stop().map_or_else(|| on_the_way(state, send), |at| stop_of(&at, send)) }
            </Coach>
        },
    }
}

#[derive(Clone, PartialEq, Properties)]
struct CoachProperties {
    /// Changes with what is said.
    stop: usize,
    look: Option<Look>,
    send: Send,
    children: Html,
}

/// The card: it takes the focus when it comes, and Escape ends it.
#[component]
fn Coach(properties: &CoachProperties) -> Html {
    use_effect_with((), |()| browser::focus(TITLE));
    use_effect_with((properties.stop, properties.look), |(_, look)| {
        browser::focus_if_lost(TITLE);
        if let Some(look) = look {
            browser::bring(place_of(*look));
        }
    });
    let send = properties.send.clone();
    use_effect_with((), move |()| {
        let keys = browser::Keys::watch(move |event: &KeyboardEvent| {
            if event.key() == "Escape" && !event.default_prevented() && !browser::covered() {
                send.emit(Action::Guide(GuideAction::Leave));
            }
        });
        move || drop(keys)
    });
    html! { <section class="coach" aria-label={words::TOUR}>{ properties.children.clone() }</section> }
}

/// Where on the page that is.
const fn place_of(look: Look) -> &'static str {
    match look {
        Look::Lifecycle => "#picture",
        Look::Grants => ".pane.grants",
        Look::Detail => ".pane.detail",
        Look::Next => ".next",
        Look::Player => ".player",
    }
}

fn stop_of(at: &AtStop<'_>, send: &Send) -> Html {
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
                    { leave(send) }
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

fn leave(send: &Send) -> Html {
    let onclick: Option<Callback<MouseEvent>> = to(send, Action::Guide(GuideAction::Leave));
    html! {
        <button type="button" class="icon-button leave" key="leave" aria-label={words::LEAVE_TOUR}
            title={words::LEAVE_TOUR} {onclick}>{ icon(Icon::Close) }</button>
    }
}

fn go(stop: usize, send: &Send) -> Option<Callback<MouseEvent>> {
    to(send, Action::Guide(GuideAction::GoTo(stop)))
}

/// The tour, or the story that it stops at, is not there yet.
fn on_the_way(state: &State, send: &Send) -> Html {
    let failure = match &state.library.tour {
        Loading::Failed(reason) => Some(reason.as_str()),
        Loading::Pending | Loading::Ready(_) => state.library.failure(),
    };
    html! {
        <>
            <div class="coach-words" aria-live="polite">
                <p class="eyebrow">{ words::TOUR }</p>
                <h2 id={TITLE} tabindex="-1">
                    { if failure.is_some() { words::TOUR_NOT_FETCHED } else { words::LOADING_TOUR } }
                </h2>
                if let Some(reason) = failure {
                    <p class="reason">{ reason }</p>
                }
            </div>
            <div class="coach-ways">
                <div class="actions">
                    if failure.is_some() {
                        <button type="button" class="primary" onclick={to(send, Action::FetchAgain)}>
                            { words::TRY_AGAIN }
                        </button>
                    }
                    { leave(send) }
                </div>
            </div>
        </>
    }
}
