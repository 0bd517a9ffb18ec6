//! How stages and ways are drawn: lit where the app is, solid where it can go, dashed where not,
//! numbered where it came along.

use grantscope::{Passage, STAGES, Stage, StageEntry, TRANSITIONS, Transition};
use wasm_bindgen::JsCast;
use web_sys::{Element, SvgAnimationElement};
use yew::prelude::*;

use super::arrows::Spot;
use super::picture::PictureProperties;
use super::viewport::{Look, Viewport};
use super::{LifecycleProperties, slug};
use crate::browser;
use crate::components::drawing::{Curve, Format, Point, is_hub, pair};
use crate::components::rings::half_ring;
use crate::html::{classes, html};
use crate::tenths::tenths;
use crate::words;

const STILL: &str = "(prefers-reduced-motion: reduce)";

/// The ways, the stages on top of them, then the token. What one stands on can be tabbed to.
pub(crate) fn everything(
    properties: &PictureProperties,
    here: Spot,
    stood: &UseStateHandle<Option<Spot>>,
    viewport: &UseReducerHandle<Viewport>,
    token: &NodeRef,
) -> Html {
    let hands = Hands { properties, here, stood, viewport };
    let (shown, format) = (&properties.shown, properties.format);
    html! {
        <>
            { for (0..).zip(TRANSITIONS).map(|(number, way)| hands.way(number, way)) }
            { for shown.trail.iter().map(|leg| order(leg.step, &format.curve(&leg.way))) }
            { for STAGES.iter().map(|entry| hands.stage(entry)) }
            { moving(shown, format, token) }
        </>
    }
}

/// Sets the token going. A drawing that was put into the page later would have missed its start.
pub(crate) fn start(token: &NodeRef) {
    let motion = token.get().and_then(|node| node.dyn_into::<SvgAnimationElement>().ok());
    if let Some(motion) = motion {
        let _ = motion.begin_element();
    }
}

/// What makes a part of the drawing something to point at, to stand on and to press.
struct Hands<'a> {
    properties: &'a PictureProperties,
    here: Spot,
    stood: &'a UseStateHandle<Option<Spot>>,
    viewport: &'a UseReducerHandle<Viewport>,
}

impl Hands<'_> {
    fn tabindex(&self, spot: Spot) -> &'static str {
        if spot == self.here { "0" } else { "-1" }
    }

    /// Who comes by key has it brought into view; under a mouse nothing may move away.
    fn stand(&self, spot: Spot) -> Callback<FocusEvent> {
        let (stood, viewport) = (self.stood.clone(), self.viewport.clone());
        let (reading, format) = (self.properties.reading.clone(), self.properties.format);
        Callback::from(move |event: FocusEvent| {
            let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            let by_key = element.is_some_and(|it| it.matches(":focus-visible").unwrap_or(false));
            if let Some(place) = spot.place(format).filter(|_| by_key) {
                viewport.dispatch(Look::At(place));
            }
            stood.set(Some(spot));
            reading.emit(Some(spot));
        })
    }

    fn point(&self, spot: Option<Spot>) -> Callback<MouseEvent> {
        let reading = self.properties.reading.clone();
        Callback::from(move |_| reading.emit(spot))
    }

    fn way(&self, number: usize, way: &Transition) -> Html {
        let PictureProperties { shown, format, passages, press, .. } = self.properties;
        let (spot, curve) = (Spot::Way(number), format.curve(way));
        let passage = passages.get(number);
        let possible = passage.is_some_and(|passage| !passage.leads.is_empty());
        let recent = shown.trail.iter().position(|leg| leg.way == *way);
        let step = shown.trail.iter().find(|leg| leg.way == *way).map(|leg| leg.step);
        let onclick = {
            let press = press.clone();
            move |_: MouseEvent| press.emit((number, spot.id()))
        };
        html! {
            <g id={spot.id()} class={way_class(shown, way, passage)} role="button"
                tabindex={self.tabindex(spot)} aria-disabled={(!possible).to_string()}
                aria-label={words::way(way, passage, step)}
                data-from={slug(way.from.label())} data-to={slug(way.to.label())}
                data-recent={recent.map(|recent| recent.to_string())}
                onfocus={self.stand(spot)} onmouseenter={self.point(Some(spot))}
                onmouseleave={self.point(**self.stood)} {onclick}>
                <path class="halo" d={curve.path()} />
                <path class="line" d={curve.path()} />
                <path class="head" d={curve.head()} />
                if *format != Format::Compact && !way.cause.is_empty() {
                    { cause(way.cause, &curve, *format) }
                }
            </g>
        }
    }

    fn stage(&self, entry: &StageEntry) -> Html {
        let PictureProperties { shown, format, .. } = self.properties;
        let spot = Spot::Stage(entry.stage);
        let Point { x, y } = format.place(entry.stage);
        let (half_width, half_height) = format.half();
        let now = entry.stage == shown.stage;
        let asked = shown.asked.iter().filter(|stage| **stage == entry.stage).count();
        html! {
            <g id={spot.id()} class={classes!("stage", now.then_some("now"), entry.hub.then_some("hub"))}
                role="img" tabindex={self.tabindex(spot)} aria-label={words::stage(entry, now, asked)}
                data-stage={slug(entry.label)} data-current={now.to_string()}
                onfocus={self.stand(spot)} onmouseenter={self.point(Some(spot))}
                onmouseleave={self.point(**self.stood)}>
                { outline(*format, entry, 4.0, "focus-ring") }
                { outline(*format, entry, 0.0, "body") }
                <text x={tenths(x)} y={tenths(y + 4.5)} text-anchor="middle">{ entry.label }</text>
                { for (0_u8..5).take(asked).map(|index| {
                    let left = x + half_width - 4.0 - 18.0 * f64::from(index);
                    html! {
                        <g class="asked" transform={format!("translate({} {})", tenths(left), tenths(y - half_height - 8.0))}>
                            <svg width="16" height="16">{ half_ring() }</svg>
                        </g>
                    }
                }) }
            </g>
        }
    }
}

fn way_class(
    shown: &LifecycleProperties,
    way: &Transition,
    passage: Option<&Passage>,
) -> Option<AttrValue> {
    let possible = passage.is_some_and(|passage| !passage.leads.is_empty());
    classes!(
        "edge",
        if possible { "possible" } else { "impossible" },
        shown.walked.contains(&(way.from, way.to)).then_some("walked"),
        shown.way.contains(way).then_some("taken"),
    )
}

/// Words above a way grow upwards, so that they stay clear of it.
fn cause(cause: &'static str, curve: &Curve, format: Format) -> Html {
    let lines = broken(cause, format);
    let above = if curve.anchor == "middle" && curve.words.y < curve.bend.y { 12.0 } else { 6.0 };
    let first = curve.words.y - above * (lines.len() as f64 - 1.0) + 4.0;
    html! {
        <text text-anchor={curve.anchor}>
            { for lines.into_iter().zip(0_u8..).map(|(line, index)| html! {
                <tspan x={tenths(curve.words.x)}
                    y={tenths(first + 12.0 * f64::from(index))}>{ line }</tspan>
            }) }
        </text>
    }
}

/// A long cause in two lines.
fn broken(cause: &'static str, format: Format) -> Vec<&'static str> {
    let long = if format == Format::Roomy { 18 } else { 14 };
    match cause.rfind(['.', '_']) {
        Some(dot) if cause.len() > long => {
            cause.split_at_checked(dot).map_or(vec![cause], |(one, two)| vec![one, two])
        }
        _ => vec![cause],
    }
}

/// The number of the step that went along here last.
fn order(step: usize, curve: &Curve) -> Html {
    let label = step.to_string();
    let width = 9.0 + 5.0 * label.len() as f64;
    let Point { x, y } = curve.number;
    html! {
        <g class="order" aria-hidden="true">
            <rect x={tenths(x - width / 2.0)} y={tenths(y - 7.0)}
                width={tenths(width)} height="14" rx="7" />
            <text x={tenths(x)} y={tenths(y + 3.5)} text-anchor="middle">{ label }</text>
        </g>
    }
}

/// A stage's shape, so much larger on every side.
fn outline(format: Format, entry: &StageEntry, by: f64, class: &'static str) -> Html {
    let Point { x, y } = format.place(entry.stage);
    let (width, height) = (format.half().0 + by, format.half().1 + by);
    if entry.hub {
        let radius = format.hub() + by;
        return html! {
            <circle {class} cx={tenths(x)} cy={tenths(y)} r={tenths(radius)} />
        };
    }
    html! {
        <rect {class} x={tenths(x - width)} y={tenths(y - height)}
            width={tenths(2.0 * width)} height={tenths(2.0 * height)} rx={tenths(height)} />
    }
}

/// The token that runs along the way of this step and comes to rest at the stage.
fn moving(shown: &LifecycleProperties, format: Format, token: &NodeRef) -> Html {
    const LEG: usize = 200;
    let rest = resting(shown.stage, format);
    let first = shown.way.first();
    let moves = first.filter(|_| !browser::matches(STILL)).map(|first| {
        let begin = resting(first.from, format);
        let legs: String = shown.way.iter().map(|way| format.curve(way).seen_from(rest)).collect();
        format!("M{} {legs} L0 0", pair(Point { x: begin.x - rest.x, y: begin.y - rest.y }))
    });
    let duration = format!("{}ms", LEG * shown.way.len().clamp(1, 2));
    html! {
        <g class="token" transform={format!("translate({})", pair(rest))}>
            <circle r="5" key={shown.at}>
                if let Some(path) = moves {
                    <animateMotion ref={token.clone()} {path} dur={duration} begin="indefinite" />
                }
            </circle>
        </g>
    }
}

/// Where the token rests: below the word, inside the hub; on the border of another stage.
fn resting(stage: Stage, format: Format) -> Point {
    let Point { x, y } = format.place(stage);
    let below = if is_hub(stage) { format.hub() * 0.5 } else { format.half().1 };
    Point { x, y: y + below }
}
