//! The rest of the program: what nobody sees at first. `cargo xtask page` makes it a file of its own
//! (feature `split`), which is fetched at the first touch, or when it is needed sooner. Built without
//! that, it is there from the start.
//!
//! Not here: what it draws (the files that it names), and how a program is taken apart
//! (`crates/xtask/src/program.rs`).

use gloo_events::EventListener;
use yew::platform::spawn_local;
use yew::prelude::*;

use super::{
    Send, belief, checks, coach, composer, console, dialog::Dialog, feed, overlay, prompt,
};
use crate::browser;
use crate::html::html;
use crate::state::{Scene, State};
use crate::words;

/// How one part of it is drawn.
type Drawing = fn(&State, &Scene, &Send) -> Html;

/// All parts of it.
pub(crate) struct Parts {
    pub(crate) overlay: Drawing,
    pub(crate) prompts: Drawing,
    pub(crate) composer: Drawing,
    pub(crate) belief: Drawing,
    pub(crate) checks: Drawing,
    pub(crate) console: Drawing,
    pub(crate) coach: Drawing,
    pub(crate) feed: Drawing,
}

const PARTS: Parts = Parts {
    overlay: overlay::overlay,
    prompts: prompt::prompts,
    composer: composer::composer,
    belief: belief::belief,
    checks: checks::checks,
    console: console::console,
    coach: coach::coach,
    feed: feed::feed,
};

/// How far it is.
#[derive(Clone)]
pub(crate) enum Rest {
    /// It comes; calling brings it.
    Awaited(Callback<()>),
    /// It is there.
    Here(&'static Parts),
    /// It could not be fetched; calling tries again.
    Failed(Callback<()>),
}

impl Rest {
    /// What a part of it draws, or what stands in its place until then.
    pub(crate) fn draw(&self, with: impl FnOnce(&Parts) -> Html) -> Html {
        match self {
            Self::Here(parts) => with(parts),
            Self::Awaited(fetch) => html! { <Awaiting fetch={fetch.clone()} /> },
            Self::Failed(again) => failed(again),
        }
    }

    /// The same for what lies over the page.
    pub(crate) fn lay(&self, send: &Send, with: impl FnOnce(&Parts) -> Html) -> Html {
        let Self::Failed(again) = self else { return self.draw(with) };
        html! { <Dialog title={words::REST} class="rest" {send}>{ failed(again) }</Dialog> }
    }
}

/// Fetches the rest of the program when somebody touches the page.
#[hook]
pub(crate) fn use_rest() -> Rest {
    let parts = use_state(|| there().map(Ok));
    let fetch = {
        let parts = parts.setter();
        use_callback((), move |(), ()| {
            let parts = parts.clone();
            spawn_local(async move {
                let fetched = fetched().await;
                let is_there = fetched.is_ok();
                parts.set(Some(fetched));
                if is_there {
                    browser::tell("grantscope-complete");
                }
            });
        })
    };
    let bring = fetch.clone();
    use_effect_with(parts.is_some(), move |is_there| {
        let touched = if *is_there { Vec::new() } else { touched(&bring) };
        move || drop(touched)
    });
    match *parts {
        None => Rest::Awaited(fetch),
        Some(Ok(parts)) => Rest::Here(parts),
        Some(Err(NotFetched)) => Rest::Failed(fetch),
    }
}

/// Why the rest is not there.
#[derive(Clone, Copy, Debug)]
struct NotFetched;

#[cfg(not(feature = "split"))]
fn there() -> Option<&'static Parts> {
    Some(&PARTS)
}

#[cfg(not(feature = "split"))]
async fn fetched() -> Result<&'static Parts, NotFetched> {
    Ok(&PARTS)
}

#[cfg(feature = "split")]
fn there() -> Option<&'static Parts> {
    None
}

#[cfg(feature = "split")]
impl From<wasm_split_helpers::SplitLoaderError> for NotFetched {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        Self
    }
}

/// What only this function names is in the other file.
#[cfg(feature = "split")]
#[wasm_split_helpers::wasm_split(rest, fallible)]
fn fetched() -> Result<&'static Parts, NotFetched> {
    Ok(&PARTS)
}

fn touched(fetch: &Callback<()>) -> Vec<EventListener> {
    let listens = |window: &web_sys::Window, event: &'static str| {
        let fetch = fetch.clone();
        EventListener::once(window, event, move |_| fetch.emit(()))
    };
    let window = web_sys::window();
    let events = ["pointermove", "pointerdown", "keydown"];
    window.iter().flat_map(|window| events.map(|event| listens(window, event))).collect()
}

#[derive(Clone, PartialEq, Properties)]
struct AwaitingProperties {
    fetch: Callback<()>,
}

/// Stands where a part belongs, and asks for it.
#[component]
fn Awaiting(properties: &AwaitingProperties) -> Html {
    let fetch = properties.fetch.clone();
    use_effect_with((), move |()| fetch.emit(()));
    html! { <p class="loading" role="status">{ words::FETCHING }</p> }
}

fn failed(again: &Callback<()>) -> Html {
    html! {
        <div class="empty" role="alert">
            <p>{ words::REST_NOT_FETCHED }</p>
            <p class="hint">{ words::REST_NOT_FETCHED_HINT }</p>
            <button type="button" onclick={again.reform(|_: MouseEvent| ())}>{ words::TRY_AGAIN }</button>
        </div>
    }
}
