//! The card that leads the reader, above the player: it stands in the flow of the page, so it covers
//! nothing. It takes the focus when it comes, and Escape ends it, unless something nearer is open.
//!
//! Not here: what stands on it (`tour.rs`, `challenges.rs`), and when it goes on (`state/guide.rs`).

use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::platform::spawn_local;
use yew::prelude::*;

use super::icons::{Icon, icon};
use super::part::Part;
use super::rest::Rest;
use super::{Send, challenges, to, tour};
use crate::fetch::Files;
use crate::html::html;
use crate::state::{Action, Extra, GuideAction, Led, Loading, Look, Scene, State};
use crate::{browser, words};

/// The id of the card's heading.
pub(crate) const TITLE: &str = "coach-title";

const STOP: &str = "grantscope-tour";
const SOLVED: &str = "grantscope-solved";

/// Fetches what is wanted, by the rest of the page, which shows it; and remembers where the tour stopped
/// and what was solved.
#[hook]
pub(crate) fn use_guide(state: &State, send: &Send, fetches: bool, rest: &Part<Rest>) {
    let wanted = state.wants().filter(|_| fetches);
    {
        let (send, fetch) = (send.clone(), rest.here().map(|rest| rest.fetch));
        let needed = (wanted, state.library.attempt, fetch.is_some());
        use_effect_with(needed, move |(wanted, ..)| {
            if let Some((wanted, fetch)) = wanted.zip(fetch) {
                fetch(wanted, send);
            }
        });
    }
    {
        let send = send.clone();
        use_effect_with((), move |()| {
            if fetches {
                send.emit(Action::Guide(remembered()));
            }
        });
    }
    use_effect_with(state.guide.last_stop, move |stop| {
        if let Some(stop) = stop.filter(|_| fetches) {
            browser::remember(STOP, &stop.to_string());
        }
    });
    use_effect_with(state.guide.solved.clone(), move |solved| {
        if fetches && !solved.is_empty() {
            browser::remember(SOLVED, &grantscope::to_json(solved));
        }
    });
}

/// What cannot be read any more counts for nothing.
fn remembered() -> GuideAction {
    let stop = browser::remembered(STOP).and_then(|text| text.parse().ok());
    let solved = browser::remembered(SOLVED).and_then(|text| grantscope::read_script(&text).ok());
    GuideAction::Remember(stop, solved.unwrap_or_default())
}

/// Fetches what leads the reader, or explains words.
pub(crate) fn fetch(wanted: Extra, send: Send) {
    spawn_local(async move { send.emit(Action::Guide(fetched(wanted).await)) });
}

async fn fetched(wanted: Extra) -> GuideAction {
    let files = Files::fetch().await;
    let files = files.as_ref().map_err(String::clone);
    match wanted {
        Extra::Tour => GuideAction::TourArrived(files.and_then(|it| it.read("tour.json"))),
        Extra::Glossary => {
            GuideAction::GlossaryArrived(files.and_then(|it| it.read("glossary.json")))
        }
        Extra::Challenges => {
            GuideAction::ChallengesArrived(files.and_then(|it| it.read("challenges.json")))
        }
    }
}

/// What leads the reader, if anything does.
pub(crate) fn coach(state: &State, _: &Scene, send: &Send) -> Html {
    let (label, number, body) = match &state.guide.on {
        None => return Html::default(),
        Some(Led::Tour { stop, .. }) => {
            (words::TOUR, *stop, state.stop().map(|at| tour::stop(&at, send)))
        }
        Some(Led::Challenge { number, .. }) => {
            let taken = state.taken();
            (words::CHALLENGE, *number, taken.map(|taken| challenges::card(&taken, state, send)))
        }
    };
    let body = match state.guide.asks {
        true => asked(label, send),
        false => body.unwrap_or_else(|| on_the_way(label, state, send)),
    };
    html! {
        <Coach key={label} {label} {number} look={state.look()} send={send}>{ body }</Coach>
    }
}

/// Whether it is to end, where something would be lost.
fn asked(label: &'static str, send: &Send) -> Html {
    html! {
        <>
            <div class="coach-words" role="alert">
                <p class="eyebrow">{ label }</p>
                <h2 id={TITLE} tabindex="-1">{ words::LEAVE_IT }</h2>
                <p>{ words::LEAVE_IT_LOSES }</p>
            </div>
            <div class="coach-ways">
                <div class="actions">
                    <button type="button" onclick={to(send, Action::Guide(GuideAction::Leave))}>
                        { words::LEAVE }
                    </button>
                    <button type="button" class="primary"
                        onclick={to(send, Action::Guide(GuideAction::AskToLeave))}>{ words::STAY }</button>
                </div>
            </div>
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct CoachProperties {
    label: &'static str,
    /// Which stop, or which challenge.
    number: usize,
    look: Option<Look>,
    send: Send,
    children: Html,
}

#[component]
fn Coach(properties: &CoachProperties) -> Html {
    use_effect_with((), |()| browser::focus(TITLE));
    use_effect_with((properties.number, properties.look), |(_, look)| {
        browser::focus_if_lost(TITLE);
        if let Some(look) = look {
            browser::bring(place_of(*look));
            if *look == Look::Detail {
                browser::show(".pane.detail .primary");
            }
        }
    });
    let send = properties.send.clone();
    use_effect_with((), move |()| {
        let keys = browser::Keys::watch(move |event: &KeyboardEvent| {
            if event.key() == "Escape" && !event.default_prevented() && is_nearest(event) {
                event.prevent_default();
                send.emit(Action::Guide(GuideAction::AskToLeave));
            }
        });
        move || drop(keys)
    });
    html! {
        <section class="coach" aria-label={properties.label}>{ properties.children.clone() }</section>
    }
}

/// Whether Escape means the card: it does inside of it, and elsewhere where nothing else is open.
fn is_nearest(event: &KeyboardEvent) -> bool {
    let place = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let inside = place.and_then(|place| place.closest(".coach").ok().flatten()).is_some();
    let other = if inside { LAID_OVER } else { OPEN };
    browser::find(other).is_none()
}

/// What lies over the page, and what else is open on it.
const LAID_OVER: &str = "dialog[open], [popover='auto']:popover-open";
const OPEN: &str = "dialog[open], :popover-open, .card[role='dialog']";

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

/// Ends what leads the reader.
pub(crate) fn leave(label: &'static str, send: &Send) -> Html {
    let onclick: Option<Callback<MouseEvent>> = to(send, Action::Guide(GuideAction::Leave));
    html! {
        <button type="button" class="icon-button leave" key="leave" aria-label={label}
            title={label} {onclick}>{ icon(Icon::Close) }</button>
    }
}

/// What the card shows, or the story that belongs to it, is not there yet.
fn on_the_way(label: &'static str, state: &State, send: &Send) -> Html {
    let failure = match (&state.library.tour, &state.library.challenges) {
        (Loading::Failed(reason), _) | (_, Loading::Failed(reason)) => Some(reason.as_str()),
        _ => state.library.failure(),
    };
    html! {
        <>
            <div class="coach-words" aria-live="polite">
                <p class="eyebrow">{ label }</p>
                <h2 id={TITLE} tabindex="-1">
                    { if failure.is_some() { words::GUIDE_NOT_FETCHED } else { words::FETCHING } }
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
                    { leave(words::LEAVE, send) }
                </div>
            </div>
        </>
    }
}
