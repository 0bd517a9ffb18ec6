//! The states as a drawing, which one scrolls, and in which one goes from state to state; beside it
//! the state that one looks at, and all of them as a list.
//!
//! Not here: where everything stands, and which part is drawn (`worker.rs`).

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

pub(super) fn picture(place: &Place, session: &Session, send: &Send) -> Html {
    html! {
        <>
            { tools(session) }
            { folded(session) }
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
    html! {
        <div class="explore-tools">
            if let Some(drawn) = session.drawn() {
                <div class="explore-open" role="group" aria-label={words::WHICH_STAGES}>
                    { turning(words::SHOW_ALL, drawn.is_all_open(), Focus::Stages(drawn.stages.clone()), session) }
                    { for drawn.stages.iter().map(|stage| {
                        turning(stage.label(), drawn.is_open(*stage), drawn.turned(*stage), session)
                    }) }
                    <button type="button" class="quiet" onclick={looking(session, Focus::default())}>
                        { words::FOLD_ALL }
                    </button>
                </div>
                { fitting(session) }
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

/// A button that is pressed as long as what it says is drawn.
fn turning(label: &'static str, pressed: bool, focus: Focus, session: &Session) -> Html {
    html! {
        <button type="button" class="quiet" aria-pressed={pressed.to_string()}
            onclick={looking(session, focus)}>{ label }</button>
    }
}

/// How much of what was found is not drawn state by state.
fn folded(session: &Session) -> Html {
    let Some(drawn) = session.drawn().filter(|drawn| !drawn.folded.is_empty()) else {
        return Html::default();
    };
    let states = drawn.nodes.iter().filter(|node| node.state.is_some()).count();
    let folded: Vec<(&str, usize)> =
        drawn.folded.iter().map(|(stage, count)| (stage.label(), *count)).collect();
    html! { <p class="explore-left-out explore-folded" role="status">{ words::folded(states, &folded) }</p> }
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
        <svg class={classes!("explored", session.fits().then_some("fits"))} viewBox={size} width={tenths(drawn.width)} height={tenths(drawn.height)}>
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

/// Brings a box to the middle of what one sees of the drawing.
pub(super) fn centre(index: usize) {
    let Some(frame) = browser::find(".explore-graph") else { return };
    let Ok(Some(found)) = frame.query_selector(&format!("#{} rect", state_id(index))) else {
        return;
    };
    let (outer, inner) = (frame.get_bounding_client_rect(), found.get_bounding_client_rect());
    let across = inner.left() + inner.width() / 2.0 - outer.left() - outer.width() / 2.0;
    let down = inner.top() + inner.height() / 2.0 - outer.top() - outer.height() / 2.0;
    frame.set_scroll_left(frame.scroll_left() + across as i32);
    frame.set_scroll_top(frame.scroll_top() + down as i32);
}

/// The id of a box of the drawing.
pub(super) fn state_id(index: usize) -> String {
    format!("explored-{index}")
}

fn one(index: usize, drawn: &Drawn, session: &Session) -> Html {
    let Some((node, focus)) = drawn.nodes.get(index).zip(drawn.focus_of(index)) else {
        return Html::default();
    };
    let here = focus == drawn.focus && node.state.is_some();
    let sought = session.is_sought(node);
    let stand = {
        let session = session.clone();
        Callback::from(move |_: FocusEvent| session.stand(index))
    };
    let ways = drawn.edges.iter().filter(|edge| edge.from == index).count();
    html! {
        <g key={node.state.map_or_else(|| node.stage.label().to_owned(), |state| state.to_string())}
            id={state_id(index)}
            class={classes!("explored-state", node.marked.then_some("marked"), here.then_some("here"), sought.then_some("sought"), node.state.is_none().then_some("several"))}
            role="button" tabindex={if index == session.at() { "0" } else { "-1" }}
            aria-label={words::box_of_graph(&node.label, &node.note, node.state.map(|_| node.stage.label()), ways)}
            aria-current={here.then_some("true")} onclick={looking(session, focus)} onfocus={stand}
            data-state={node.state.map(|state| state.to_string())}>
            <rect x={tenths(node.left())} y={tenths(node.top())} width={tenths(node.width)}
                height={tenths(node.height)} rx="8" />
            <title>{ &node.label }</title>
            <text>
                { for node.written().enumerate().map(|(line, (words, y))| html! {
                    <tspan class={classes!((line == node.lines.len()).then_some("note"))}
                        x={tenths(node.x)} y={tenths(y)}>{ words }{ " " }</tspan>
                }) }
            </text>
        </g>
    }
}
