//! How a story went: its steps one by one, the ways between stages that it took, and its landmarks.
//!
//! Made once when a story changes, so that a moment of ten thousand steps costs no more than one of
//! ten. Not here: what holds at a moment (`scene.rs`).

use std::rc::Rc;

use grantscope::{
    Actor, Delivery, Entry, Ledger, Offer, STAGES, Sandbox, Stage, Transition, UserId,
};

use crate::words;

/// A sentence is shown up to so many characters: events come from outside.
pub(crate) const SENTENCE: usize = 240;

/// How a story went. A copy shares everything, and two are the same if they are copies.
#[derive(Clone, Debug, Default)]
pub struct Course {
    told: Told,
    /// Between which stages it went, and with which step first.
    firsts: Rc<Vec<((Stage, Stage), usize)>>,
    landmarks: Rc<Vec<Landmark>>,
}

#[derive(Clone, Debug)]
enum Told {
    Steps(Option<Rc<Sandbox>>),
    Entries(Rc<Vec<Entry>>),
}

impl Default for Told {
    fn default() -> Self {
        Self::Steps(None)
    }
}

/// A step that one looks for again.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Landmark {
    /// Its number, counted from one.
    pub step: usize,
    /// What is notable about it.
    pub kind: LandmarkKind,
}

/// What is notable about a step.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum LandmarkKind {
    /// The app went on in its lifecycle.
    Moved,
    /// A call was refused, or an event came again.
    Refused,
    /// Another branch begins after it.
    Parted,
}

/// A way that was taken, and by which step last.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Leg {
    /// The step's number, counted from one.
    pub step: usize,
    /// The way.
    pub way: Transition,
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

impl PartialEq for Course {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.landmarks, &other.landmarks)
    }
}

impl Course {
    pub(super) fn of_sandbox(sandbox: Option<Rc<Sandbox>>) -> Self {
        Self::of(Told::Steps(sandbox))
    }

    pub(super) fn of_entries(entries: Rc<Vec<Entry>>) -> Self {
        Self::of(Told::Entries(entries))
    }

    fn of(told: Told) -> Self {
        let mut firsts: Vec<((Stage, Stage), usize)> = Vec::new();
        let mut landmarks = Vec::new();
        let mut before = told.stage_at(0);
        for step in 1..=told.steps() {
            let stage = told.stage_at(step);
            if !firsts.iter().any(|(pair, _)| *pair == (before, stage)) {
                firsts.push(((before, stage), step));
            }
            if told.is_refused(step) {
                landmarks.push(Landmark { step, kind: LandmarkKind::Refused });
            } else if before != stage {
                landmarks.push(Landmark { step, kind: LandmarkKind::Moved });
            }
            before = stage;
        }
        Self { told, firsts: Rc::new(firsts), landmarks: Rc::new(landmarks) }
    }

    /// How many steps there are.
    pub fn steps(&self) -> usize {
        self.told.steps()
    }

    /// The stage after so many steps.
    pub fn stage_at(&self, step: usize) -> Stage {
        self.told.stage_at(step)
    }

    /// A step, counted from one.
    pub fn line(&self, number: usize) -> Option<Line> {
        let index = number.checked_sub(1)?;
        let sentence = self.told.sentence(index)?;
        let (before, stage) = (self.stage_at(index), self.stage_at(number));
        Some(Line {
            number,
            sentence: words::cut(sentence, SENTENCE),
            stage,
            moved: !way(before, stage).is_empty(),
            refused: self.told.is_refused(number),
        })
    }

    /// What can happen after so many steps, and what cannot and why. Nothing in a replay.
    pub fn offers(&self, at: usize, user: UserId) -> Vec<Offer> {
        match &self.told {
            Told::Steps(Some(sandbox)) => sandbox.offers_at(at, user),
            Told::Steps(None) | Told::Entries(_) => Vec::new(),
        }
    }

    /// What the app itself can do after so many steps so that a stage comes to its end. Nothing in
    /// a replay, and nothing at the hub, where an app spends its life.
    pub fn waited_for(&self, at: usize, user: UserId) -> Vec<Offer> {
        let stage = self.stage_at(at);
        let hub = STAGES.iter().any(|entry| entry.stage == stage && entry.hub);
        let Told::Steps(Some(sandbox)) = &self.told else { return Vec::new() };
        let mut offers: Vec<Offer> = Vec::new();
        if hub {
            return offers;
        }
        for passage in sandbox.passages_at(at, user) {
            for lead in passage.leads {
                let leaves = passage.transition.from == stage && lead.offer.actor == Actor::App;
                if leaves && offers.iter().all(|offer| offer.label != lead.offer.label) {
                    offers.push(lead.offer);
                }
            }
        }
        offers
    }

    /// The way that a step took.
    pub fn way(&self, step: usize) -> Vec<Transition> {
        match step.checked_sub(1) {
            None => Vec::new(),
            Some(before) => way(self.stage_at(before), self.stage_at(step)),
        }
    }

    /// Every way that was taken within so many steps, as pairs of stages.
    pub fn walked(&self, at: usize) -> Vec<(Stage, Stage)> {
        let pairs = self.firsts.iter().filter(|(_, first)| *first <= at).map(|(pair, _)| *pair);
        let ways = pairs.flat_map(|(from, to)| way(from, to));
        ways.map(|step| (step.from, step.to)).collect()
    }

    /// The ways that were taken last, the newest first: a few, looked for among the latest steps.
    pub fn trail(&self, at: usize) -> Vec<Leg> {
        const LEGS: usize = 6;
        const STEPS: usize = 64;
        let mut trail: Vec<Leg> = Vec::new();
        for step in (1..=at).rev().take(STEPS) {
            for way in self.way(step).into_iter().rev() {
                if trail.len() < LEGS && !trail.iter().any(|leg| leg.way == way) {
                    trail.push(Leg { step, way });
                }
            }
        }
        trail
    }

    /// The notable steps, in order.
    pub fn landmarks(&self) -> &[Landmark] {
        &self.landmarks
    }

    /// The last notable step before so many.
    pub fn landmark_before(&self, at: usize) -> Option<usize> {
        let index = self.landmarks.partition_point(|landmark| landmark.step < at);
        self.landmarks.get(index.checked_sub(1)?).map(|landmark| landmark.step)
    }

    /// The first notable step after so many.
    pub fn landmark_after(&self, at: usize) -> Option<usize> {
        let index = self.landmarks.partition_point(|landmark| landmark.step <= at);
        self.landmarks.get(index).map(|landmark| landmark.step)
    }

    /// The steps that a text finds: by their number, or by what their sentence or an event that
    /// reached the app is called. All of them if there is no text.
    pub fn found(&self, text: &str) -> Vec<usize> {
        let text = text.trim();
        let number: Option<usize> = text.parse().ok();
        let wanted = |step: &usize| {
            text.is_empty() || number == Some(*step) || self.told.mentions(*step, text)
        };
        (1..=self.steps()).filter(wanted).collect()
    }

    /// What the events that reached the app in a step are called.
    pub fn heard(&self, number: usize) -> Vec<&str> {
        number.checked_sub(1).map(|index| self.told.heard(index).collect()).unwrap_or_default()
    }
}

impl Told {
    fn steps(&self) -> usize {
        match self {
            Self::Steps(sandbox) => sandbox.as_ref().map_or(0, |it| it.history().len()),
            Self::Entries(entries) => entries.len(),
        }
    }

    fn stage_at(&self, step: usize) -> Stage {
        let index = step.checked_sub(1);
        match self {
            Self::Steps(sandbox) => index
                .and_then(|index| sandbox.as_ref()?.history().get(index))
                .map(|step| step.outcome.stage)
                .unwrap_or_default(),
            Self::Entries(entries) => index
                .and_then(|index| entries.get(index))
                .map_or_else(|| Ledger::new().stage(), |entry| entry.stage),
        }
    }

    fn sentence(&self, index: usize) -> Option<&str> {
        match self {
            Self::Steps(sandbox) => {
                sandbox.as_ref()?.history().get(index).map(|step| step.outcome.sentence.as_str())
            }
            Self::Entries(entries) => entries.get(index).map(|entry| entry.sentence.as_str()),
        }
    }

    fn is_refused(&self, number: usize) -> bool {
        let Some(index) = number.checked_sub(1) else { return false };
        match self {
            Self::Steps(sandbox) => sandbox
                .as_ref()
                .and_then(|it| it.history().get(index)?.outcome.reply.as_ref()?.error())
                .is_some(),
            Self::Entries(entries) => entries.get(index).is_some_and(|entry| entry.repeated),
        }
    }

    fn heard(&self, index: usize) -> impl Iterator<Item = &str> {
        let (step, entry) = match self {
            Self::Steps(sandbox) => (sandbox.as_ref().and_then(|it| it.history().get(index)), None),
            Self::Entries(entries) => (None, entries.get(index)),
        };
        let deliveries = step.into_iter().flat_map(|step| &step.outcome.deliveries);
        deliveries.filter_map(event_name).chain(entry.map(|entry| entry.name.as_str()))
    }

    fn mentions(&self, number: usize, text: &str) -> bool {
        let Some(index) = number.checked_sub(1) else { return false };
        self.sentence(index).is_some_and(|sentence| has_in_it(sentence, text))
            || self.heard(index).any(|name| has_in_it(name, text))
    }
}

/// Whether a text has another in it, whichever way its letters from A to Z are written. Ten thousand
/// sentences are looked through for every key: nothing is copied.
fn has_in_it(text: &str, wanted: &str) -> bool {
    let (text, wanted) = (text.as_bytes(), wanted.as_bytes());
    wanted.is_empty() || text.windows(wanted.len()).any(|part| part.eq_ignore_ascii_case(wanted))
}

fn event_name(delivery: &Delivery) -> Option<&str> {
    match delivery {
        Delivery::Event { envelope, .. } => Some(envelope.event.name()),
        Delivery::UrlVerification { .. }
        | Delivery::Interaction { .. }
        | Delivery::SlashCommand { .. }
        | Delivery::Redirect { .. } => None,
    }
}

/// The way between two stages, or there and back again.
fn way(from: Stage, to: Stage) -> Vec<Transition> {
    if from == to { from.round_trip() } else { from.way_to(to) }
}
