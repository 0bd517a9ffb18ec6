//! The page's side of an exploration: what was asked for, and what the worker said so far. It goes on
//! while nobody looks.
//!
//! Not here: how any of it is drawn, what a wish comes to (`wish.rs`), and how the two hear each other
//! (`courier.rs`).

use std::cell::{Ref, RefCell};
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use grantscope::{Catalogue, Stage};
use grantscope_explore::{Inquiry, Progress, Query};
use yew::Callback;

use super::Place;
use super::asked::Asked;
use super::courier::{Courier, Heard};
use super::draft::Draft;
use super::kept::{self, Choices};
use super::messages::{
    AROUND, Card, DRAWN, Drawn, Focus, LISTED, Language, Largeness, Listing, Placed, Report,
    Request, Row, Said,
};
use super::picture::{centre, state_id};
use super::subset;
use super::wish::Wish;
use crate::browser::{self, file};
use crate::components::Send;
use crate::state::keep::{Action as Keep, Source};
use crate::state::{Action, Overlay};
use crate::words;

/// What one explores, and what came of it.
#[derive(Clone, Default)]
pub(super) struct Session(Rc<RefCell<Kept>>);

#[derive(Default)]
struct Kept {
    listener: Option<Callback<()>>,
    courier: Courier,
    wish: Option<Wish>,
    explored: Option<Place>,
    runs: bool,
    refused: Option<String>,
    progress: Option<Progress>,
    largeness: Option<Largeness>,
    drawn: Option<Drawn>,
    /// The box of the drawing that keys start from.
    at: usize,
    /// The stage that is being opened.
    opened: Option<Stage>,
    listing: Option<Listing>,
    card: Option<Card>,
    run: usize,
    wish_explored: Option<Wish>,
    asked: Vec<Asked>,
    draft: Option<Draft>,
    fits: bool,
    /// The permission system that all of it is of, and where one stands in it.
    system: Option<Catalogue>,
    place: Option<Place>,
    /// Why a file of questions was not taken.
    trouble: Option<String>,
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
        // Of another story's people nobody may be there.
        let is_for_others = wish.people.as_ref().is_some_and(|people| !people.is_empty());
        let there = wish.actors(place);
        if is_for_others && there.is_empty() {
            wish.people = Wish::first(place).people;
        } else if wish.people.is_some() {
            wish.people = Some(there);
        }
        wish
    }

    /// What was asked, in the world that it is asked of, as a file.
    pub(super) fn inquiry(&self, place: &Place) -> Inquiry {
        let explored = self.explored_from().unwrap_or_else(|| place.clone());
        let wish = self.0.borrow().wish_explored.clone().unwrap_or_else(|| self.wish(place));
        Inquiry {
            about: String::new(),
            script: explored.script(),
            world: wish.world(&explored),
            limits: wish.limits(),
            questions: self.asked().iter().rev().map(Asked::written).collect(),
        }
    }

    /// Takes the world and the questions of a file; its story is opened, if it is another one.
    pub(super) fn bring(&self, inquiry: &Inquiry, place: &Place, send: &Send) {
        self.trouble(None);
        if place.script() != inquiry.script {
            send.emit(Keep::Open(Source::File, grantscope::to_json(&inquiry.script).into()).into());
            send.emit(Action::Go(inquiry.script.inputs.len()));
            send.emit(Action::Lay(Some(Overlay::Explore)));
        }
        self.stop();
        self.take_up(inquiry.script.cast.catalogue, Some(Choices::of(inquiry)));
        self.keep();
        self.tell();
    }

    /// Why a file was not taken.
    pub(super) fn has_trouble(&self) -> Option<String> {
        self.0.borrow().trouble.clone()
    }

    pub(super) fn trouble(&self, reason: Option<String>) {
        self.0.borrow_mut().trouble = reason;
        self.tell();
    }

    /// The question that is put together.
    pub(super) fn draft(&self) -> Option<Draft> {
        self.0.borrow().draft.clone()
    }

    pub(super) fn set_draft(&self, draft: Draft) {
        self.0.borrow_mut().draft = Some(draft);
        self.changed();
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
        self.changed();
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

    /// The box of the drawing that keys start from.
    pub(super) fn at(&self) -> usize {
        self.0.borrow().at
    }

    pub(super) fn stand(&self, at: usize) {
        if self.at() != at {
            self.0.borrow_mut().at = at;
            self.tell();
        }
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
                courier: before.courier,
                draft: before.draft,
                fits: before.fits,
                system: before.system,
                place: before.place,
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
        self.changed();
    }

    pub(super) fn stop(&self) {
        self.say(&Request::Stop);
    }

    /// What was found in another permission system says nothing of this one: what is kept of this one is
    /// taken up.
    pub(super) fn come_to(&self, place: &Place) {
        let system = place.names.catalogue();
        if self.0.borrow().system != Some(system) {
            if self.runs() {
                self.stop();
            }
            self.take_up(system, kept::kept(system));
        }
        self.0.borrow_mut().place = Some(place.clone());
    }

    fn take_up(&self, system: Catalogue, choices: Option<Choices>) {
        let mut kept = self.0.borrow_mut();
        let before = std::mem::take(&mut *kept);
        let (listener, courier, place) = (before.listener, before.courier, before.place);
        // What was said about it may still come.
        let run = before.run + 1;
        *kept = Kept { listener, courier, place, run, system: Some(system), ..Kept::default() };
        let Some(Choices { world, limits, questions, draft }) = choices else { return };
        kept.wish = Some(Wish::of(world, limits, system));
        kept.draft = draft.as_ref().map(Draft::of);
        let asked = (0..).zip(questions).map(|(number, expected)| Asked {
            number,
            query: expected.ask.clone(),
            outcome: None,
            expected: Some(expected),
        });
        kept.asked = asked.collect();
        kept.asked.reverse();
    }

    /// Keeps the choices and the questions.
    fn keep(&self) {
        let (system, place) = {
            let kept = self.0.borrow();
            (kept.system, kept.place.clone())
        };
        let Some((system, place)) = system.zip(place) else { return };
        let wished = self.0.borrow().wish.clone().unwrap_or_else(|| Wish::first(&place));
        let questions = self.asked().iter().rev().map(Asked::written).collect();
        let draft = self.draft().map(|draft| draft.query());
        let (world, limits) = (wished.world(&place), wished.limits());
        kept::keep(system, Choices { world, limits, questions, draft });
    }

    fn changed(&self) {
        self.keep();
        self.tell();
    }

    /// Asks it no more.
    pub(super) fn forget(&self, query: &Query) {
        self.0.borrow_mut().asked.retain(|asked| asked.query != *query);
        self.changed();
    }

    pub(super) fn ask(&self, query: Query) {
        let number = self.0.borrow().asked.first().map_or(0, |last| last.number + 1);
        let asked = Asked { number, query: query.clone(), outcome: None, expected: None };
        self.0.borrow_mut().asked.retain(|asked| asked.query != query);
        self.0.borrow_mut().asked.insert(0, asked);
        if self.progress().is_some() {
            self.say(&Request::Ask(number, query));
        }
        self.changed();
    }

    pub(super) fn look(&self, focus: Focus) {
        if let Focus::State(state) = &focus {
            self.say(&Request::Show(*state, LISTED));
        } else {
            self.0.borrow_mut().card = None;
        }
        let opened = match (&focus, self.drawn()) {
            (Focus::Stages(open), Some(drawn)) => {
                let mut more = open.iter().filter(|stage| !drawn.is_open(**stage));
                more.next().copied().filter(|_| more.next().is_none())
            }
            (Focus::Stages(_) | Focus::Found(_) | Focus::State(_), _) => None,
        };
        self.0.borrow_mut().opened = opened;
        self.say(&Request::Draw(Some(focus), AROUND));
        self.tell();
    }

    /// Draws only the way to the state that one looks at.
    pub(super) fn look_along(&self) {
        let focus = self.drawn().map(|drawn| drawn.focus.clone());
        self.say(&Request::Draw(focus, 0));
    }

    /// Whether a box is a state that one looks for.
    pub(super) fn is_sought(&self, node: &Placed) -> bool {
        let listing = self.listing().filter(|listing| !listing.sought.trim().is_empty());
        listing.zip(node.state).is_some_and(|(listing, state)| {
            let holds = node.label.clone();
            subset::fits(&Row { state, stage: node.stage, depth: 0, holds }, &listing.sought)
        })
    }

    /// Draws as many states around the one that one looks at as can be read.
    pub(super) fn look_around(&self) {
        let focus = self.drawn().map(|drawn| drawn.focus.clone());
        self.say(&Request::Draw(focus, DRAWN));
    }

    /// Lists every way out of a state.
    pub(super) fn list_all_of(&self, state: u32) {
        self.say(&Request::Show(state, usize::MAX));
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
        let (courier, session) = (self.0.borrow().courier.clone(), self.clone());
        courier.say(request, move |heard| match heard {
            Heard::Said(said) => session.hear(said),
            Heard::Ended(reason) => session.end(reason),
        });
    }

    /// There is no worker, or none any more.
    fn end(&self, reason: &str) {
        {
            let mut kept = self.0.borrow_mut();
            kept.runs = false;
            kept.refused = Some(reason.to_owned());
        }
        self.tell();
    }

    fn hear(&self, Said { run, report }: Said) {
        if run == self.0.borrow().run {
            self.take(report);
            self.tell();
        }
    }

    fn take(&self, report: Report) {
        let mut kept = self.0.borrow_mut();
        match report {
            Report::Ready => {}
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
                let at = drawn.beginning(kept.opened.take());
                kept.at = at;
                kept.drawn = Some(drawn);
                // As soon as it stands there.
                Timeout::new(0, move || {
                    browser::show(GRAPH);
                    centre(at);
                    browser::focus_if_lost(&state_id(at));
                })
                .forget();
            }
            Report::Listed(listing) => kept.listing = Some(listing),
            Report::Shown(card) => {
                kept.card = Some(*card);
                Timeout::new(0, || browser::show(CARD)).forget();
            }
            Report::Written(language, address) => {
                drop(kept);
                let name = file::name(words::EXPLORE, language.ending());
                let _ = file::save_from(&name, &address);
            }
        }
    }

    /// No more is found: what was found is shown, and what is not settled is asked again.
    fn ended(&self) {
        let again: Vec<Asked> =
            self.asked().into_iter().rev().filter(|asked| asked.is_open()).collect();
        self.0.borrow_mut().card = None;
        self.say(&Request::Draw(None, AROUND));
        self.list(String::new(), 0);
        for Asked { number, query, .. } in again {
            self.say(&Request::Ask(number, query));
        }
    }
}

/// Where the drawing is, and the state that one looks at.
const GRAPH: &str = ".explore-graph";
const CARD: &str = ".explore-card";
