//! What lies over the page: a frame with a title, which Escape closes and the focus stays in.
//!
//! The browser's own modal dialog does all of that. Not here: what stands in it.

use web_sys::{HtmlDialogElement, HtmlElement};
use yew::prelude::*;

use super::icons::{Icon, icon};
use super::{Send, to};
use crate::browser;
use crate::html::{classes, html};
use crate::state::Action;
use crate::words;

/// What the frame is told.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct DialogProperties {
    /// What it is called.
    pub(crate) title: AttrValue,
    /// For its style: `gallery`.
    pub(crate) class: &'static str,
    pub(crate) send: Send,
    pub(crate) children: Html,
}

/// Something that lies over the page.
#[component]
pub(crate) fn Dialog(properties: &DialogProperties) -> Html {
    let place = use_node_ref();
    {
        let place = place.clone();
        use_effect_with((), move |()| {
            let before: Option<HtmlElement> = browser::focused();
            if let Some(dialog) = place.cast::<HtmlDialogElement>() {
                let _ = dialog.show_modal();
                // What stands in it is what one came for, unless a field of it has the focus already.
                if browser::focused()
                    .is_some_and(|it| it.matches(".overlay-head *").unwrap_or(false))
                {
                    let body = browser::find("dialog[open] .overlay-body");
                    let _ = body.map(|body| body.focus());
                }
            }
            move || {
                if let Some(before) = before {
                    let _ = before.focus();
                }
            }
        });
    }
    let closed: Option<Callback<Event>> = to(&properties.send, Action::Lay(None));
    let title_id = format!("{}-title", properties.class);
    html! {
        <dialog ref={place} class={classes!("overlay", properties.class)}
            aria-labelledby={title_id.clone()} onclose={closed} data-overlay={properties.class}>
            <div class="overlay-head">
                <h2 id={title_id}>{ &properties.title }</h2>
                <button type="button" class="icon-button" aria-label={words::CLOSE} title={words::CLOSE}
                    onclick={to(&properties.send, Action::Lay(None))}>{ icon(Icon::Close) }</button>
            </div>
            <div class="overlay-body" tabindex="-1">{ properties.children.clone() }</div>
        </dialog>
    }
}
