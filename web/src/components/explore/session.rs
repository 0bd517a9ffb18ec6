//! The page's side of an exploration: what was asked for, and what the worker said so far. It goes on
//! while nobody looks.
//!
//! Not here: how any of it is drawn.

use std::cell::{Ref, RefCell};
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use grantscope::{InstallRoute, UserId};
use grantscope_explore::{Act, Limits, Progress, Query, World};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlLinkElement, MessageEvent, Worker};
use yew::Callback;
use yew::platform::spawn_local;

use super::Place;
use super::messages::{
    Card, Drawn, Focus, Language, Largeness, Listing, Outcome, Report, Request, Said,
};
use super::queries::Draft;
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
    run: usize,
    wish_explored: Option<Wish>,
    asked: Vec<Asked>,
    draft: Option<Draft>,
    fits: bool,
}

/// A question, with what came of it.
#[derive(Clone)]
pub(super) struct Asked {
    number: usize,
    pub(super) query: Query,
    pub(super) outcome: Option<Outcome>,
}

impl Asked {
    /// Whether more that was looked at may change the answer.
    fn is_open(&self) -> bool {
        match &self.outcome {
            None => true,
            Some(Outcome::NotFound { looked, .. }) => !looked.everything,
            Some(Outcome::Fault(_) | Outcome::Found { .. }) => false,
        }
    }
}

/// A worker, with what hears it.
struct Beside {
    worker: Worker,
    _heard: Closure<dyn Fn(MessageEvent)>,
}

/// What one wishes to explore.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Wish {
    /// Who acts.
    pub(super) people: Vec<UserId>,
    pub(super) scopes: Vec<&'static str>,
    pub(super) acts: Vec<Act>,
    /// Whether the app is installed from its settings only, which gives no codes.
    pub(super) settings: bool,
    pub(super) states: u32,
    /// How many steps, as it was written; nothing for any.
    pub(super) depth: String,
}

impl Wish {
    fn first(place: &Place) -> Self {
        Self {
            people: place.people().map(|(id, _)| id).take(2).collect(),
            scopes: Vec::new(),
            acts: Act::usual(),
            settings: false,
            states: STATES,
            depth: String::new(),
        }
    }

    /// What is wrong with it; in words for a person.
    pub(super) fn fault(&self) -> Option<&'static str> {
        if self.people.is_empty() {
            Some(words::NOBODY_ACTS)
        } else if self.limit().is_none() {
            Some(words::NO_NUMBER)
        } else {
            None
        }
    }

    fn limit(&self) -> Option<u32> {
        match self.depth.trim() {
            "" => Some(u32::MAX),
            depth => depth.parse().ok().filter(|depth| *depth > 0),
        }
    }

    /// Each scope is asked for by itself, and all of them together.
    fn world(&self, place: &Place) -> World {
        let mut scopes: Vec<Vec<String>> =
            self.scopes.iter().map(|scope| vec![(*scope).to_owned()]).collect();
        if scopes.len() > 1 {
            scopes.push(self.scopes.iter().map(|scope| (*scope).to_owned()).collect());
        }
        let usual = World::of(place.cast());
        let through =
            if self.settings { vec![InstallRoute::Settings] } else { usual.through.clone() };
        World {
            people: Some(self.people.clone()),
            scopes,
            acts: self.acts.clone(),
            through,
            ..usual
        }
    }

    fn limits(&self) -> Limits {
        Limits { depth: self.limit().unwrap_or(u32::MAX), states: self.states, bytes: BYTES }
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

    /// What one wishes, of those who are there.
    pub(super) fn wish(&self, place: &Place) -> Wish {
        let Some(mut wish) = self.0.borrow().wish.clone() else { return Wish::first(place) };
        wish.people.retain(|wished| place.people().any(|(id, _)| id == *wished));
        wish
    }

    /// The question that is put together.
    pub(super) fn draft(&self) -> Option<Draft> {
        self.0.borrow().draft.clone()
    }

    pub(super) fn set_draft(&self, draft: Draft) {
        self.0.borrow_mut().draft = Some(draft);
        self.tell();
    }

    /// Whether the drawing is shown as a whole, however small.
    pub(super) fn fits(&self) -> bool {
        self.0.borrow().fits
    }

    pub(super) fn fit(&self, fits: bool) {
        self.0.borrow_mut().fits = fits;
        self.tell();
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

    pub(super) fn asked(&self) -> Vec<Asked> {
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
        let kept = self.0.borrow();
        let elsewhere = kept.explored.as_ref().is_some_and(|explored| explored != place);
        elsewhere || (kept.wish.is_some() && kept.wish != kept.wish_explored)
    }

    /// From where it was explored.
    pub(super) fn explored_from(&self) -> Option<Place> {
        self.0.borrow().explored.clone()
    }

    /// Begins anew.
    pub(super) fn explore(&self, place: &Place) {
        let wish = self.wish(place);
        {
            let mut kept = self.0.borrow_mut();
            let before = std::mem::take(&mut *kept);
            let asked = before.asked.into_iter().map(|asked| Asked { outcome: None, ..asked });
            *kept = Kept {
                listener: before.listener,
                worker: before.worker,
                waiting: before.waiting,
                begun: before.begun,
                draft: before.draft,
                fits: before.fits,
                run: before.run + 1,
                wish: Some(wish.clone()),
                wish_explored: Some(wish.clone()),
                explored: Some(place.clone()),
                runs: true,
                asked: asked.collect(),
                ..Kept::default()
            };
        }
        let run = self.0.borrow().run;
        self.say(&Request::Explore {
            run,
            script: grantscope::to_json(&place.script()),
            steps: place.at,
            world: wish.world(place),
            limits: wish.limits(),
        });
        self.tell();
    }

    pub(super) fn stop(&self) {
        self.say(&Request::Stop);
    }

    pub(super) fn ask(&self, query: Query) {
        let number = self.0.borrow().asked.first().map_or(0, |last| last.number + 1);
        let asked = Asked { number, query: query.clone(), outcome: None };
        self.0.borrow_mut().asked.insert(0, asked);
        self.say(&Request::Ask(number, query));
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
            match serde_json::from_str(&text) {
                Ok(said) => session.hear(said),
                // It could not even begin.
                Err(_) => session.end(words::NO_WORKER),
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

    fn hear(&self, Said { run, report }: Said) {
        let is_ready = matches!(report, Report::Ready);
        if is_ready || run == self.0.borrow().run {
            self.take(report);
            self.tell();
        }
    }

    fn take(&self, report: Report) {
        let mut kept = self.0.borrow_mut();
        match report {
            Report::Ready => {
                drop(kept);
                self.say_what_waited();
            }
            Report::Refused(reason) => {
                kept.runs = false;
                kept.refused = Some(reason);
            }
            Report::Progress(progress, goes_on) => {
                kept.progress = Some(progress);
                kept.runs = goes_on;
                drop(kept);
                if !goes_on {
                    self.ended();
                }
            }
            Report::TooLarge(largeness) => kept.largeness = Some(largeness),
            Report::Answered(number, outcome) => {
                let asked = kept.asked.iter_mut().find(|asked| asked.number == number);
                if let Some(asked) = asked {
                    asked.outcome = Some(outcome);
                }
            }
            Report::Drawn(drawn) => {
                kept.refused = None;
                kept.drawn = Some(drawn);
                // As soon as it stands there.
                Timeout::new(0, || browser::show(HERE)).forget();
            }
            Report::Listed(listing) => kept.listing = Some(listing),
            Report::Shown(card) => {
                kept.card = Some(*card);
                Timeout::new(0, || browser::show(CARD)).forget();
            }
            Report::Written(language, text) => {
                drop(kept);
                let name = file::name(words::EXPLORE, language.ending());
                let _ = file::save(&name, &text);
            }
        }
    }

    /// No more is found: what was found is shown, and what is not settled is asked again.
    fn ended(&self) {
        let again: Vec<Asked> =
            self.asked().into_iter().rev().filter(|asked| asked.is_open()).collect();
        self.look(Focus::Whole);
        self.list(String::new(), 0);
        for Asked { number, query, .. } in again {
            self.say(&Request::Ask(number, query));
        }
    }
}

/// What one looks at, or what a drawing begins with.
const HERE: &str = ".explored-state.here, .explored:not(:has(.here)) .explored-state";
const CARD: &str = ".explore-card";
