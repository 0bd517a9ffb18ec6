//! The states as a drawing, which one scrolls, and in which one goes from state to state; beside it
//! the state that one looks at, and all of them as a list.
//!
//! Not here: where everything stands, and which part is drawn (`worker.rs`).

use grantscope::STAGES;
use yew::prelude::*;

use super::Place;
use super::messages::{DRAWN, Drawn, Focus, Language};
use super::session::Session;
use super::states;
use crate::browser::{self, file};
use crate::components::Send;
use crate::html::{classes, html};
use crate::tenths::tenths;
use crate::words;

/// A drawing of so few boxes is shown as a whole; a larger one is scrolled.
const FEW: usize = 12;

pub(super) fn picture(place: &Place, session: &Session, send: &Send) -> Html {
    html! {
        <>
            { tools(session) }
            { left_out(session) }
            <div class="explore-look">
                if let Some(drawn) = session.drawn() {
                    <div class="explore-graph" role="group" aria-label={words::graph(drawn.nodes.len())}
                        aria-describedby="explore-keys">
                        { drawing(&drawn, session) }
                    </div>
                } else if !session.runs() {
                    <p class="loading" role="status">{ words::DRAWING_IT }</p>
                }
                { states::card(place, session, send) }
            </div>
            <p class="note explore-keys" id="explore-keys">{ words::GRAPH_KEYS }</p>
            { states::list(session) }
        </>
    }
}

fn tools(session: &Session) -> Html {
    let whole = looking(session, Focus::Whole);
    html! {
        <div class="explore-tools">
            <button type="button" onclick={whole}>{ words::SHOW_ALL }</button>
            if session.drawn().is_some() {
                { fitting(session) }
                { for STAGES.iter().filter(|entry| has(session, entry.stage)).map(|entry| html! {
                    <button type="button" class="quiet"
                        onclick={looking(session, Focus::Stage(entry.stage))}>{ entry.label }</button>
                }) }
            }
            <span class="gap" />
            <span class="note">{ words::SAVE_AS }</span>
            { for [("Mermaid", Language::Mermaid), ("DOT", Language::Dot), ("SCXML", Language::Scxml)].map(|(label, language)| {
                let session = session.clone();
                let onclick = Callback::from(move |_: MouseEvent| session.write(language));
                html! { <button type="button" class="quiet" {onclick}>{ label }</button> }
            }) }
            <button type="button" class="quiet" onclick={saving(session)}>{ "SVG" }</button>
            if session.drawn().is_some_and(|drawn| !drawn.fits_mermaid) {
                <span class="note">{ words::MERMAID_BY_STAGE }</span>
            }
        </div>
    }
}

/// What is next to the state that one looks at and not drawn.
fn left_out(session: &Session) -> Html {
    let Some(drawn) = session.drawn().filter(|drawn| drawn.left_out > 0) else {
        return Html::default();
    };
    let more = {
        let session = session.clone();
        Callback::from(move |_: MouseEvent| session.look_around())
    };
    let can_be_more = drawn.nodes.len() < DRAWN;
    html! {
        <p class="explore-left-out" role="status">
            { words::left_out(drawn.left_out, can_be_more) }
            if can_be_more {
                { " " }
                <button type="button" class="quiet" onclick={more}>{ words::DRAW_MORE }</button>
            }
        </p>
    }
}

/// Whether there are states of a stage.
fn has(session: &Session, stage: grantscope::Stage) -> bool {
    session.drawn().is_some_and(|drawn| drawn.stages.contains(&stage))
}

/// As a whole, or as large as it is.
fn fitting(session: &Session) -> Html {
    let (fits, other) = (session.fits(), session.clone());
    let onclick = Callback::from(move |_: MouseEvent| other.fit(!fits));
    html! { <button type="button" aria-pressed={fits.to_string()} {onclick}>{ words::AS_A_WHOLE }</button> }
}

pub(super) fn looking(session: &Session, focus: Focus) -> Callback<MouseEvent> {
    let session = session.clone();
    Callback::from(move |_: MouseEvent| session.look(focus.clone()))
}

fn saving(session: &Session) -> Callback<MouseEvent> {
    let session = session.clone();
    Callback::from(move |_: MouseEvent| {
        if let Some(drawn) = session.drawn() {
            let _ = file::save(&file::name(words::EXPLORE, "svg"), &drawn.svg());
        }
    })
}

fn drawing(drawn: &Drawn, session: &Session) -> Html {
    let size = [0.0, 0.0, drawn.width, drawn.height].map(tenths).join(" ");
    html! {
        <svg class={classes!("explored", (drawn.nodes.len() <= FEW).then_some("few"), session.fits().then_some("fits"))} viewBox={size} width={tenths(drawn.width)} height={tenths(drawn.height)}>
            { for drawn.groups.iter().map(|group| html! {
                <g class="explored-stage">
                    <rect x={tenths(group.left())} y={tenths(group.top())} width={tenths(group.width)}
                        height={tenths(group.height)} rx="12" />
                    <text x={tenths(group.left() + 12.0)} y={tenths(group.top() + 16.0)}>{ group.stage.label() }</text>
                </g>
            }) }
            { for drawn.edges.iter().map(|edge| html! {
                <g class={classes!("explored-way", edge.marked.then_some("marked"))}>
                    <path d={edge.path()} />
                    <path class="tip" d={edge.tip()} />
                    <title>{ &edge.label }</title>
                </g>
            }) }
            <g onkeydown={walking(drawn, session)}>
                { for (0..drawn.nodes.len()).map(|index| one(index, drawn, session)) }
            </g>
        </svg>
    }
}

/// Arrow keys go to what stands in their direction, Home and End to the first and the last, Enter looks
/// at it.
fn walking(drawn: &Drawn, session: &Session) -> Callback<KeyboardEvent> {
    let (drawn, session) = (drawn.clone(), session.clone());
    Callback::from(move |event: KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let at = session.at();
        let next = match event.key().as_str() {
            "Enter" | " " => {
                if let Some(focus) = drawn.focus_of(at) {
                    session.look(focus);
                }
                None
            }
            key => match drawn.from(at, key) {
                Some(next) => Some(next),
                None => return,
            },
        };
        event.prevent_default();
        if let Some(next) = next {
            browser::focus(&state_id(next));
        }
    })
}

/// The id of a box of the drawing.
pub(super) fn state_id(index: usize) -> String {
    format!("explored-{index}")
}

fn one(index: usize, drawn: &Drawn, session: &Session) -> Html {
    let Some((node, focus)) = drawn.nodes.get(index).zip(drawn.focus_of(index)) else {
        return Html::default();
    };
    let here = focus == drawn.focus;
    let stand = {
        let session = session.clone();
        Callback::from(move |_: FocusEvent| session.stand(index))
    };
    let ways = drawn.edges.iter().filter(|edge| edge.from == index).count();
    html! {
        <g key={node.state.map_or_else(|| node.stage.label().to_owned(), |state| state.to_string())}
            id={state_id(index)}
            class={classes!("explored-state", node.marked.then_some("marked"), here.then_some("here"), node.state.is_none().then_some("several"))}
            role="button" tabindex={if index == session.at() { "0" } else { "-1" }}
            aria-label={words::box_of_graph(&node.label, &node.note, node.state.map(|_| node.stage.label()), ways)}
            aria-current={here.then_some("true")} onclick={looking(session, focus)} onfocus={stand}
            data-state={node.state.map(|state| state.to_string())}>
            <rect x={tenths(node.left())} y={tenths(node.top())} width={tenths(node.width)}
                height={tenths(node.height)} rx="8" />
            <text>
                <tspan x={tenths(node.x)} y={tenths(node.y - 4.0)}>{ &node.label }</tspan>
                { " " }
                <tspan class="note" x={tenths(node.x)} y={tenths(node.y + 12.0)}>{ &node.note }</tspan>
            </text>
        </g>
    }
}
