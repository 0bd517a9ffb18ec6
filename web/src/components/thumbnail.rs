//! The picture of a story: the lifecycle in small with the way that the story takes, and the two
//! rings at its end. The card's words say the rest, so it is hidden from screen readers.

use grantscope::{STAGES, TRANSITIONS};
use yew::prelude::*;

use super::drawing::{Format, Point};
use super::rings;
use crate::html::{classes, html};
use crate::state::Glimpse;
use crate::tenths::tenths;
use crate::words;

const FORMAT: Format = Format::Compact;

pub(crate) fn thumbnail(glimpse: &Glimpse) -> Html {
    let (width, height) = FORMAT.size();
    html! {
        <span class="thumbnail">
            <svg class="way" viewBox={format!("0 0 {} {}", tenths(width), tenths(height))} aria-hidden="true">
                <path class="line" d={ways(glimpse, false)} />
                <path class="line walked" d={ways(glimpse, true)} />
                { for STAGES.iter().map(|entry| {
                    let Point { x, y } = FORMAT.place(entry.stage);
                    let visited = glimpse.walked.iter().any(|(from, to)| {
                        *from == entry.stage || *to == entry.stage
                    });
                    let last = glimpse.stage == entry.stage;
                    let class = classes!(visited.then_some("visited"), last.then_some("last"));
                    if entry.hub {
                        html! {
                            <circle {class} cx={tenths(x)} cy={tenths(y)}
                                r={tenths(FORMAT.hub())} />
                        }
                    } else {
                        let (half_width, half_height) = FORMAT.half();
                        html! {
                            <rect {class} x={tenths(x - half_width)}
                                y={tenths(y - half_height)}
                                width={tenths(2.0 * half_width)}
                                height={tenths(2.0 * half_height)}
                                rx={tenths(half_height)} />
                        }
                    }
                }) }
            </svg>
            if let Some(answer) = glimpse.answer {
                <span class={classes!("end", if answer.allowed { "allowed" } else { "denied" })}>
                    { rings::rings(answer.scope, answer.resource, "medium") }
                    <span>{ if answer.allowed { words::ALLOWED } else { words::DENIED } }</span>
                </span>
            }
        </span>
    }
}

/// The ways that were walked, or the others, as one line: few elements draw quickly.
fn ways(glimpse: &Glimpse, walked: bool) -> String {
    let wanted =
        TRANSITIONS.iter().filter(|way| glimpse.walked.contains(&(way.from, way.to)) == walked);
    wanted.map(|way| FORMAT.curve(way).path()).collect()
}
