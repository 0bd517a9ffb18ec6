//! Ways to keep and to share the work: a link, a frame for a document, a file.
//!
//! Not here: what a link may hold (`state/keep.rs` leaves secrets out), and how it is packed.

use js_sys::JSON;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::platform::spawn_local;
use yew::prelude::*;

use super::Send;
use super::copy::{Copy, copied};
use super::import;
use crate::browser::file;
use crate::browser::link::{self, LONGEST_LINK};
use crate::html::html;
use crate::state::keep::{Action as Keep, Source};
use crate::state::{Mode, State};
use crate::words;

pub(crate) fn share(state: &State, send: &Send) -> Html {
    let shared = state.shared();
    let secrets = shared.as_ref().is_some_and(|(_, secrets)| *secrets);
    let text = shared.map(|(kept, _)| grantscope::to_json(&kept));
    let title = state.drive().title.clone();
    html! {
        <div class="share-ways">
            if state.mode == Mode::Replay {
                <p class="note of-sandbox">{ words::SHARES_SANDBOX }</p>
            }
            <Links text={text.unwrap_or_default()} title={title.clone()} {secrets} />
            { document(state) }
            { export(state, &title, secrets) }
            <Import trouble={state.keep.trouble.clone()} send={send} />
        </div>
    }
}

/// What a link is made of.
#[derive(Clone, PartialEq, Properties)]
struct LinksProperties {
    /// What it carries.
    text: AttrValue,
    /// What the story is called.
    title: String,
    /// Whether something secret was left out of it.
    secrets: bool,
}

/// A link, and a frame that shows it.
#[component]
fn Links(properties: &LinksProperties) -> Html {
    let packed = use_state(|| None::<String>);
    {
        let packed = packed.setter();
        use_effect_with(properties.text.clone(), move |text| {
            let text = text.clone();
            spawn_local(
                async move { packed.set(Some(link::pack(&text).await.unwrap_or_default())) },
            );
        });
    }
    let Some(hash) = &*packed else {
        return html! { <section><h3>{ words::LINK }</h3><p class="loading">{ words::PACKING }</p></section> };
    };
    let address = link::address(hash);
    if hash.is_empty() || address.len() > LONGEST_LINK {
        return html! {
            <section>
                <h3>{ words::LINK }</h3>
                <p class="trouble" role="status">{ words::link_too_long(address.len(), LONGEST_LINK) }</p>
            </section>
        };
    }
    let frame = words::frame(&link::address(&format!("?embed{hash}")), &properties.title);
    html! {
        <>
            <section>
                <h3>{ words::LINK }</h3>
                <p class="note">{ words::LINK_NOTE }</p>
                if properties.secrets {
                    <p class="note left-out">{ words::SECRETS_LEFT_OUT }</p>
                }
                <div class="share-row">
                    <input type="text" class="share-link" readonly=true value={address.clone()}
                        aria-label={words::LINK} onfocus={select_all()} />
                    <Copy label={words::COPY_LINK} text={address} />
                </div>
            </section>
            <section>
                <h3>{ words::EMBED }</h3>
                <p class="note">{ words::EMBED_NOTE }</p>
                <div class="share-row">
                    <input type="text" class="share-frame" readonly=true value={frame.clone()}
                        aria-label={words::EMBED} onfocus={select_all()} />
                    <Copy label={words::COPY_FRAME} text={frame} />
                </div>
            </section>
        </>
    }
}

fn select_all() -> Callback<FocusEvent> {
    Callback::from(|event: FocusEvent| {
        let field = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        if let Some(field) = field {
            field.select();
        }
    })
}

/// A long story is written only when somebody wants it.
fn document(state: &State) -> Html {
    let drive = state.drive().clone();
    let write = Callback::from(move |()| drive.markdown());
    html! { <Markdown {write} /> }
}

/// What the copy as Markdown is told.
#[derive(Clone, PartialEq, Properties)]
struct MarkdownProperties {
    /// Writes the story.
    write: Callback<(), Option<String>>,
}

/// The story for a document, as text.
#[component]
fn Markdown(properties: &MarkdownProperties) -> Html {
    let said = use_state(|| None::<&'static str>);
    let onclick = {
        let (said, write) = (said.setter(), properties.write.clone());
        Callback::from(move |_: MouseEvent| {
            let (said, text) = (said.clone(), write.emit(()));
            spawn_local(async move {
                let done = copied(&text.unwrap_or_default()).await;
                said.set(Some(if done { words::COPIED } else { words::NOT_ALLOWED }));
            });
        })
    };
    html! {
        <section>
            <h3>{ words::TRANSCRIPT }</h3>
            <p class="note">{ words::TRANSCRIPT_NOTE }</p>
            <div class="share-row">
                <button type="button" class="copy-markdown" {onclick}>{ words::COPY_MARKDOWN }</button>
                <span class="note" role="status">{ (*said).unwrap_or_default() }</span>
            </div>
        </section>
    }
}

fn export(state: &State, title: &str, secrets: bool) -> Html {
    let script = state.script();
    let name = file::name(title, "grantscope.json");
    let label = words::export(&name);
    let onclick = Callback::from(move |_: MouseEvent| {
        let text = script.as_ref().map(grantscope::to_json);
        if let Some(text) = text.as_deref().and_then(indented) {
            let _ = file::save(&name, &text);
        }
    });
    let whole = state.clone();
    let all = Callback::from(move |_: MouseEvent| {
        let _ = file::save(words::ALL_FILE, &grantscope::to_json(&whole.kept()));
    });
    html! {
        <section>
            <h3>{ words::FILE }</h3>
            <p class="note">{ if secrets { words::FILE_NOTE_SECRETS } else { words::FILE_NOTE } }</p>
            <button type="button" class="export" {onclick}>{ label }</button>
            <p class="note">{ words::ALL_NOTE }</p>
            <button type="button" class="export-all" onclick={all}>{ words::export(words::ALL_FILE) }</button>
        </section>
    }
}

/// The browser indents it: a second way to write JSON would weigh something.
pub(crate) fn indented(text: &str) -> Option<String> {
    let value = JSON::parse(text).ok()?;
    JSON::stringify_with_replacer_and_space(&value, &wasm_bindgen::JsValue::NULL, &2.into())
        .ok()?
        .as_string()
}

/// What the import is told.
#[derive(Clone, PartialEq, Properties)]
struct ImportProperties {
    /// Why something could not be opened.
    trouble: Option<String>,
    send: Send,
}

/// A file is opened, or a text.
#[component]
fn Import(properties: &ImportProperties) -> Html {
    let field = use_node_ref();
    let onclick = {
        let (field, send) = (field.clone(), properties.send.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(field) = field.cast::<HtmlTextAreaElement>() {
                send.emit(Keep::Open(Source::File, field.value().into()).into());
            }
        })
    };
    html! {
        <section>
            <h3><label for="share-text">{ words::IMPORT }</label></h3>
            <p class="note">{ words::IMPORT_NOTE }</p>
            <textarea id="share-text" ref={field} rows="3" spellcheck="false" autocomplete="off"
                placeholder={words::PASTE_STORY} aria-describedby="share-trouble" />
            <p class="actions">
                <button type="button" {onclick}>{ words::OPEN_TEXT }</button>
                { import::picker(&properties.send) }
            </p>
            <div id="share-trouble" role="alert">
                if let Some(reason) = &properties.trouble {
                    <div class="trouble">
                        <p><strong>{ words::CANNOT_OPEN }</strong>{ " " }{ words::STAYS }</p>
                        <p class="reason">{ reason }</p>
                    </div>
                }
            </div>
        </section>
    }
}
