//! Another permission system: one that comes along, or one's own, written or opened as JSON and
//! checked as one writes.
//!
//! Not here: what a catalogue may say (the model checks it, `docs/CATALOGUES.md` tells).

use std::rc::Rc;

use grantscope::{Catalogue, CatalogueFlaws, SHIPPED};
use web_sys::{File, HtmlTextAreaElement};
use yew::platform::spawn_local;
use yew::prelude::*;

use super::{Send, file_picker, share, to};
use crate::browser::file;
use crate::html::html;
use crate::state::{Action, State};
use crate::words;

const FLAWS: &str = "system-flaws";

/// So many flaws are listed at once.
const LISTED: usize = 30;

pub(crate) fn system(state: &State, send: &Send) -> Html {
    let now = state.drive().catalogue();
    let text = state.system.clone().unwrap_or_else(|| written(now));
    html! {
        <div class="system">
            <p class="about">{ words::SYSTEM_LEAD }</p>
            <ul class="beginnings">
                { for Catalogue::shipped().map(|catalogue| shipped(catalogue, now, send)) }
            </ul>
            <Own {text} send={send} />
        </div>
    }
}

/// What one would begin to write from: the system that one is in, or an example.
fn written(catalogue: Catalogue) -> Rc<str> {
    let is_it = |name: &str| Catalogue::named(name).ok() == Some(catalogue);
    let shipped = SHIPPED.into_iter().find(|(name, _)| catalogue.is_slacks() || is_it(name));
    match shipped {
        Some((_, text)) => text.into(),
        None => share::indented(&grantscope::to_json(&catalogue)).unwrap_or_default().into(),
    }
}

fn shipped(catalogue: Catalogue, now: Catalogue, send: &Send) -> Html {
    let about = words::system_about(catalogue, catalogue == now);
    html! {
        <li key={catalogue.name()}>
            <button type="button" class="choice beginning" data-system={catalogue.name()}
                onclick={to(send, Action::StartIn(catalogue))}>
                <strong>{ catalogue.title() }</strong>
                <span>{ about }</span>
            </button>
        </li>
    }
}

/// What one's own is told.
#[derive(Clone, PartialEq, Properties)]
struct OwnProperties {
    text: Rc<str>,
    send: Send,
}

#[component]
fn Own(properties: &OwnProperties) -> Html {
    let OwnProperties { text, send } = properties;
    let trouble = use_state(|| None::<String>);
    let checked = use_memo(text.clone(), |text| Catalogue::check(text));
    html! {
        <section aria-labelledby="own-system">
            <h3 id="own-system">{ words::OWN_SYSTEM }</h3>
            <p class="note">{ words::OWN_SYSTEM_NOTE }</p>
            { field(text, checked.is_err(), send) }
            { told(&checked) }
            if let Some(reason) = &*trouble {
                <p class="trouble" role="alert">{ reason }</p>
            }
            <p class="actions">
                { start(text, checked.is_ok(), &trouble, send) }
                { file_picker::picker(".json,application/json", opened(&trouble, send)) }
            </p>
        </section>
    }
}

fn field(text: &Rc<str>, flawed: bool, send: &Send) -> Html {
    let send = send.clone();
    let oninput = Callback::from(move |event: InputEvent| {
        let field: HtmlTextAreaElement = event.target_unchecked_into();
        send.emit(Action::KeepSystem(field.value().into()));
    });
    html! {
        <textarea class="code" rows="14" spellcheck="false" autocomplete="off" wrap="off"
            aria-labelledby="own-system" aria-describedby={FLAWS}
            aria-invalid={flawed.then_some("true")} value={text.to_string()} {oninput} />
    }
}

/// What is wrong with it, or that nothing is.
fn told(checked: &Result<(), CatalogueFlaws>) -> Html {
    let body = match checked {
        Ok(()) => html! { <p class="sound">{ words::SYSTEM_SOUND }</p> },
        Err(CatalogueFlaws { flaws, more }) => {
            let left = flaws.len().saturating_sub(LISTED) + more;
            html! {
                <>
                    <p>{ words::flaws_found(flaws.len() + more) }</p>
                    <ul>
                        { for flaws.iter().take(LISTED).map(|flaw| html! {
                            <li>
                                if !flaw.path.is_empty() { <><code>{ &flaw.path }</code> { " " }</> }
                                { &flaw.reason }
                            </li>
                        }) }
                        if left > 0 { <li class="quiet">{ words::more(left) }</li> }
                    </ul>
                </>
            }
        }
    };
    html! { <div id={FLAWS} class="system-told" role="status">{ body }</div> }
}

type Trouble = UseStateHandle<Option<String>>;

fn start(text: &Rc<str>, sound: bool, trouble: &Trouble, send: &Send) -> Html {
    let (text, trouble, send) = (text.clone(), trouble.setter(), send.clone());
    let onclick = Callback::from(move |_: MouseEvent| match Catalogue::read(&text) {
        Ok(catalogue) => send.emit(Action::StartIn(catalogue)),
        // What is wrong with it is told beside; that no more are kept is told here.
        Err(flaws) => trouble.set(sound.then(|| flaws.to_string())),
    });
    html! {
        <button type="button" class="primary" data-begin="own-system"
            aria-disabled={(!sound).then_some("true")} {onclick}>
            { words::START_IN_IT }
        </button>
    }
}

fn opened(trouble: &Trouble, send: &Send) -> impl Fn(File) + 'static {
    let (trouble, send) = (trouble.setter(), send.clone());
    move |chosen| {
        let (trouble, send) = (trouble.clone(), send.clone());
        spawn_local(async move {
            let text = file::read(&chosen).await;
            trouble.set(text.as_ref().err().cloned());
            if let Ok(text) = text {
                send.emit(Action::KeepSystem(text.into()));
            }
        });
    }
}
