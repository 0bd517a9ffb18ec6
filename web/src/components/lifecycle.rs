//! The lifecycle: the stages, the ways between them, where the app is, and how it came there.
//! A table says the same.

use std::collections::BTreeSet;

use grantscope::{STAGES, Stage, StageEntry, TRANSITIONS, Transition};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use yew::prelude::*;

use super::drawing::{Format, Point, is_hub, pair};
use super::rings::half_ring;
use crate::browser;
use crate::words;

const NARROW: &str = "(max-width: 599px)";
const MIDDLE: &str = "(max-width: 759px), (min-width: 1100px) and (max-width: 1359px)";
const STILL: &str = "(prefers-reduced-motion: reduce)";

/// What the drawing is told.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct LifecycleProperties {
    pub(crate) stage: Stage,
    pub(crate) at: usize,
    pub(crate) way: Vec<Transition>,
    pub(crate) walked: BTreeSet<(Stage, Stage)>,
    /// At which stage people are asked and have not answered, once for each question.
    pub(crate) asked: Vec<Stage>,
}

/// The lifecycle.
#[component]
pub(crate) fn Lifecycle(properties: &LifecycleProperties) -> Html {
    let as_table = use_state(|| false);
    let format = match (use_media(NARROW), use_media(MIDDLE)) {
        (true, _) => Format::Compact,
        (false, true) => Format::Middle,
        (false, false) => Format::Roomy,
    };
    let token = use_node_ref();
    {
        let token = token.clone();
        use_effect_with((properties.at, properties.way.clone()), move |_| start(&token));
    }
    let toggle = |table: bool, label: &'static str| {
        let as_table = as_table.clone();
        html! {
            <button type="button" aria-pressed={(*as_table == table).to_string()}
                onclick={move |_: MouseEvent| as_table.set(table)}>{ label }</button>
        }
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
                { table(properties.stage) }
            } else {
                { drawing(properties, format, &token) }
            }
            { caption(properties) }
        </>
    }
}

/// Sets the token going. A drawing that was put into the page later would have missed its start.
fn start(token: &NodeRef) {
    let motion = token.get().and_then(|node| node.dyn_into::<web_sys::SvgAnimationElement>().ok());
    if let Some(motion) = motion {
        let _ = motion.begin_element();
    }
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

fn drawing(properties: &LifecycleProperties, format: Format, token: &NodeRef) -> Html {
    let (width, height) = format.size();
    let label = properties.stage.label();
    html! {
        <svg class="lifecycle" viewBox={format!("0 0 {width} {height}")} role="img"
            aria-label={format!("{}: {label}", words::LIFECYCLE)} data-now={slug(label)}>
            { for TRANSITIONS.iter().map(|way| edge(way, properties, format)) }
            { for STAGES.iter().map(|entry| stage(entry, properties, format)) }
            { moving(properties, format, token) }
        </svg>
    }
}

fn edge(way: &Transition, properties: &LifecycleProperties, format: Format) -> Html {
    let curve = format.curve(way);
    let taken = properties.way.contains(way);
    let walked = properties.walked.contains(&(way.from, way.to));
    let lines = broken(way.cause);
    // Words above a way grow upwards, so that they stay clear of it.
    let above = if curve.anchor == "middle" && curve.words.y < curve.bend.y { 12.0 } else { 6.0 };
    let first = curve.words.y - above * (lines.len() as f64 - 1.0) + 4.0;
    html! {
        <g class={classes!("edge", walked.then_some("walked"), taken.then_some("taken"))}
            data-from={slug(way.from.label())} data-to={slug(way.to.label())}>
            <title>{ way.sentence }</title>
            <path class="line" d={curve.path()} />
            <path class="head" d={curve.head()} />
            if format != Format::Compact && !way.cause.is_empty() {
                <text text-anchor={curve.anchor}>
                    { for lines.into_iter().zip(0_u8..).map(|(line, index)| html! {
                        <tspan x={format!("{:.1}", curve.words.x)}
                            y={format!("{:.1}", first + 12.0 * f64::from(index))}>{ line }</tspan>
                    }) }
                </text>
            }
        </g>
    }
}

/// A long cause in two lines.
fn broken(cause: &'static str) -> Vec<&'static str> {
    const LONG: usize = 18;
    match cause.rfind('.') {
        Some(dot) if cause.len() > LONG => {
            cause.split_at_checked(dot).map_or(vec![cause], |(one, two)| vec![one, two])
        }
        _ => vec![cause],
    }
}

fn stage(entry: &StageEntry, properties: &LifecycleProperties, format: Format) -> Html {
    let Point { x, y } = format.place(entry.stage);
    let (half_width, half_height) = format.half();
    let now = entry.stage == properties.stage;
    let asked = properties.asked.iter().filter(|stage| **stage == entry.stage).count();
    html! {
        <g class={classes!("stage", now.then_some("now"), entry.hub.then_some("hub"))}
            data-stage={slug(entry.label)} data-current={now.to_string()}>
            <title>{ entry.sentence }</title>
            if entry.hub {
                <circle cx={x.to_string()} cy={y.to_string()} r={format.hub().to_string()} />
            } else {
                <rect x={(x - half_width).to_string()} y={(y - half_height).to_string()}
                    width={(2.0 * half_width).to_string()} height={(2.0 * half_height).to_string()}
                    rx={half_height.to_string()} />
            }
            <text x={x.to_string()} y={(y + 4.5).to_string()} text-anchor="middle">{ entry.label }</text>
            if asked > 0 {
                { for (0..asked.min(5)).map(|index| {
                    let offset = x + half_width - 4.0 - 18.0 * index as f64;
                    html! {
                        <g class="asked" transform={format!("translate({offset} {})", y - half_height - 8.0)}>
                            <svg width="16" height="16">{ half_ring() }</svg>
                        </g>
                    }
                }) }
            }
        </g>
    }
}

/// The token that runs along the way of this step and comes to rest at the stage.
fn moving(properties: &LifecycleProperties, format: Format, token: &NodeRef) -> Html {
    const LEG: usize = 200;
    let rest = resting(properties.stage, format);
    let first = properties.way.first();
    let moves = first.filter(|_| !browser::matches(STILL)).map(|first| {
        let begin = resting(first.from, format);
        let legs: String =
            properties.way.iter().map(|way| format.curve(way).seen_from(rest)).collect();
        format!("M{} {legs} L0 0", pair(Point { x: begin.x - rest.x, y: begin.y - rest.y }))
    });
    let duration = format!("{}ms", LEG * properties.way.len().clamp(1, 2));
    html! {
        <g class="token" transform={format!("translate({})", pair(rest))}>
            <circle r="5" key={properties.at}>
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

fn caption(properties: &LifecycleProperties) -> Html {
    let entry = STAGES.iter().find(|entry| entry.stage == properties.stage);
    let cause = properties.way.iter().rev().find(|way| !way.cause.is_empty());
    html! {
        if let Some(entry) = entry {
            <p class="caption">
                <strong>{ entry.label }</strong>
                if let Some(cause) = cause {
                    <code>{ cause.cause }</code>
                }
                <span>{ entry.sentence }</span>
            </p>
        }
    }
}

fn table(now: Stage) -> Html {
    let leads = |from: Stage| {
        TRANSITIONS.iter().filter(move |way| way.from == from).map(|way| {
            html! {
                <li>
                    { way.to.label() }
                    if !way.cause.is_empty() {
                        { " " } <code>{ way.cause }</code>
                    }
                </li>
            }
        })
    };
    html! {
        <div class="frame" tabindex="0" role="region" aria-label={words::STAGES}>
            <table class="stages">
                <thead><tr>
                    <th scope="col">{ words::STAGE_COLUMN }</th>
                    <th scope="col">{ words::MEANING_COLUMN }</th>
                    <th scope="col">{ words::LEADS_COLUMN }</th>
                </tr></thead>
                <tbody>
                    { for STAGES.iter().map(|entry| html! {
                        <tr class={classes!((entry.stage == now).then_some("now"))}
                            data-stage={slug(entry.label)}
                            data-current={(entry.stage == now).to_string()}>
                            <th scope="row">
                                { entry.label }
                                if entry.stage == now {
                                    <span class="tag now">{ words::NOW }</span>
                                }
                            </th>
                            <td>{ entry.sentence }</td>
                            <td><ul>{ for leads(entry.stage) }</ul></td>
                        </tr>
                    }) }
                </tbody>
            </table>
        </div>
    }
}

/// A stage's name for style sheets and tests: `not_installed`.
fn slug(label: &str) -> String {
    label.to_lowercase().replace(' ', "_")
}
