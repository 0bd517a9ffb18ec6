//! Something small that floats beside what it belongs to. Escape, or a press elsewhere, closes it.
//!
//! The browser's own popover: it lies above everything, nothing cuts it off, and the focus returns
//! to where it was. Not here: what stands in it.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ToggleEvent};
use yew::prelude::*;

use crate::browser;
use crate::html::{classes, html};

/// What it is told.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct PopoverProperties {
    /// For its style.
    pub(crate) class: &'static str,
    /// The id of the element that it belongs to.
    pub(crate) anchor: String,
    /// What happens when it closes.
    pub(crate) close: Callback<()>,
    pub(crate) children: Html,
}

/// Something small that floats, with the focus on its first button. A button that is pressed closes
/// it.
#[component]
pub(crate) fn Popover(properties: &PopoverProperties) -> Html {
    let place = use_node_ref();
    {
        let (place, anchor) = (place.clone(), properties.anchor.clone());
        use_effect_with((), move |()| {
            if let Some(popover) = place.cast::<HtmlElement>() {
                let _ = popover.show_popover();
                browser::put_beside(&popover, &anchor);
                let first = popover.query_selector("button, input, a").ok().flatten();
                if let Some(first) = first.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
                    let _ = first.focus();
                }
            }
        });
    }
    let close = properties.close.clone();
    let ontoggle = move |event: Event| {
        let closed = event.dyn_into::<ToggleEvent>().is_ok_and(|it| it.new_state() == "closed");
        if closed {
            close.emit(());
        }
    };
    let onclick = {
        let place = place.clone();
        move |event: MouseEvent| {
            let pressed = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            let button = pressed.and_then(|pressed| pressed.closest("button").ok().flatten());
            if let (Some(_), Some(popover)) = (button, place.cast::<HtmlElement>()) {
                let _ = popover.hide_popover();
            }
        }
    };
    html! {
        <div ref={place} popover="auto" class={classes!("popover", properties.class)} {ontoggle}
            {onclick}>
            { properties.children.clone() }
        </div>
    }
}
