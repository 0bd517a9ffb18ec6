//! The product's picture: two rings, one for what the app may do, one for where it may do it. They
//! meet, or one of them is open or struck through.

use crate::html::{classes, html};
use grantscope::HalfState;
use yew::prelude::*;

/// The two rings: in a cell, on the verdict card, as the logo.
pub(crate) fn rings(scope: HalfState, resource: HalfState, class: &'static str) -> Html {
    let meet = stands(scope) && stands(resource);
    html! {
        <svg class={classes!("rings", class, meet.then_some("meet"))} viewBox="0 0 48 28"
            aria-hidden="true">
            { ring(17, scope) }
            { ring(31, resource) }
            if meet {
                <path class="lens" d="M24 4.3A12 12 0 0 1 24 23.7A12 12 0 0 1 24 4.3z" />
            }
        </svg>
    }
}

/// The pattern that struck-out rings are filled with.
pub(crate) fn hatches() -> Html {
    html! {
        <svg class="hidden-drawing" width="0" height="0" aria-hidden="true">
            <defs>
                <pattern id="hatch" width="4" height="4" patternUnits="userSpaceOnUse"
                    patternTransform="rotate(45)">
                    <path class="hatch-line" d="M0 0v4" />
                </pattern>
            </defs>
        </svg>
    }
}

/// Half a ring: something waits for a person.
pub(crate) fn half_ring() -> Html {
    html! {
        <svg class="half-ring" viewBox="0 0 16 16" aria-hidden="true">
            <circle class="whole" cx="8" cy="8" r="6" />
            <path class="half" d="M8 2a6 6 0 0 0 0 12z" />
        </svg>
    }
}

fn stands(state: HalfState) -> bool {
    match state {
        HalfState::Held | HalfState::NotNeeded => true,
        HalfState::Missing | HalfState::Excluded => false,
    }
}

fn ring(center: u8, state: HalfState) -> Html {
    let class = match state {
        HalfState::NotNeeded => "free",
        HalfState::Held => "held",
        HalfState::Missing => "missing",
        HalfState::Excluded => "excluded",
    };
    let center = i32::from(center);
    html! {
        <g class={classes!("ring", class)}>
            <circle cx={center.to_string()} cy="14" r="12" />
            if state == HalfState::Excluded {
                <path class="strike"
                    d={format!("M{} 22.5L{} 5.5", center - 8, center + 8)} />
            }
        </g>
    }
}
