//! One moment as the screen shows it, the same for driving and for replaying.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use grantscope::{
    Difference, GrantsView, Input, Ledger, Matrix, NoPlan, Stage, Transition, Verdict, View,
    compare, ordered_map,
};

use super::widening::{Widening, widened};
use super::{Composer, Course, Leg, Mode, Pin, State};

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
    /// The ways that were taken last, the newest first.
    pub trail: Vec<Leg>,
    /// The grants, with what changed in this step, or since the moment that was pinned.
    pub matrix: Matrix,
    /// What changed since the moment that was pinned; nothing if none is.
    pub since: Option<Vec<Difference>>,
    /// When, in milliseconds since 1970.
    pub time: Option<u64>,
    /// What ids are called.
    pub names: Names,
    /// The world, when it is the sandbox's.
    pub world: Option<Rc<View>>,
    /// The belief, when it is a ledger's.
    pub belief: Option<Ledger>,
}

/// What a scene depends on.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    mode: Mode,
    course: Course,
    at: usize,
    pin: Option<Rc<Pin>>,
    widening: Option<Widening>,
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
        Self(ordered_map(people.chain(places)))
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
    /// What a scene depends on: two that are the same show the same.
    pub fn moment(&self) -> Moment {
        let (course, at, pin) = (self.course().clone(), self.at(), self.pin().cloned());
        Moment { mode: self.mode, course, at, pin, widening: self.widening.clone() }
    }

    /// The moment that is shown.
    pub fn scene(&self) -> Scene {
        let (course, at) = (self.course(), self.at());
        let (grants, names, world, belief, time) = match self.mode {
            Mode::Drive => {
                let view = self.drive().view();
                let time = Some(view.time);
                (view.grants.clone(), Names::of_world(&view), Some(view), None, time)
            }
            Mode::Replay => {
                let ledger = self.replay.ledger_at(at);
                (ledger.grants(), Names::default(), None, Some(ledger), self.replay.time_at(at))
            }
        };
        let pin = self.pin();
        let widening = self.widening.as_ref();
        let matrix = match pin {
            Some(pin) => widened(&pin.grants, &grants, widening),
            None => widened(&self.grants_before(at, &grants), &grants, widening),
        };
        Scene {
            steps: course.steps(),
            at,
            stage: course.stage_at(at),
            way: course.way(at),
            walked: course.walked(at),
            trail: course.trail(at),
            since: pin.map(|pin| compare(&pin.grants, &grants)),
            matrix,
            time,
            names,
            world,
            belief,
        }
    }

    /// The grants one step before; those of the beginning, at the beginning.
    fn grants_before(&self, at: usize, now: &GrantsView) -> GrantsView {
        match (at.checked_sub(1), self.mode) {
            (None, _) => now.clone(),
            (Some(before), Mode::Drive) => self.drive().view_at(before).grants,
            (Some(before), Mode::Replay) => self.replay.ledger_at(before).grants(),
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
}
