//! A list of any length, of which only what is in view is there. A short one is there as a whole.
//!
//! What is left out is held open by empty drawings: the page sets no styles of its own. Not here:
//! what stands in a row.

use crate::html::{classes, html};
use web_sys::Element;
use yew::prelude::*;

/// Up to so many rows are drawn as a whole, each as high as it needs to be.
const WHOLE: usize = 60;

/// How high a row of a longer list is, in pixels, as `time.css` has it.
const HEIGHT: usize = 60;

/// So many rows are drawn of a longer list: more than a screen holds, before and after what is in
/// view as well.
const DRAWN: usize = 36;
const BEFORE: usize = 10;

/// The window moves by so many rows at a time.
const STRIDE: usize = 4;

/// A page of rows, for the keys that go by pages.
const PAGE: usize = 10;

/// A row that is to be drawn.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Row {
    /// Which, counted from zero.
    pub(crate) index: usize,
    /// Whether the tab key stops here.
    pub(crate) stop: bool,
}

/// What the list is told.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct LongListProperties {
    /// How many rows there are.
    pub(crate) rows: usize,
    /// The row that is kept in view.
    pub(crate) current: usize,
    /// Draws a row.
    pub(crate) draw: Callback<Row, Html>,
}

/// The rows that are drawn, as they were scrolled to while a row was the current one.
#[derive(Clone, Copy, Default, Eq, PartialEq)]
struct Window {
    first: usize,
    current: usize,
}

/// A list of any length.
#[component]
pub(crate) fn LongList(properties: &LongListProperties) -> Html {
    let LongListProperties { rows, current, draw } = properties;
    let scrolled = use_state_eq(Window::default);
    let windowed = *rows > WHOLE;
    let (first, end) = if windowed { scrolled.around(*current, *rows) } else { (0, *rows) };
    let onscroll = {
        let (scrolled, current) = (scrolled.clone(), *current);
        Callback::from(move |event: Event| {
            let top = event.target_dyn_into::<Element>().map_or(0, |it| it.scroll_top());
            let row = usize::try_from(top).unwrap_or_default() / HEIGHT;
            scrolled.set(Window { first: row.saturating_sub(BEFORE) / STRIDE * STRIDE, current });
        })
    };
    let stop = if (first..end).contains(current) { *current } else { first };
    html! {
        <div class={classes!("long-list", windowed.then_some("windowed"))} {onscroll}>
            if windowed { { space(first) } }
            <ol>
                { for (first..end).map(|index| html! {
                    <li key={index} aria-setsize={rows.to_string()} aria-posinset={(index + 1).to_string()}>
                        { draw.emit(Row { index, stop: index == stop }) }
                    </li>
                }) }
            </ol>
            if windowed { { space(rows - end) } }
        </div>
    }
}

impl Window {
    /// The rows to draw. Where another row became the current one, it is among them.
    fn around(self, current: usize, rows: usize) -> (usize, usize) {
        let (first, end) = (self.first, self.first + DRAWN);
        let inside = (first..end).contains(&current);
        let first = if self.current == current || inside {
            first
        } else {
            current.saturating_sub(DRAWN / 2) / STRIDE * STRIDE
        };
        let first = first.min(rows.saturating_sub(DRAWN));
        (first, (first + DRAWN).min(rows))
    }
}

/// Room for rows that are not there.
fn space(rows: usize) -> Html {
    html! { <svg class="space" width="1" height={(rows * HEIGHT).to_string()} aria-hidden="true" /> }
}

/// The row that a key leads to from another, where there are so many.
pub(crate) fn led(key: &str, from: usize, rows: usize) -> Option<usize> {
    let last = rows.saturating_sub(1);
    match key {
        "ArrowUp" => Some(from.saturating_sub(1)),
        "ArrowDown" => Some((from + 1).min(last)),
        "PageUp" => Some(from.saturating_sub(PAGE)),
        "PageDown" => Some((from + PAGE).min(last)),
        "Home" => Some(0),
        "End" => Some(last),
        _ => None,
    }
}
