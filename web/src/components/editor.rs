//! Where one writes JSON: a plain text field, in whose place an editor comes when it is first used.
//!
//! The editor is a module of its own (`web/modules`), fetched then and not before. Where it cannot be
//! fetched the field stays, and works. Not here: what a text means.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use grantscope::LARGEST_TEXT;
use js_sys::{Object, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlTextAreaElement};
use yew::platform::spawn_local;
use yew::prelude::*;

use super::Send;
use crate::browser;
use crate::html::html;
use crate::state::{Action, Trouble};
use crate::words;

/// The id of the plain field.
pub(crate) const FIELD: &str = "own-events";

/// Where the module lies, as seen from the page.
const MODULE: &str = "editor/editor.mjs";

/// A plain field becomes slow with more characters: a longer text that is pasted is read at once.
const LARGEST_SHOWN: usize = 100_000;

#[wasm_bindgen]
extern "C" {
    /// What `web/modules` exports.
    type Module;
    #[wasm_bindgen(method, catch)]
    fn mount(this: &Module, host: &Element, options: &Object) -> Result<Mounted, JsValue>;

    /// An editor in its place.
    type Mounted;
    #[wasm_bindgen(method)]
    fn text(this: &Mounted) -> String;
    #[wasm_bindgen(method)]
    fn replace(this: &Mounted, text: &str);
    #[wasm_bindgen(method)]
    fn mark(this: &Mounted, line: usize, column: usize, words: &str);
    #[wasm_bindgen(method)]
    fn unmark(this: &Mounted);
    #[wasm_bindgen(method)]
    fn focus(this: &Mounted);
    #[wasm_bindgen(method)]
    fn remove(this: &Mounted);
}

/// The text that somebody writes, wherever it is: in the field or in the editor.
#[derive(Clone, Default)]
pub(crate) struct Writing {
    field: NodeRef,
    place: NodeRef,
    editor: Rc<RefCell<Option<Editing>>>,
    fetching: Rc<Cell<bool>>,
}

impl PartialEq for Writing {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.editor, &other.editor)
    }
}

/// An editor, with what it calls.
struct Editing {
    editor: Mounted,
    _too_large: Closure<dyn FnMut(f64)>,
    _submit: Closure<dyn FnMut()>,
}

impl Drop for Editing {
    fn drop(&mut self) {
        self.editor.remove();
    }
}

/// What the editor is told.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct EditorProperties {
    pub(crate) writing: Writing,
    /// What is wrong with the text that came last.
    pub(crate) trouble: Option<Trouble>,
    /// What was written when it was last shown.
    pub(crate) draft: Rc<str>,
    /// The id of the element that says so.
    pub(crate) described_by: &'static str,
    pub(crate) send: Send,
}

/// Where one writes JSON.
#[component]
pub(crate) fn Editor(properties: &EditorProperties) -> Html {
    let EditorProperties { writing, trouble, draft, described_by, send } = properties;
    let there = use_state(|| false);
    let bring = {
        let (writing, send, there) = (writing.clone(), send.clone(), there.setter());
        use_callback((), move |(), ()| bring(writing.clone(), send.clone(), there.clone()))
    };
    use_effect_with((), keep(writing.clone(), draft.clone(), send.clone()));
    use_effect_with((trouble.clone(), *there), {
        let (writing, bring) = (writing.clone(), bring.clone());
        move |(trouble, there)| {
            writing.show(trouble.as_ref());
            if trouble.as_ref().is_some_and(|trouble| trouble.line > 0) && !there {
                bring.emit(());
            }
        }
    });
    html! {
        <>
            <textarea id={FIELD} ref={writing.field.clone()} rows="5" spellcheck="false" hidden={*there}
                autocomplete="off" placeholder={words::PASTE_HERE} onpaste={pasted(send)}
                onfocus={bring.reform(|_: FocusEvent| ())} aria-describedby={*described_by} />
            <div class="editor" ref={writing.place.clone()} hidden={!*there} />
        </>
    }
}

/// Takes up what was written before, and gives back what is: at the end, and when the page may go.
fn keep(writing: Writing, draft: Rc<str>, send: Send) -> impl FnOnce(&()) -> Box<dyn FnOnce()> {
    move |()| {
        let field = writing.field();
        if let Some(field) = field.as_ref().filter(|_| !draft.is_empty()) {
            field.set_value(&draft);
        }
        let leaving = web_sys::window().and_then(|window| window.document()).map(|document| {
            let (writing, send) = (writing.clone(), send.clone());
            // Before the work is saved.
            let first = EventListenerOptions::run_in_capture_phase();
            EventListener::new_with_options(&document, "visibilitychange", first, move |_| {
                send.emit(Action::Keep(writing.text().into()));
            })
        });
        Box::new(move || {
            drop(leaving);
            let editing = writing.editor.take();
            let text = editing.map(|editing| editing.editor.text());
            let text = text.or(field.map(|field| field.value()));
            send.emit(Action::Keep(text.unwrap_or_default().into()));
        })
    }
}

impl Writing {
    /// The text as it stands.
    pub(crate) fn text(&self) -> String {
        match (&*self.editor.borrow(), self.field()) {
            (Some(editing), _) => editing.editor.text(),
            (None, Some(field)) => field.value(),
            (None, None) => String::new(),
        }
    }

    fn field(&self) -> Option<HtmlTextAreaElement> {
        self.field.cast()
    }

    /// Shows what is wrong where it is wrong; first the text, if it came from elsewhere.
    fn show(&self, trouble: Option<&Trouble>) {
        let foreign = trouble.map(|trouble| &trouble.text);
        let foreign = foreign.filter(|text| !text.is_empty() && ***text != *self.text());
        match (&*self.editor.borrow(), self.field()) {
            (Some(Editing { editor, .. }), _) => {
                if let Some(text) = foreign {
                    editor.replace(text);
                }
                match trouble.filter(|trouble| trouble.line > 0) {
                    Some(trouble) => editor.mark(trouble.line, trouble.column, &words::at(trouble)),
                    None => editor.unmark(),
                }
            }
            (None, Some(field)) => {
                // It cannot be undone here: nothing that somebody wrote is replaced.
                let fits =
                    |text: &&Rc<str>| text.len() <= LARGEST_SHOWN && field.value().is_empty();
                if let Some(text) = foreign.filter(fits) {
                    field.set_value(text);
                }
            }
            (None, None) => {}
        }
    }

    /// Puts the editor in the place of the field, with the text and the focus that this has.
    fn seat(&self, module: &Module, send: &Send) -> Option<()> {
        let (field, place) = (self.field()?, self.place.cast::<Element>()?);
        let focused = field.matches(":focus").unwrap_or(false);
        let send_too_large = send.clone();
        let too_large = Closure::new(move |bytes: f64| {
            let reason = words::too_large(bytes as usize, LARGEST_TEXT);
            send_too_large.emit(Action::Unreadable(reason));
        });
        let (send, writing) = (send.clone(), self.clone());
        let submit = Closure::new(move || send.emit(Action::Read(writing.text().into())));
        let options = Object::new();
        for (name, value) in [
            ("text", field.value().into()),
            ("selection", field.selection_end().ok().flatten().unwrap_or(0).into()),
            ("label", words::OWN_EVENTS.into()),
            ("description", words::EDITOR_KEYS.into()),
            ("placeholder", words::PASTE_HERE.into()),
            ("largest", LARGEST_TEXT.into()),
            ("tooLarge", Clone::clone(too_large.as_ref())),
            ("submit", Clone::clone(submit.as_ref())),
        ] {
            Reflect::set(&options, &name.into(), &value).ok()?;
        }
        let editor = module.mount(&place, &options).ok()?;
        let editing = Editing { editor, _too_large: too_large, _submit: submit };
        // At once: what is hidden cannot have the focus.
        let _ = place.remove_attribute("hidden");
        if focused {
            editing.editor.focus();
        }
        *self.editor.borrow_mut() = Some(editing);
        Some(())
    }
}

fn bring(writing: Writing, send: Send, there: UseStateSetter<bool>) {
    if writing.fetching.replace(true) {
        return;
    }
    spawn_local(async move {
        let module = browser::module(MODULE).await.map(JsCast::unchecked_into::<Module>);
        writing.fetching.set(false);
        if module.and_then(|module| writing.seat(&module, &send)).is_some() {
            there.set(true);
        }
    });
}

fn pasted(send: &Send) -> Callback<Event> {
    let send = send.clone();
    Callback::from(move |event: Event| {
        let Some(clipboard) = event.dyn_ref::<web_sys::ClipboardEvent>() else { return };
        let data = clipboard.clipboard_data();
        let text = data.and_then(|data| data.get_data("text/plain").ok()).unwrap_or_default();
        if text.len() > LARGEST_SHOWN {
            event.prevent_default();
            send.emit(Action::Read(text.into()));
        }
    })
}
