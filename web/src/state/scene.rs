//! One moment as the screen shows it, the same for driving and for replaying.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use grantscope::{
    GrantsView, Input, Ledger, Matrix, NoPlan, STAGES, Stage, Transition, Verdict, View, matrix,
};

use super::{Composer, Mode, State};
use crate::words;

/// So many resources of a kind are shown side by side.
const COLUMNS: usize = 6;

/// A sentence is shown up to so many characters: events come from outside.
pub(crate) const SENTENCE: usize = 240;

/// One moment.
#[derive(Clone)]
pub struct Scene {
    /// How many steps there are.
    pub steps: usize,
    /// How many of them lie before this moment.
    pub at: usize,
    /// The stage of the lifecycle.
    pub stage: Stage,
    /// The way that this step took.
    pub way: Vec<Transition>,
    /// Every way that was taken so far, as pairs of stages.
    pub walked: BTreeSet<(Stage, Stage)>,
    /// The grants, with what this step changed.
    pub matrix: Matrix,
    /// When, in milliseconds since 1970.
    pub time: Option<u64>,
    /// What ids are called.
    pub names: Names,
    /// The world, when it is the sandbox's.
    pub world: Option<Rc<View>>,
    /// The belief, when it is a ledger's.
    pub belief: Option<Ledger>,
}

/// A step in the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its number, counted from one.
    pub number: usize,
    /// What happened.
    pub sentence: String,
    /// The stage that it led to.
    pub stage: Stage,
    /// Whether the way led on from the stage before.
    pub moved: bool,
    /// Whether it is a call that was refused, or an event that came again.
    pub refused: bool,
}

/// What ids are called.
#[derive(Clone, Debug, Default)]
pub struct Names(BTreeMap<String, String>);

/// The answer to the page's question.
#[derive(Clone, Debug)]
pub enum Answer {
    /// A verdict, and the plan that repairs a denial, or why there is none. A ledger, which knows
    /// no rules, has neither.
    Explained(Box<Verdict>, Option<Result<Vec<Input>, NoPlan>>),
    /// The question names what is not there.
    Refused(String),
}

impl Names {
    pub(super) fn of_world(view: &View) -> Self {
        let people = view.people.iter().map(|person| (person.id.to_string(), person.name.clone()));
        let places =
            view.conversations.iter().map(|place| (place.id.to_string(), place.name.clone()));
        Self(people.chain(places).collect())
    }

    /// Who installs, or is asked.
    pub fn of_user(&self, composer: &Composer) -> String {
        match composer {
            Composer::Install { user, .. } => self.of(&user.to_string()),
            Composer::Ask { name, .. } => name.clone(),
        }
    }

    /// What an id is called; the text itself if nobody calls it anything.
    pub fn of(&self, id: &str) -> String {
        self.0.get(id).cloned().unwrap_or_else(|| id.to_owned())
    }
}

impl State {
    /// The moment that is shown.
    pub fn scene(&self) -> Scene {
        let (steps, at) = (self.steps(), self.at());
        let (before, stage) = (self.stage_at(at.saturating_sub(1)), self.stage_at(at));
        let way = if at == 0 { Vec::new() } else { way(before, stage) };
        let (names, world, belief, time, matrix) = match self.mode {
            Mode::Drive => {
                let view = self.drive().view();
                let matrix = changed(at, &view.grants, |step| self.drive().view_at(step).grants);
                (Names::of_world(&view), Some(view.clone()), None, Some(view.time), matrix)
            }
            Mode::Replay => {
                let ledger = self.replay.ledger_at(at);
                let earlier = |step| self.replay.ledger_at(step).grants();
                let matrix = changed(at, &ledger.grants(), earlier);
                let told = at.checked_sub(1).and_then(|index| self.replay.entries().get(index));
                let time = told.and_then(|entry| entry.event_time).map(|seconds| seconds * 1000);
                (Names::default(), None, Some(ledger), time, matrix)
            }
        };
        Scene { steps, at, stage, way, walked: self.walked(), matrix, time, names, world, belief }
    }

    /// The steps from one on, at most so many.
    pub fn lines(&self, first: usize, most: usize) -> Vec<Line> {
        let line = |number: usize, sentence: &str, refused: bool| {
            let (before, stage) = (self.stage_at(number - 1), self.stage_at(number));
            let moved = !way(before, stage).is_empty();
            Line { number, sentence: words::cut(sentence, SENTENCE), stage, moved, refused }
        };
        match self.mode {
            Mode::Drive => {
                let steps = self.drive().history().iter().enumerate().skip(first).take(most);
                steps
                    .map(|(index, step)| {
                        let reply = step.outcome.reply.as_ref();
                        let refused = reply.is_some_and(|reply| reply.error().is_some());
                        line(index + 1, &step.outcome.sentence, refused)
                    })
                    .collect()
            }
            Mode::Replay => {
                let entries = self.replay.entries().iter().enumerate().skip(first).take(most);
                entries
                    .map(|(index, entry)| line(index + 1, &entry.sentence, entry.repeated))
                    .collect()
            }
        }
    }

    /// The answer to the page's question at the moment that is shown.
    pub fn answer(&self, scene: &Scene) -> Answer {
        match (self.mode, self.drive().sandbox(), &scene.belief) {
            (Mode::Drive, Some(sandbox), _) => {
                match sandbox.explain_at(scene.at, self.question()) {
                    Ok(found) => {
                        let none = found.no_plan.map(Err);
                        Answer::Explained(Box::new(found.verdict), found.plan.map(Ok).or(none))
                    }
                    Err(error) => Answer::Refused(error.to_string()),
                }
            }
            (Mode::Replay, _, Some(ledger)) => match ledger.explain(self.question()) {
                Ok(verdict) => Answer::Explained(Box::new(verdict), None),
                Err(error) => Answer::Refused(error.to_string()),
            },
            (Mode::Drive, None, _) | (Mode::Replay, _, None) => Answer::Refused(String::new()),
        }
    }

    fn stage_at(&self, step: usize) -> Stage {
        let index = step.checked_sub(1);
        match self.mode {
            Mode::Drive => index
                .and_then(|index| self.drive().history().get(index))
                .map(|step| step.outcome.stage)
                .unwrap_or_default(),
            Mode::Replay => index
                .and_then(|index| self.replay.entries().get(index))
                .map_or_else(|| Ledger::new().stage(), |entry| entry.stage),
        }
    }

    fn walked(&self) -> BTreeSet<(Stage, Stage)> {
        walked((1..=self.at()).map(|step| self.stage_at(step)))
    }
}

/// Every way that leads through these stages, one after the other, as pairs of stages.
pub(super) fn walked(stages: impl Iterator<Item = Stage>) -> BTreeSet<(Stage, Stage)> {
    let mut from = Stage::default();
    let pairs: BTreeSet<(Stage, Stage)> =
        stages.map(|to| (std::mem::replace(&mut from, to), to)).collect();
    let ways = pairs.into_iter().flat_map(|(from, to)| way(from, to));
    ways.map(|step| (step.from, step.to)).collect()
}

/// The way between two stages. Who comes to the same stage again went by the hub, if at all; an app
/// that nobody has installed yet went nowhere.
fn way(from: Stage, to: Stage) -> Vec<Transition> {
    if from != to {
        return from.way_to(to);
    }
    if from == Stage::default() {
        return Vec::new();
    }
    let Some(hub) = STAGES.iter().find(|entry| entry.hub) else { return Vec::new() };
    let (out, back) = (from.way_to(hub.stage), hub.stage.way_to(to));
    if out.is_empty() || back.is_empty() { Vec::new() } else { [out, back].concat() }
}

fn changed(at: usize, now: &GrantsView, earlier: impl Fn(usize) -> GrantsView) -> Matrix {
    match at.checked_sub(1) {
        None => matrix(now, now, COLUMNS),
        Some(before) => matrix(&earlier(before), now, COLUMNS),
    }
}
