//! The lifecycle: the stages, the ways between them, where the app is, how it came there, and
//! where it can go. A table says the same.
//!
//! What can happen is the model's to say; here it is drawn, and done when it is pressed.

mod arrows;
mod drawn;
mod fingers;
mod leads;
mod picture;
mod table;
mod viewport;

use grantscope::{Passage, STAGES, Stage, TRANSITIONS, Transition, UserId};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use yew::prelude::*;

use super::Send;
use super::drawing::Format;
use super::part::Part;
use super::rest::Rest;
use crate::browser;
use crate::html::{classes, html};
use crate::state::{Leg, Witness};
use crate::words;
use arrows::Spot;
pub(crate) use leads::{MenuProperties, ways};
pub(crate) use table::table as stages;

const NARROW: &str = "(max-width: 599px), (max-width: 719px) and (max-height: 719px)";
const MIDDLE: &str = "(max-width: 759px), (min-width: 1100px) and (max-width: 1359px)";

/// What the lifecycle is told.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct LifecycleProperties {
    pub(crate) stage: Stage,
    pub(crate) at: usize,
    pub(crate) way: Vec<Transition>,
    pub(crate) walked: Vec<(Stage, Stage)>,
    /// The ways that were taken last, the newest first.
    pub(crate) trail: Vec<Leg>,
    /// At which stage people are asked and have not answered, once for each question.
    pub(crate) asked: Vec<Stage>,
    /// Whom to ask what can happen.
    pub(crate) witness: Option<Witness>,
    /// Who acts, where a person does.
    pub(crate) user: Option<UserId>,
    /// What they are called.
    pub(crate) acting: AttrValue,
    /// What draws the table and the menus.
    pub(crate) rest: Part<Rest>,
    pub(crate) send: Send,
}

/// What is pressed: a way, and the id of the element that stands for it.
pub(crate) type Press = Callback<(usize, String)>;

/// The lifecycle.
#[component]
pub(crate) fn Lifecycle(properties: &LifecycleProperties) -> Html {
    let as_table = use_state(|| false);
    let read = use_state_eq(|| None::<Spot>);
    let chosen = use_state_eq(|| None::<(usize, String)>);
    let passages = use_memo((properties.witness.clone(), properties.user), |(witness, user)| {
        let asked = witness.as_ref().zip(*user);
        asked.map_or_else(Vec::new, |(witness, user)| witness.passages(user))
    });
    let format = match (use_media(NARROW), use_media(MIDDLE)) {
        (true, _) => Format::Compact,
        (false, true) => Format::Middle,
        (false, false) => Format::Roomy,
    };
    let press = pressed(&passages, &chosen, &properties.send);
    let toggle = |table: bool, label: &'static str| {
        let as_table = as_table.clone();
        html! {
            <button type="button" aria-pressed={(*as_table == table).to_string()}
                onclick={move |_: MouseEvent| as_table.set(table)}>{ label }</button>
        }
    };
    let reading = {
        let read = read.clone();
        Callback::from(move |spot| read.set(spot))
    };
    html! {
        <>
            <div class="pane-head">
                <h2>{ words::LIFECYCLE }</h2>
                <div class="toggle" role="group" aria-label={words::SHOWN_AS}>
                    { toggle(false, words::AS_PICTURE) }
                    { toggle(true, words::AS_TABLE) }
                </div>
            </div>
            if *as_table {
                { properties.rest.draw(|it| (it.stages)(properties.stage, &passages, &press)) }
            } else {
                <picture::Picture key={format!("{format:?}")} {format} shown={properties.clone()}
                    passages={passages.clone()} {press} {reading} />
            }
            { caption(properties, &passages, *read) }
            { menu(properties, &passages, &chosen) }
        </>
    }
}

/// What is one thing is done; of several one chooses.
fn pressed(
    passages: &[Passage],
    chosen: &UseStateHandle<Option<(usize, String)>>,
    send: &Send,
) -> Press {
    let (passages, chosen, send) = (passages.to_vec(), chosen.clone(), send.clone());
    Callback::from(move |(number, anchor): (usize, String)| {
        let Some(passage) = passages.get(number) else { return };
        match leads::only(passage) {
            Some(lead) => leads::perform(lead, &send),
            None if !passage.leads.is_empty() => chosen.set(Some((number, anchor))),
            None => {}
        }
    })
}

fn menu(
    properties: &LifecycleProperties,
    passages: &[Passage],
    chosen: &UseStateHandle<Option<(usize, String)>>,
) -> Html {
    let open = chosen.as_ref().and_then(|(number, anchor)| Some((passages.get(*number)?, anchor)));
    let Some((passage, anchor)) = open.filter(|(passage, _)| !passage.leads.is_empty()) else {
        return Html::default();
    };
    let close = {
        let chosen = chosen.clone();
        move |()| chosen.set(None)
    };
    let menu = MenuProperties {
        passage: passage.clone(),
        acting: properties.acting.clone(),
        anchor: anchor.clone(),
        send: properties.send.clone(),
        close: Callback::from(close),
    };
    properties.rest.draw(|it| (it.ways)(menu))
}

#[hook]
fn use_media(query: &'static str) -> bool {
    let holds = use_state_eq(|| browser::matches(query));
    {
        let holds = holds.clone();
        use_effect_with(query, move |query| {
            let media = browser::media(query);
            let watch = Closure::<dyn FnMut()>::new({
                let media = media.clone();
                move || holds.set(media.as_ref().is_some_and(|media| media.matches()))
            });
            if let Some(media) = &media {
                media.set_onchange(Some(watch.as_ref().unchecked_ref()));
            }
            move || {
                if let Some(media) = &media {
                    media.set_onchange(None);
                }
                drop(watch);
            }
        });
    }
    *holds
}

/// What one reads below the drawing: of what one points at, or else of where the app is.
fn caption(properties: &LifecycleProperties, passages: &[Passage], read: Option<Spot>) -> Html {
    let (way, stage) = match read {
        Some(Spot::Way(number)) => (TRANSITIONS.get(number).zip(Some(number)), None),
        Some(Spot::Stage(stage)) => (None, Some(stage)),
        None => (None, Some(properties.stage)),
    };
    if let Some((way, number)) = way {
        return of_way(way, passages.get(number));
    }
    let Some(entry) = STAGES.iter().find(|entry| Some(entry.stage) == stage) else {
        return Html::default();
    };
    let here = entry.stage == properties.stage;
    let cause = properties.way.iter().rev().find(|way| here && !way.cause.is_empty());
    html! {
        <p class="caption">
            <strong>{ entry.label }</strong>
            if let Some(cause) = cause {
                <code>{ cause.cause }</code>
            }
            <span>{ entry.sentence }</span>
        </p>
    }
}

fn of_way(way: &Transition, passage: Option<&Passage>) -> Html {
    let possible = passage.is_some_and(|passage| !passage.leads.is_empty());
    html! {
        <p class={classes!("caption", "of-way", possible.then_some("possible"))}>
            <strong>{ words::from_to(way.from.label(), way.to.label()) }</strong>
            if !way.cause.is_empty() {
                <code>{ way.cause }</code>
            }
            <span>{ way.sentence }</span>
            <span class="says">{ words::passage(passage) }</span>
        </p>
    }
}

/// A stage's name for style sheets and tests: `not_installed`.
fn slug(label: &str) -> String {
    label.to_ascii_lowercase().replace(' ', "_")
}
