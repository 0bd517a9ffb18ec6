//! Carries what the page and its worker say to each other. The worker begins with the first thing that is
//! said to it; what is said before it can hear waits.
//!
//! Not here: what is said (`messages.rs`).

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlLinkElement, MessageEvent, Worker};
use yew::platform::spawn_local;

use super::messages::{Report, Request, Said};
use crate::browser;
use crate::words;

/// Where what begins a worker lies, as seen from the page.
const WORKER: &str = "explore/worker.mjs";

/// The glue beside the program.
const GLUE: &str = "link[rel='modulepreload']:not([data-unpacks])";

#[wasm_bindgen]
extern "C" {
    /// What `web/worker.mjs` exports.
    type Module;
    #[wasm_bindgen(method, catch)]
    fn begin(this: &Module, program: &JsValue, glue: &str) -> Result<Worker, JsValue>;
}

/// What comes back.
pub(super) enum Heard {
    /// What the worker says.
    Said(Said),
    /// There is no worker, or none any more; in words for a person.
    Ended(&'static str),
}

/// The way to the worker and back.
#[derive(Clone, Default)]
pub(super) struct Courier(Rc<RefCell<Way>>);

#[derive(Default)]
struct Way {
    begun: bool,
    worker: Option<Beside>,
    /// What was said before the worker could hear it. Nothing once it can.
    waiting: Option<Vec<String>>,
}

/// A worker, with what hears it.
struct Beside {
    worker: Worker,
    _heard: Closure<dyn Fn(MessageEvent)>,
}

impl Courier {
    /// Says something to the worker; `hear` is kept if that is what it begins with.
    pub(super) fn say(&self, request: &Request, hear: impl Fn(Heard) + 'static) {
        let Ok(text) = serde_json::to_string(request) else { return };
        let mut way = self.0.borrow_mut();
        if !way.begun {
            way.begun = true;
            way.waiting = Some(vec![text]);
            let courier = self.clone();
            spawn_local(async move { courier.begin(Rc::new(hear)).await });
        } else if let Some(waiting) = &mut way.waiting {
            waiting.push(text);
        } else if let Some(Beside { worker, .. }) = &way.worker {
            let _ = worker.post_message(&text.into());
        }
    }

    async fn begin(&self, hear: Rc<impl Fn(Heard) + 'static>) {
        let module = browser::module(WORKER).await.map(JsCast::unchecked_into::<Module>);
        let glue = browser::find(GLUE).and_then(|link| link.dyn_into::<HtmlLinkElement>().ok());
        let begun = module
            .zip(glue)
            .and_then(|(it, glue)| it.begin(&wasm_bindgen::module(), &glue.href()).ok());
        let Some(worker) = begun else { return self.end(words::NO_WORKER, &*hear) };
        let (courier, hears) = (self.clone(), hear.clone());
        let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let text = event.data().as_string().unwrap_or_default();
            match serde_json::from_str(&text) {
                Ok(Said { report: Report::Ready, .. }) => courier.say_what_waited(),
                Ok(said) => hears(Heard::Said(said)),
                // It could not even begin.
                Err(_) => courier.end(words::NO_WORKER, &*hears),
            }
        });
        worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        let courier = self.clone();
        let broken = Closure::once_into_js(move || courier.end(words::WORKER_BROKE, &*hear));
        worker.set_onerror(Some(broken.unchecked_ref()));
        self.0.borrow_mut().worker = Some(Beside { worker, _heard: heard });
    }

    /// The worker can hear.
    fn say_what_waited(&self) {
        let mut way = self.0.borrow_mut();
        let waiting = way.waiting.take().unwrap_or_default();
        if let Some(Beside { worker, .. }) = &way.worker {
            for text in waiting {
                let _ = worker.post_message(&text.into());
            }
        }
    }

    /// The worker is no more: it broke, or took more memory than there is.
    fn end(&self, reason: &'static str, hear: &impl Fn(Heard)) {
        let Way { worker, .. } = self.0.take();
        if let Some(Beside { worker, .. }) = worker {
            worker.terminate();
        }
        hear(Heard::Ended(reason));
    }
}
