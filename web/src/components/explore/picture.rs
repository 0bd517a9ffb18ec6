//! The states as a drawing, which one scrolls, and in which one goes from state to state; beside it
//! the state that one looks at, and all of them as a list.
//!
//! Not here: where everything stands, and which part is drawn (`worker.rs`).

use grantscope::STAGES;
use yew::prelude::*;

use super::Place;
use super::messages::{Drawn, Focus, Language, Line, Placed};
use super::session::Session;
use super::states;
use crate::browser::file;
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
            <div class="explore-look">
                if let Some(drawn) = session.drawn() {
                    <div class="explore-graph" tabindex="0" role="group" aria-label={words::GRAPH}>
                        { drawing(&drawn, session) }
                    </div>
                } else if !session.runs() {
                    <p class="loading" role="status">{ words::DRAWING_IT }</p>
                }
                { states::card(place, session, send) }
            </div>
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
        </div>
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
            <g>{ for drawn.nodes.iter().map(|node| one(node, drawn, session)) }</g>
        </svg>
    }
}

fn one(node: &Placed, drawn: &Drawn, session: &Session) -> Html {
    let focus = match node.state {
        Some(state) => Focus::State(state),
        None => Focus::Stage(node.stage),
    };
    let here = focus == drawn.focus;
    let press = {
        let (session, focus) = (session.clone(), focus.clone());
        Callback::from(move |event: KeyboardEvent| {
            if matches!(event.key().as_str(), "Enter" | " ") {
                event.prevent_default();
                session.look(focus.clone());
            }
        })
    };
    html! {
        <g key={node.state.map_or_else(|| node.stage.label().to_owned(), |state| state.to_string())}
            class={classes!("explored-state", node.marked.then_some("marked"), here.then_some("here"), node.state.is_none().then_some("several"))}
            role="button" tabindex="0" aria-label={format!("{} {}, {}", node.label, node.note, node.stage.label())}
            aria-current={here.then_some("true")} onclick={looking(session, focus)} onkeydown={press}
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

impl Placed {
    fn left(&self) -> f64 {
        self.x - self.width / 2.0
    }

    fn top(&self) -> f64 {
        self.y - self.height / 2.0
    }
}

impl Line {
    fn path(&self) -> String {
        let points = self.points.iter().map(|(x, y)| format!("{} {}", tenths(*x), tenths(*y)));
        format!("M{}", points.collect::<Vec<_>>().join("L"))
    }

    /// An arrow's tip at its end.
    fn tip(&self) -> String {
        let mut ends = self.points.iter().rev();
        let (Some((x, y)), Some((from_x, from_y))) = (ends.next(), ends.next()) else {
            return String::new();
        };
        let (along, across) = (x - from_x, y - from_y);
        let length = along.hypot(across).max(0.1);
        let (along, across) = (along / length * 7.0, across / length * 7.0);
        let corner = |side: f64| {
            let (x, y) = (x - along - across * side, y - across + along * side);
            format!("{} {}", tenths(x), tenths(y))
        };
        format!("M{} {}L{}L{}Z", tenths(*x), tenths(*y), corner(0.5), corner(-0.5))
    }
}

impl Drawn {
    /// The drawing as a file that needs no style sheet.
    fn svg(&self) -> String {
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" \
             font-family=\"system-ui, sans-serif\" font-size=\"12\">\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n",
            tenths(self.width),
            tenths(self.height)
        );
        for group in &self.groups {
            svg.push_str(&boxed(group, "#f5f5f2", "#e3e3de"));
            svg.push_str(&text(
                group.left() + 12.0,
                group.top() + 16.0,
                "start",
                group.stage.label(),
            ));
        }
        for edge in &self.edges {
            svg.push_str(&format!(
                "<g fill=\"none\" stroke=\"#8a8d93\"><title>{}</title><path d=\"{}\"/><path d=\"{}\" fill=\"#8a8d93\"/></g>\n",
                escaped(&edge.label),
                edge.path(),
                edge.tip()
            ));
        }
        for node in &self.nodes {
            svg.push_str(&boxed(node, "#fff", "#53565d"));
            svg.push_str(&text(node.x, node.y - 4.0, "middle", &node.label));
            svg.push_str(&text(node.x, node.y + 12.0, "middle", &node.note));
        }
        svg.push_str("</svg>\n");
        svg
    }
}

fn boxed(placed: &Placed, fill: &str, stroke: &str) -> String {
    let [x, y, width, height] =
        [placed.left(), placed.top(), placed.width, placed.height].map(tenths);
    format!(
        "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"{fill}\" stroke=\"{stroke}\"/>\n"
    )
}

fn text(x: f64, y: f64, anchor: &str, words: &str) -> String {
    let (x, y, words) = (tenths(x), tenths(y), escaped(words));
    format!("<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{words}</text>\n")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
