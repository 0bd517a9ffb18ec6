//! Where events come in: the documents' samples, a text, a file.
//!
//! A text is kept in the page's state only with what is wrong with it, so that it can be mended.
//! Not here: how it is written (`editor.rs`).

use std::rc::Rc;

use grantscope::Catalogue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, File};
use yew::platform::spawn_local;
use yew::prelude::*;

use super::editor::{Editor, FIELD, Writing};
use super::{Send, file_picker};
use crate::fetch::Files;
use crate::html::{classes, html};
use crate::state::{Action, Listed, Scene, State, Trouble};
use crate::words;

/// A larger file is not even opened, in bytes.
const LARGEST_OPENED: f64 = 64.0 * 1024.0 * 1024.0;

/// The id of the element that says what is wrong.
const TROUBLE: &str = "feed-trouble";

/// Where events come in.
pub(crate) fn feed(state: &State, _: &Scene, send: &Send) -> Html {
    html! {
        <Feed catalogue={state.drive().catalogue()} samples={state.library.samples().to_vec()} trouble={state.replay.trouble.clone()}
            draft={state.draft.clone()} send={send} />
    }
}

#[derive(Clone, PartialEq, Properties)]
struct FeedProperties {
    /// Of which permission system the events are.
    catalogue: Catalogue,
    samples: Vec<Listed>,
    trouble: Option<Trouble>,
    /// What was written when the feed was last shown.
    draft: Rc<str>,
    send: Send,
}

#[component]
fn Feed(properties: &FeedProperties) -> Html {
    let send = &properties.send;
    let over = use_state(|| false);
    let writing = (*use_state(Writing::default)).clone();
    let place = use_node_ref();
    {
        let place = place.clone();
        use_effect_with(properties.trouble.clone(), move |trouble| {
            let seen = trouble.as_ref().and(place.cast::<Element>());
            if let Some(place) = seen {
                place.scroll_into_view_with_bool(false);
            }
        });
    }
    let ondragover = {
        let over = over.clone();
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            over.set(true);
        })
    };
    let ondragleave = {
        let over = over.clone();
        Callback::from(move |_: DragEvent| over.set(false))
    };
    html! {
        <div class={classes!("feed", over.then_some("over"))} {ondragover} {ondragleave}
            ondrop={dropped(send, &over)}>
            <h2>{ words::FEED }</h2>
            <h3><label for={FIELD}>{ words::OWN_EVENTS }</label></h3>
            <Editor writing={writing.clone()} trouble={properties.trouble.clone()}
                draft={properties.draft.clone()} described_by={TROUBLE} send={send} />
            <p class="actions">
                <button type="button" onclick={added(send, &writing)}>{ words::ADD }</button>
                { picker(send) }
                <button type="button" class="quiet" onclick={compared(send, &writing)}
                    title={words::COMPARE_HINT}>{ words::COMPARE }</button>
            </p>
            <div id={TROUBLE} role="alert" ref={place}>
                if let Some(trouble) = &properties.trouble {
                    { shown(trouble) }
                }
            </div>
            <h3>{ words::SAMPLES }</h3>
            if properties.catalogue.is_slacks() {
                { samples(properties) }
            } else {
                <p class="note no-samples">{ words::NO_SAMPLES }</p>
            }
        </div>
    }
}

fn samples(properties: &FeedProperties) -> Html {
    let all: Vec<String> = properties.samples.iter().map(|listed| listed.file.clone()).collect();
    html! {
        <ul class="samples">
            { for properties.samples.iter().map(|listed| html! {
                <li>
                    <button type="button" class="offer" data-sample={listed.file.clone()}
                        onclick={fetched(&properties.send, vec![listed.file.clone()])}>
                        { words::sample(&listed.file) }
                        <span class="reason">{ &listed.document } { " — " } { &listed.heading }</span>
                    </button>
                </li>
            }) }
            if all.len() > 1 {
                <li>
                    <button type="button" class="offer" data-sample="all"
                        onclick={fetched(&properties.send, all)}>{ words::ALL_SAMPLES }</button>
                </li>
            }
        </ul>
    }
}

fn shown(trouble: &Trouble) -> Html {
    let (before, after) = &trouble.excerpt;
    html! {
        <div class="trouble" data-trouble="true">
            <p><strong>{ words::CANNOT_READ }</strong> { ". " } { words::STAYS }</p>
            if trouble.line > 0 {
                <p class="place">
                    { words::place(trouble.line, trouble.column) }
                    if !trouble.path.is_empty() {
                        { ", " } <code>{ &trouble.path }</code>
                    }
                </p>
            }
            <p class="reason">{ &trouble.reason }</p>
            if !(before.is_empty() && after.is_empty()) {
                <pre class="excerpt"><code>{ before }<mark>{ "‸" }</mark>{ after }</code></pre>
            }
        </div>
    }
}

fn fetched(send: &Send, files: Vec<String>) -> Callback<MouseEvent> {
    let send = send.clone();
    Callback::from(move |_: MouseEvent| {
        let (send, files) = (send.clone(), files.clone());
        spawn_local(async move {
            send.emit(match texts(&files).await {
                Ok(text) => Action::Read(text.into()),
                Err(reason) => Action::Unreadable(reason),
            });
        });
    })
}

/// Several samples, one after the other as one text.
async fn texts(samples: &[String]) -> Result<String, String> {
    let files = Files::fetch().await?;
    let mut all = String::new();
    for sample in samples {
        all.push_str(files.text(sample)?);
        all.push('\n');
    }
    Ok(all)
}

fn added(send: &Send, writing: &Writing) -> Callback<MouseEvent> {
    let (send, writing) = (send.clone(), writing.clone());
    Callback::from(move |_: MouseEvent| send.emit(Action::Read(writing.text().into())))
}

fn compared(send: &Send, writing: &Writing) -> Callback<MouseEvent> {
    let (send, writing) = (send.clone(), writing.clone());
    Callback::from(move |_: MouseEvent| send.emit(Action::Compare(writing.text().into())))
}

fn dropped(send: &Send, over: &UseStateHandle<bool>) -> Callback<DragEvent> {
    let (send, over) = (send.clone(), over.clone());
    Callback::from(move |event: DragEvent| {
        // A text that is dropped into the editor is the editor's.
        let taken = event.default_prevented();
        event.prevent_default();
        over.set(false);
        let Some(data) = event.data_transfer() else { return };
        match data.files().and_then(|files| files.get(0)) {
            Some(file) => open(file, send.clone()),
            None if taken => {}
            None => {
                let text = data.get_data("text/plain").unwrap_or_default();
                send.emit(Action::Read(text.into()));
            }
        }
    })
}

fn picker(send: &Send) -> Html {
    let send = send.clone();
    file_picker::picker(".json,.jsonl,.ndjson,.txt,application/json", move |file| {
        open(file, send.clone())
    })
}

fn open(file: File, send: Send) {
    if file.size() > LARGEST_OPENED {
        send.emit(Action::Unreadable(words::unreadable_file(&file.name())));
        return;
    }
    spawn_local(async move {
        let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string());
        send.emit(match text {
            Some(text) => Action::Read(Rc::from(text)),
            None => Action::Unreadable(words::unreadable_file(&file.name())),
        });
    });
}
