//! Files with a story: chosen, or dropped anywhere on the page.
//!
//! Not here: files with events, which the feed of the replay takes.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::File;
use yew::platform::spawn_local;
use yew::prelude::*;

use super::{Send, file_picker};
use crate::browser::file;
use crate::state::keep::{Action as Keep, Source};

/// A button that lets one choose a file.
pub(crate) fn picker(send: &Send) -> Html {
    let send = send.clone();
    file_picker::picker(".json,application/json", move |file| open(file, send.clone()))
}

/// Takes files that are dropped where nothing else takes them.
#[hook]
pub(crate) fn use_drop_anywhere(takes: bool, send: &Send) {
    let send = send.clone();
    use_effect_with((), move |()| {
        let window = web_sys::window().filter(|_| takes);
        let listeners = window.map(|window| {
            let options = EventListenerOptions::enable_prevent_default();
            let over = EventListener::new_with_options(&window, "dragover", options, |event| {
                if has_files(event) {
                    event.prevent_default();
                }
            });
            let dropped = move |event: &Event| dropped(event, &send);
            let drop = EventListener::new_with_options(&window, "drop", options, dropped);
            [over, drop]
        });
        move || drop(listeners)
    });
}

fn has_files(event: &Event) -> bool {
    let data = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer);
    data.is_some_and(|data| data.types().includes(&"Files".into(), 0))
}

fn dropped(event: &Event, send: &Send) {
    let data = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer);
    if event.default_prevented() {
        return;
    }
    if let Some(file) = data.as_ref().and_then(file::of) {
        event.prevent_default();
        open(file, send.clone());
    }
}

fn open(file: File, send: Send) {
    spawn_local(async move {
        send.emit(
            match file::read(&file).await {
                Ok(text) => Keep::Open(Source::File, text.into()),
                Err(reason) => Keep::Refuse(reason),
            }
            .into(),
        );
    });
}
