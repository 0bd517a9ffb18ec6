//! A part of the program that is fetched when it is needed: how far it is, and what stands in its
//! place until then.
//!
//! Not here: which parts there are (`rest.rs`, `explore.rs`), and how a program is taken apart
//! (`crates/xtask/src/program.rs`).

use std::future::Future;
use std::pin::Pin;

use gloo_events::EventListener;
use yew::platform::spawn_local;
use yew::prelude::*;

use super::Send;
use super::dialog::Dialog;
use crate::browser;
use crate::html::html;
use crate::words;

/// How far a part is.
#[derive(Clone)]
pub(crate) enum Part<P: 'static> {
    /// It comes; calling brings it.
    Awaited(Callback<()>),
    /// It is there.
    Here(&'static P),
    /// It could not be fetched; calling tries again.
    Failed(Callback<()>),
}

impl<P> PartialEq for Part<P> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Here(_), Self::Here(_)) => true,
            (Self::Awaited(one), Self::Awaited(other))
            | (Self::Failed(one), Self::Failed(other)) => one == other,
            (Self::Here(_) | Self::Awaited(_) | Self::Failed(_), _) => false,
        }
    }
}

/// Why a part is not there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NotFetched;

#[cfg(feature = "split")]
impl From<wasm_split_helpers::SplitLoaderError> for NotFetched {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        Self
    }
}

/// What brings a part.
pub(crate) type Fetch<P> = fn() -> Pin<Box<dyn Future<Output = Result<&'static P, NotFetched>>>>;

impl<P> Part<P> {
    /// The part, if it is there.
    pub(crate) fn here(&self) -> Option<&'static P> {
        match self {
            Self::Here(part) => Some(part),
            Self::Awaited(_) | Self::Failed(_) => None,
        }
    }

    /// What the part draws, or what stands in its place until then.
    pub(crate) fn draw(&self, with: impl FnOnce(&P) -> Html) -> Html {
        match self {
            Self::Here(part) => with(part),
            Self::Awaited(fetch) => html! { <Awaiting fetch={fetch.clone()} /> },
            Self::Failed(again) => failed(again),
        }
    }

    /// The same for what lies over the page.
    pub(crate) fn lay(&self, send: &Send, with: impl FnOnce(&P) -> Html) -> Html {
        let Self::Failed(again) = self else { return self.draw(with) };
        html! { <Dialog title={words::REST} class="rest" {send}>{ failed(again) }</Dialog> }
    }
}

/// A part that is there already, or is fetched when it is drawn, or as soon as somebody touches the
/// page.
#[hook]
pub(crate) fn use_part<P: 'static>(
    there: Option<&'static P>,
    fetch: Fetch<P>,
    at_touch: bool,
) -> Part<P> {
    let part = use_state(|| there.map(Ok));
    let bring = {
        let (part, comes) = (part.setter(), use_mut_ref(|| false));
        use_callback((), move |(), ()| {
            if comes.replace(true) {
                return;
            }
            let (part, comes) = (part.clone(), comes.clone());
            spawn_local(async move {
                let fetched = fetch().await;
                comes.replace(false);
                let is_there = fetched.is_ok();
                part.set(Some(fetched));
                if is_there {
                    browser::tell("grantscope-complete");
                }
            });
        })
    };
    let touch = bring.clone();
    use_effect_with(at_touch && part.is_none(), move |waits| {
        let listeners = if *waits { touched(&touch) } else { Vec::new() };
        move || drop(listeners)
    });
    match *part {
        None => Part::Awaited(bring),
        Some(Ok(part)) => Part::Here(part),
        Some(Err(NotFetched)) => Part::Failed(bring),
    }
}

fn touched(bring: &Callback<()>) -> Vec<EventListener> {
    let window = web_sys::window();
    let events = window.iter().flat_map(|window| {
        ["pointermove", "pointerdown", "keydown"].map(|event| (window.clone(), event))
    });
    let once = events.map(|(window, event)| {
        let bring = bring.clone();
        EventListener::once(&window, event, move |_| bring.emit(()))
    });
    once.collect()
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
