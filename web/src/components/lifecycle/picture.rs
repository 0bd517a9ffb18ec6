//! The drawing under one's hands: arrow keys walk on it, a wheel, fingers and keys come nearer, a
//! drag moves it.
//!
//! Not here: how a stage and a way look (`drawn.rs`), and what pressing one does (`lifecycle.rs`).

use std::rc::Rc;

use grantscope::Passage;
use web_sys::Element;
use yew::prelude::*;

use super::arrows::Spot;
use super::drawn;
use super::fingers::{Fingers, Touch};
use super::viewport::{Look, STEP, Viewport};
use super::{LifecycleProperties, Press, slug};
use crate::browser;
use crate::components::drawing::{Format, Point};
use crate::components::icons::{Icon, icon};
use crate::html::{classes, html};
use crate::words;

/// What the drawing is told.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct PictureProperties {
    pub(crate) format: Format,
    pub(crate) shown: LifecycleProperties,
    pub(crate) passages: Rc<Vec<Passage>>,
    pub(crate) press: Press,
    /// Hears what one points at, or stands on.
    pub(crate) reading: Callback<Option<Spot>>,
}

/// The drawing.
#[component]
pub(crate) fn Picture(properties: &PictureProperties) -> Html {
    let PictureProperties { format, shown, .. } = properties;
    let viewport = use_reducer_eq(|| Viewport::whole(*format));
    let stood = use_state_eq(|| None::<Spot>);
    let place = use_node_ref();
    let fingers = use_mut_ref(Fingers::default);
    let token = use_node_ref();
    {
        let token = token.clone();
        use_effect_with((shown.at, shown.way.clone()), move |_| drawn::start(&token));
    }
    let touch = |take: fn(&mut Fingers, &PointerEvent, &Touch)| {
        let (fingers, viewport, place) = (fingers.clone(), viewport.clone(), place.clone());
        move |event: PointerEvent| {
            let Some(element) = place.cast::<Element>() else { return };
            let look = |look| viewport.dispatch(look);
            let touch = Touch { element, viewport: *viewport, look: &look };
            take(&mut fingers.borrow_mut(), &event, &touch);
        }
    };
    let here = stood.unwrap_or(Spot::Stage(shown.stage));
    let label = shown.stage.label();
    html! {
        <div class={classes!("drawing", (!viewport.is_whole()).then_some("near"))}>
            <svg class="lifecycle" ref={place.clone()} viewBox={viewport.view_box()} role="group"
                aria-label={words::drawing(label)} data-now={slug(label)}
                onkeydown={keys(properties, &viewport, here)}
                onfocusout={left(properties, &stood, &place)}
                onwheel={wheel(&viewport, &place)}
                onpointerdown={touch(Fingers::down)} onpointermove={touch(Fingers::moved)}
                onpointerup={touch(Fingers::up)} onpointercancel={touch(Fingers::up)}>
                { drawn::everything(properties, here, &stood, &viewport, &token) }
            </svg>
            { buttons(&viewport) }
        </div>
    }
}

/// Arrow keys walk, Enter does, Home goes to where the app is, plus and minus come nearer or not.
fn keys(
    properties: &PictureProperties,
    viewport: &UseReducerHandle<Viewport>,
    here: Spot,
) -> Callback<KeyboardEvent> {
    let (format, press) = (properties.format, properties.press.clone());
    let (now, viewport) = (properties.shown.stage, viewport.clone());
    Callback::from(move |event: KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let middle = here.place(format).unwrap_or(Point { x: 0.0, y: 0.0 });
        let walk = |x: f64, y: f64| {
            if let Some(next) = here.towards(Point { x, y }, format) {
                browser::focus(&next.id());
            }
        };
        match event.key().as_str() {
            "ArrowUp" => walk(0.0, -1.0),
            "ArrowDown" => walk(0.0, 1.0),
            "ArrowLeft" => walk(-1.0, 0.0),
            "ArrowRight" => walk(1.0, 0.0),
            "Home" => browser::focus(&Spot::Stage(now).id()),
            "Enter" | " " => {
                if let Spot::Way(number) = here {
                    press.emit((number, here.id()));
                }
            }
            "+" | "=" => {
                viewport.dispatch(Look::Nearer(STEP, middle));
                viewport.dispatch(Look::At(middle));
            }
            "-" => viewport.dispatch(Look::Nearer(1.0 / STEP, middle)),
            "0" => viewport.dispatch(Look::Whole),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    })
}

/// Who comes back begins where the app is.
fn left(
    properties: &PictureProperties,
    stood: &UseStateHandle<Option<Spot>>,
    place: &NodeRef,
) -> Callback<FocusEvent> {
    let (reading, stood, place) = (properties.reading.clone(), stood.clone(), place.clone());
    Callback::from(move |event: FocusEvent| {
        let next = event.related_target().and_then(|it| wasm_bindgen::JsCast::dyn_into(it).ok());
        let stays = place.get().is_some_and(|drawing| drawing.contains(next.as_ref()));
        if !stays {
            stood.set(None);
            reading.emit(None);
        }
    })
}

/// With the control key, or two fingers on a pad, a wheel comes nearer; alone it scrolls the page.
fn wheel(viewport: &UseReducerHandle<Viewport>, place: &NodeRef) -> Callback<WheelEvent> {
    const LINE: f64 = 16.0;
    const SPEED: f64 = 0.005;
    let (viewport, place) = (viewport.clone(), place.clone());
    Callback::from(move |event: WheelEvent| {
        let Some(element) = place.cast::<Element>() else { return };
        if !event.ctrl_key() && !event.meta_key() {
            return;
        }
        event.prevent_default();
        let pixels = if event.delta_mode() == 0 { 1.0 } else { LINE };
        let by = (-event.delta_y() * pixels * SPEED).clamp(-0.5, 0.5).exp();
        let at = Point { x: f64::from(event.client_x()), y: f64::from(event.client_y()) };
        let (about, _) = super::fingers::place_at(&viewport, &element, at);
        viewport.dispatch(Look::Nearer(by, about));
    })
}

fn buttons(viewport: &UseReducerHandle<Viewport>) -> Html {
    let button = |label: &'static str, sign: Icon, look: Look, off: bool| {
        let viewport = viewport.clone();
        html! {
            <button type="button" class="icon-button" aria-label={label} title={label}
                aria-disabled={off.to_string()} onclick={move |_: MouseEvent| viewport.dispatch(look)}>
                { icon(sign) }
            </button>
        }
    };
    let (nearest, whole) = (viewport.is_nearest(), viewport.is_whole());
    html! {
        <div class="zoom" role="group" aria-label={words::ZOOM}>
            { button(words::ZOOM_IN, Icon::Nearer, Look::NearerMiddle(STEP), nearest) }
            { button(words::ZOOM_OUT, Icon::Farther, Look::NearerMiddle(1.0 / STEP), whole) }
            { button(words::FIT, Icon::Fit, Look::Whole, whole) }
        </div>
    }
}
