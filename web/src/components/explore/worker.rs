//! The worker's side: explores in slices, so that it hears what is said meanwhile.
//!
//! Not here: what is explored and how (`grantscope-explore`), and which part of a graph is drawn
//! (`subset.rs`).

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use grantscope::{Catalogue, Sandbox, Script, read_script};
use grantscope_explore::{
    Answer, Ending, Exploration, Graph, Limits, Progress, Query, World, part_name,
};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};
use yew::platform::spawn_local;

use super::messages::{Card, Focus, Largeness, Listing, Outcome, Report, Request, Said};
use super::paper::Paper;
use super::subset;
use crate::browser;
use crate::words;

/// So many transitions are found before it looks whether something was said.
const SLICE: usize = 2000;

/// So many states are listed at once.
const ROWS: usize = 50;

/// Where what lays a graph out lies, as seen from the page.
const LAYOUT: &str = "explore/layout.mjs";

#[wasm_bindgen]
extern "C" {
    /// What `web/modules/layout.mjs` exports.
    type Layout;
    #[wasm_bindgen(method, catch)]
    fn layout(this: &Layout, boxes: &str) -> Result<String, JsValue>;
}

#[derive(Default)]
struct Worker {
    run: usize,
    catalogue: Catalogue,
    exploration: Option<Exploration>,
    graph: Option<Rc<Graph>>,
    runs: bool,
}

type Shared = Rc<RefCell<Worker>>;

/// Does what the page asks for, from now on.
pub(super) fn work() {
    let worker = Shared::default();
    let told = worker.clone();
    let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let text = event.data().as_string().unwrap_or_default();
        match serde_json::from_str(&text) {
            Ok(request) => take(&worker, request),
            Err(error) => post(&worker, Report::Refused(error.to_string())),
        }
    });
    here().set_onmessage(Some(heard.as_ref().unchecked_ref()));
    heard.forget();
    post(&told, Report::Ready);
}

fn here() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

fn post(worker: &Shared, report: Report) {
    let said = Said { run: worker.borrow().run, report };
    if let Ok(text) = serde_json::to_string(&said) {
        let _ = here().post_message(&text.into());
    }
}

fn take(worker: &Shared, request: Request) {
    match request {
        Request::Explore { run, script, steps, world, limits } => {
            *worker.borrow_mut() = Worker { run, ..Worker::default() };
            match begun(&script, steps, world, limits) {
                Ok((catalogue, exploration)) => {
                    worker.borrow_mut().catalogue = catalogue;
                    worker.borrow_mut().exploration = Some(exploration);
                    worker.borrow_mut().runs = true;
                    go_on(worker, run);
                }
                Err(reason) => post(worker, Report::Refused(reason)),
            }
        }
        Request::Stop => stop(worker),
        Request::Draw(focus, around) => draw(worker, focus, around),
        Request::Ask(number, query) => answer(worker, |it| it.answer(number, &query)),
        Request::List { sought, from } => {
            answer(worker, |it| it.graph().map(|graph| Report::Listed(list(&graph, sought, from))))
        }
        Request::Show(state, most) => {
            answer(worker, |it| it.card(state, most).map(Box::new).map(Report::Shown))
        }
        Request::Write(language) => answer(worker, |it| {
            it.graph()
                .and_then(|graph| Paper::written(&graph, language))
                .map(|address| Report::Written(language, address))
        }),
    }
}

fn answer(worker: &Shared, with: impl FnOnce(&mut Worker) -> Option<Report>) {
    let report = with(&mut worker.borrow_mut());
    post(worker, report.unwrap_or_else(nothing));
}

fn begun(
    script: &str,
    steps: usize,
    world: World,
    limits: Limits,
) -> Result<(Catalogue, Exploration), String> {
    let script: Script = read_script(script).map_err(|problem| problem.to_string())?;
    let sandbox = Sandbox::replay(script).map_err(|error| error.to_string())?;
    world.check(&sandbox.moment_at(steps)).map_err(|error| error.to_string())?;
    Ok((sandbox.cast().catalogue, Exploration::new(&sandbox, steps, world, limits)))
}

fn nothing() -> Report {
    Report::Refused(words::NOTHING_EXPLORED_YET.to_owned())
}

fn go_on(worker: &Shared, run: usize) {
    let progress = {
        let Worker { exploration, graph, runs, run: now, .. } = &mut *worker.borrow_mut();
        let is_mine = *runs && *now == run;
        let Some(exploration) = exploration.as_mut().filter(|_| is_mine) else { return };
        *graph = None;
        let progress = exploration.run(SLICE);
        *runs = progress.ended.is_none();
        progress
    };
    if progress.ended.is_some() {
        return end(worker, progress);
    }
    post(worker, Report::Progress(progress, true));
    let worker = worker.clone();
    Timeout::new(0, move || go_on(&worker, run)).forget();
}

fn stop(worker: &Shared) {
    let stopped = std::mem::replace(&mut worker.borrow_mut().runs, false);
    let progress = worker.borrow().exploration.as_ref().map(Exploration::progress);
    if let Some(progress) = progress.filter(|_| stopped) {
        end(worker, progress);
    }
}

fn end(worker: &Shared, progress: Progress) {
    let largeness = worker.borrow().largeness(progress);
    post(worker, Report::Progress(progress, false));
    if let Some(largeness) = largeness {
        post(worker, Report::TooLarge(largeness));
    }
}

impl Worker {
    fn answer(&self, number: usize, query: &Query) -> Option<Report> {
        let exploration = self.exploration.as_ref()?;
        let found = |against: bool, mut script: Box<Script>, steps: usize| {
            let begun = script.inputs.len().saturating_sub(steps);
            Outcome::Found { against, inputs: script.inputs.split_off(begun) }
        };
        let outcome = match exploration.ask(query) {
            Err(error) => Outcome::Fault(error.to_string()),
            Ok(Answer::Way { script, steps }) => found(false, script, steps),
            Ok(Answer::Counterexample { script, steps }) => found(true, script, steps),
            Ok(Answer::NoWay(looked)) => Outcome::NotFound { holds: false, looked },
            Ok(Answer::Holds(looked)) => Outcome::NotFound { holds: true, looked },
        };
        Some(Report::Answered(number, outcome))
    }

    /// It is made once: that takes as long as exploring.
    fn graph(&mut self) -> Option<Rc<Graph>> {
        if self.graph.is_none() {
            self.graph = self.exploration.as_ref().map(|it| Rc::new(it.graph()));
        }
        self.graph.clone()
    }

    fn card(&mut self, state: u32, most: usize) -> Option<Card> {
        let graph = self.graph()?;
        subset::card(self.exploration.as_ref()?, &graph, state, most)
    }

    fn largeness(&self, progress: Progress) -> Option<Largeness> {
        let is_cut_off = progress.ended != Some(Ending::Everything);
        let exploration = self.exploration.as_ref().filter(|_| is_cut_off)?;
        let (size, catalogue) = (exploration.size(), self.catalogue);
        let parts = size.parts.into_iter();
        let parts = parts.map(|it| {
            (
                part_name(catalogue, it.part).to_owned(),
                it.values,
                words::smaller(catalogue, it.part),
            )
        });
        Some(Largeness { at_most: size.at_most, parts: parts.collect() })
    }
}

fn list(graph: &Graph, sought: String, from: usize) -> Listing {
    let rows = (0..).zip(&graph.states).map(|(state, node)| subset::row(state, node));
    let fit = rows.filter(|row| subset::fits(row, &sought));
    let rows: Vec<_> = fit.collect();
    let shown = rows.iter().skip(from).take(ROWS).cloned().collect();
    Listing { sought, from, all: rows.len(), rows: shown }
}

fn draw(worker: &Shared, focus: Option<Focus>, around: usize) {
    let Some(graph) = worker.borrow_mut().graph() else { return post(worker, nothing()) };
    let worker = worker.clone();
    spawn_local(async move {
        let drawing = subset::subset(&graph, focus, around);
        let boxes = serde_json::to_string(&drawing).unwrap_or_default();
        let module = browser::module(LAYOUT).await.map(JsCast::unchecked_into::<Layout>);
        let placed = module.and_then(|module| module.layout(&boxes).ok());
        let placed = placed.and_then(|text| serde_json::from_str(&text).ok());
        let not_drawn = || Report::Refused(words::NO_LAYOUT.to_owned());
        post(&worker, placed.map_or_else(not_drawn, Report::Drawn));
    });
}
