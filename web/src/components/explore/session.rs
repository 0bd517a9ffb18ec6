//! The page's side of an exploration: what was asked for, and what the worker said so far. It goes on
//! while nobody looks.
//!
//! Not here: how any of it is drawn.

use std::cell::{Ref, RefCell};
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use grantscope_explore::{Act, Limits, Progress, Query, World};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlLinkElement, MessageEvent, Worker};
use yew::Callback;
use yew::platform::spawn_local;

use super::Place;
use super::messages::{Card, Drawn, Focus, Language, Largeness, Listing, Outcome, Report, Request};
use crate::browser::{self, file};
use crate::words;

/// Where what begins a worker lies, as seen from the page.
const WORKER: &str = "explore/worker.mjs";

/// The glue beside the program.
const GLUE: &str = "link[rel='modulepreload']:not([data-unpacks])";

/// A page's worker takes no more memory than this, about, in bytes.
const BYTES: usize = 512 << 20;

/// An exploration takes up to so many states, if one does not say otherwise.
const STATES: u32 = 20_000;

#[wasm_bindgen]
extern "C" {
    /// What `web/worker.mjs` exports.
    type Module;
    #[wasm_bindgen(method, catch)]
    fn begin(this: &Module, program: &JsValue, glue: &str) -> Result<Worker, JsValue>;
}

/// What one explores, and what came of it.
#[derive(Clone, Default)]
pub(super) struct Session(Rc<RefCell<Kept>>);

#[derive(Default)]
struct Kept {
    listener: Option<Callback<()>>,
    worker: Option<Beside>,
    /// What was asked for before the worker could hear it. Nothing once it can.
    waiting: Option<Vec<String>>,
    begun: bool,
    wish: Option<Wish>,
    explored: Option<Place>,
    runs: bool,
    refused: Option<String>,
    progress: Option<Progress>,
    largeness: Option<Largeness>,
    drawn: Option<Drawn>,
    listing: Option<Listing>,
    card: Option<Card>,
    asked: Vec<(Query, Option<Outcome>)>,
}

/// A worker, with what hears it.
struct Beside {
    worker: Worker,
    _heard: Closure<dyn Fn(MessageEvent)>,
}

/// What one wishes to explore.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Wish {
    /// The people who act, by their place in the cast.
    pub(super) people: Vec<usize>,
    pub(super) scopes: Vec<&'static str>,
    pub(super) acts: Vec<Act>,
    pub(super) states: u32,
    pub(super) depth: Option<u32>,
}

impl Wish {
    fn first(place: &Place) -> Self {
        let few = place.cast().people.len().min(2);
        let acts = Act::usual();
        Self { people: (0..few).collect(), scopes: Vec::new(), acts, states: STATES, depth: None }
    }

    fn world(&self, place: &Place) -> World {
        let people = self.people.iter().filter_map(|index| place.cast().people.get(*index));
        World {
            people: Some(people.map(|person| person.id).collect()),
            scopes: self.scopes.iter().map(|scope| vec![(*scope).to_owned()]).collect(),
            acts: self.acts.clone(),
            ..World::of(place.cast())
        }
    }

    fn limits(&self) -> Limits {
        Limits { depth: self.depth.unwrap_or(u32::MAX), states: self.states, bytes: BYTES }
    }
}

thread_local! {
    static KEPT: Session = Session::default();
}

impl Session {
    /// The one that the page has.
    pub(super) fn kept() -> Self {
        KEPT.with(Clone::clone)
    }

    /// Tells when something has changed, as long as somebody listens.
    pub(super) fn listen(&self, listener: Option<Callback<()>>) {
        self.0.borrow_mut().listener = listener;
    }

    pub(super) fn wish(&self, place: &Place) -> Wish {
        self.0.borrow().wish.clone().unwrap_or_else(|| Wish::first(place))
    }

    pub(super) fn set_wish(&self, wish: Wish) {
        self.0.borrow_mut().wish = Some(wish);
        self.tell();
    }

    pub(super) fn runs(&self) -> bool {
        self.0.borrow().runs
    }

    pub(super) fn progress(&self) -> Option<Progress> {
        self.0.borrow().progress
    }

    pub(super) fn refused(&self) -> Option<String> {
        self.0.borrow().refused.clone()
    }

    pub(super) fn largeness(&self) -> Option<Largeness> {
        self.0.borrow().largeness.clone()
    }

    pub(super) fn asked(&self) -> Vec<(Query, Option<Outcome>)> {
        self.0.borrow().asked.clone()
    }

    pub(super) fn drawn(&self) -> Option<Ref<'_, Drawn>> {
        Ref::filter_map(self.0.borrow(), |kept| kept.drawn.as_ref()).ok()
    }

    pub(super) fn listing(&self) -> Option<Ref<'_, Listing>> {
        Ref::filter_map(self.0.borrow(), |kept| kept.listing.as_ref()).ok()
    }

    pub(super) fn card(&self) -> Option<Ref<'_, Card>> {
        Ref::filter_map(self.0.borrow(), |kept| kept.card.as_ref()).ok()
    }

    /// Whether what was explored is not what one would explore now.
    pub(super) fn is_of_another(&self, place: &Place) -> bool {
        self.0.borrow().explored.as_ref().is_some_and(|explored| explored != place)
    }

    /// From where it was explored.
    pub(super) fn explored_from(&self) -> Option<Place> {
        self.0.borrow().explored.clone()
    }

    /// Begins anew.
    pub(super) fn explore(&self, place: &Place) {
        let wish = self.wish(place);
        let request = Request::Explore {
            script: grantscope::to_json(&place.script()),
            steps: place.at,
            world: wish.world(place),
            limits: wish.limits(),
        };
        {
            let mut kept = self.0.borrow_mut();
            let (listener, worker) = (kept.listener.take(), kept.worker.take());
            let (waiting, begun) = (kept.waiting.take(), kept.begun);
            let asked = kept.asked.drain(..).map(|(query, _)| (query, None)).collect();
            *kept = Kept {
                listener,
                worker,
                waiting,
                begun,
                wish: Some(wish),
                explored: Some(place.clone()),
                runs: true,
                asked,
                ..Kept::default()
            };
        }
        self.say(&request);
        self.tell();
    }

    pub(super) fn stop(&self) {
        self.0.borrow_mut().runs = false;
        self.say(&Request::Stop);
        self.look(Focus::Whole);
    }

    pub(super) fn ask(&self, query: Query) {
        self.0.borrow_mut().asked.insert(0, (query.clone(), None));
        self.say(&Request::Ask(query));
        self.tell();
    }

    pub(super) fn look(&self, focus: Focus) {
        if let Focus::State(state) = &focus {
            self.say(&Request::Show(*state));
        } else {
            self.0.borrow_mut().card = None;
        }
        self.say(&Request::Draw(focus));
        self.tell();
    }

    pub(super) fn list(&self, sought: String, from: usize) {
        self.say(&Request::List { sought, from });
    }

    pub(super) fn write(&self, language: Language) {
        self.say(&Request::Write(language));
    }

    fn tell(&self) {
        let listener = self.0.borrow().listener.clone();
        if let Some(listener) = listener {
            listener.emit(());
        }
    }

    fn say(&self, request: &Request) {
        let Ok(text) = serde_json::to_string(request) else { return };
        let mut kept = self.0.borrow_mut();
        if !kept.begun {
            kept.begun = true;
            kept.waiting = Some(vec![text]);
            let session = self.clone();
            spawn_local(async move { session.begin().await });
        } else if let Some(waiting) = &mut kept.waiting {
            waiting.push(text);
        } else if let Some(Beside { worker, .. }) = &kept.worker {
            let _ = worker.post_message(&text.into());
        }
    }

    /// The worker can hear.
    fn say_what_waited(&self) {
        let mut kept = self.0.borrow_mut();
        let waiting = kept.waiting.take().unwrap_or_default();
        if let Some(Beside { worker, .. }) = &kept.worker {
            for text in waiting {
                let _ = worker.post_message(&text.into());
            }
        }
    }

    async fn begin(&self) {
        let module = browser::module(WORKER).await.map(JsCast::unchecked_into::<Module>);
        let glue = browser::find(GLUE).and_then(|link| link.dyn_into::<HtmlLinkElement>().ok());
        let begun = module
            .zip(glue)
            .and_then(|(it, glue)| it.begin(&wasm_bindgen::module(), &glue.href()).ok());
        let Some(worker) = begun else { return self.end(words::NO_WORKER) };
        let session = self.clone();
        let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let text = event.data().as_string().unwrap_or_default();
            if let Ok(report) = serde_json::from_str(&text) {
                session.take(report);
            }
        });
        worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        let session = self.clone();
        let broken = Closure::once_into_js(move || session.end(words::WORKER_BROKE));
        worker.set_onerror(Some(broken.unchecked_ref()));
        self.0.borrow_mut().worker = Some(Beside { worker, _heard: heard });
    }

    /// The worker is no more: it broke, or took more memory than there is.
    fn end(&self, reason: &str) {
        {
            let mut kept = self.0.borrow_mut();
            if let Some(Beside { worker, .. }) = kept.worker.take() {
                worker.terminate();
            }
            kept.begun = false;
            kept.runs = false;
            kept.refused = Some(reason.to_owned());
        }
        self.tell();
    }

    fn take(&self, report: Report) {
        match report {
            Report::Ready => self.say_what_waited(),
            Report::Refused(reason) => {
                let mut kept = self.0.borrow_mut();
                kept.runs = false;
                kept.refused = Some(reason);
            }
            Report::Progress(progress) => self.went_on(progress),
            Report::TooLarge(largeness) => self.0.borrow_mut().largeness = Some(largeness),
            Report::Answered(outcome) => {
                // Answers come in the order in which they were asked for.
                let mut kept = self.0.borrow_mut();
                let oldest = kept.asked.iter_mut().rev().find(|(_, answer)| answer.is_none());
                if let Some((_, answer)) = oldest {
                    *answer = Some(outcome);
                }
            }
            Report::Drawn(drawn) => {
                self.0.borrow_mut().drawn = Some(drawn);
                // As soon as it stands there.
                Timeout::new(0, || browser::show(".explored-state.here")).forget();
            }
            Report::Listed(listing) => self.0.borrow_mut().listing = Some(listing),
            Report::Shown(card) => self.0.borrow_mut().card = Some(*card),
            Report::Written(language, text) => {
                let name = file::name(words::EXPLORE, language.ending());
                let _ = file::save(&name, &text);
            }
        }
        self.tell();
    }

    fn went_on(&self, progress: Progress) {
        let ended = progress.ended.is_some();
        let again: Vec<Query> = {
            let mut kept = self.0.borrow_mut();
            kept.progress = Some(progress);
            kept.runs &= !ended;
            let open = kept.asked.iter().rev().filter(|(_, answer)| answer.is_none());
            open.map(|(query, _)| query.clone()).collect()
        };
        if ended {
            self.look(Focus::Whole);
            self.list(String::new(), 0);
            again.iter().for_each(|query| self.say(&Request::Ask(query.clone())));
        }
    }
}
