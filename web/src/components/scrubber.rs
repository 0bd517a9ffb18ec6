//! The track of a story, along which one moves, with marks where something notable happened.
//!
//! However long the story, there are at most two hundred marks of each sort.

use std::fmt::Write;

use yew::prelude::*;

use super::Send;
use crate::browser;
use crate::html::html;
use crate::ordered::ordered;
use crate::state::{Action, Course, Landmark, LandmarkKind};
use crate::words;

/// The track is as long as this in the drawing of its marks, and a mark stands on one of so many
/// places.
const LENGTH: usize = 1000;
const PLACES: usize = 200;

/// What the track is told.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct ScrubberProperties {
    pub(crate) course: Course,
    /// How many steps lie before the moment that is shown.
    pub(crate) at: usize,
    /// After how many steps other branches begin.
    pub(crate) parted: Vec<usize>,
    /// The step that was pinned, if it is one of this branch.
    pub(crate) pinned: Option<usize>,
    pub(crate) send: Send,
}

/// The track of a story.
#[component]
pub(crate) fn Scrubber(properties: &ScrubberProperties) -> Html {
    let ScrubberProperties { course, at, parted, pinned, send } = properties;
    let steps = course.steps();
    let marks = use_memo((course.clone(), parted.clone(), *pinned), |(course, parted, pinned)| {
        marks(course, parted, *pinned)
    });
    let send = send.clone();
    let oninput = Callback::from(move |event: InputEvent| {
        if let Ok(step) = browser::value_of(&event).parse() {
            send.emit(Action::Go(step));
        }
    });
    html! {
        <div class="track">
            { (*marks).clone() }
            <input class="scrubber" type="range" min="0" max={steps.to_string()} step="1"
                value={at.to_string()} disabled={steps == 0} aria-label={words::POSITION}
                aria-valuetext={words::step_of(*at, steps)} {oninput} />
        </div>
    }
}

fn marks(course: &Course, parted: &[usize], pinned: Option<usize>) -> Html {
    let steps = course.steps();
    let of = |kind: LandmarkKind| {
        let landmarks = course.landmarks().iter().filter(move |landmark| landmark.kind == kind);
        path(landmarks.map(|landmark: &Landmark| landmark.step), steps)
    };
    html! {
        <svg class="marks" viewBox={format!("0 0 {LENGTH} 8")} preserveAspectRatio="none" aria-hidden="true">
            <path class="moved" d={of(LandmarkKind::Moved)} />
            <path class="refused" d={of(LandmarkKind::Refused)} />
            <path class="parted" d={path(parted.iter().copied(), steps)} />
            <path class="pinned" d={path(pinned.into_iter(), steps)} />
        </svg>
    }
}

/// A line across the track for each place where there is a step.
fn path(marked: impl Iterator<Item = usize>, steps: usize) -> String {
    let steps = steps.max(1);
    let place = |step: usize| match steps > PLACES {
        true => step * PLACES / steps * (LENGTH / PLACES),
        false => step * LENGTH / steps,
    };
    let places = ordered(marked.map(place));
    places.into_iter().fold(String::new(), |mut path, place| {
        let _ = write!(path, "M{place} 0v8");
        path
    })
}
