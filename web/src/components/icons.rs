//! Small drawings for buttons. Each has a name of its own beside it, so they are hidden from
//! screen readers.

use crate::html::html;
use yew::prelude::*;

/// What there are drawings of.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Icon {
    First,
    Previous,
    Play,
    Pause,
    Next,
    Last,
    System,
    Light,
    Dark,
    Close,
    Search,
    Share,
    Help,
    Undo,
    Redo,
    EventBefore,
    EventAfter,
    More,
    Nearer,
    Farther,
    Fit,
    Explore,
}

impl Icon {
    const fn path(self) -> &'static str {
        match self {
            Self::First => "M4 3.5v9M12.5 3.5 7 8l5.5 4.5z",
            Self::Previous => "M10.5 3.5 5 8l5.5 4.5z",
            Self::Play => "M5 3l8 5-8 5z",
            Self::Pause => "M5.5 3.5v9M10.5 3.5v9",
            Self::Next => "M5.5 3.5 11 8l-5.5 4.5z",
            Self::Last => "M12 3.5v9M3.5 3.5 9 8l-5.5 4.5z",
            Self::System => "M8 2.500a5.5 5.5 0 0 1 0 11zM8 2.500a5.5 5.5 0 0 0 0 11",
            Self::Light => {
                "M8 5.200a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.600zM8 1v1.500M8 13.500V15\
                 M1 8h1.500M13.5 8H15M3.05 3.050l1.060 1.060M11.9 11.900l1.060 1.060\
                 M3.05 12.950l1.060-1.060M11.9 4.100l1.060-1.060"
            }
            Self::Close => "M4 4l8 8M12 4l-8 8",
            Self::Search => "M7 2.500a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10.300 10.300 14 14",
            Self::Share => "M8 10V2M5 4.500 8 1.700l3 2.800M3.500 8v5.500h9V8",
            Self::Help => {
                "M8 1.800a6.2 6.2 0 1 1 0 12.400A6.2 6.2 0 0 1 8 1.800zM6.200 6.300a1.9 1.9 0 1 1 2.600 1.900\
                 c-.600.300-.800.600-.800 1.200M8 11.500v.100"
            }
            Self::EventBefore => "M11.500 4 7 8l4.500 4zM5.500 8 4 6.500 2.500 8 4 9.500z",
            Self::EventAfter => "M4.500 4 9 8l-4.500 4zM10.500 8 12 6.500 13.500 8 12 9.500z",
            Self::More => "M3.500 8h.010M8 8h.010M12.500 8h.010",
            Self::Undo => "M6 3 2.500 6.500 6 10M2.500 6.500H10a3.500 3.500 0 0 1 0 7H7",
            Self::Redo => "M10 3l3.500 3.500L10 10M13.500 6.500H6a3.500 3.500 0 0 0 0 7h3",
            Self::Nearer => "M8 3.500v9M3.500 8h9",
            Self::Farther => "M3.500 8h9",
            Self::Fit => "M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3",
            Self::Explore => {
                "M3 8h3M10 4l-4 4 4 4M10 2.500h3.500v3H10zM10 10.500h3.500v3H10zM1.500 6.500h3v3h-3z"
            }
            Self::Dark => "M13 9.700A5.5 5.5 0 0 1 6.3 3 5.5 5.5 0 1 0 13 9.700z",
        }
    }
}

pub(crate) fn icon(icon: Icon) -> Html {
    html! {
        <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path d={icon.path()} />
        </svg>
    }
}
