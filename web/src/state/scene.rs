//! One moment as the screen shows it, the same for driving and for replaying.

use std::rc::Rc;

use grantscope::{
    Catalogue, ConversationView, Difference, GrantsView, Input, Ledger, Matrix, NoPlan,
    QuestionError, Sandbox, Stage, Transition, Verdict, View, compare,
};

use super::widening::{COLUMNS, Widening, widened};
use super::{Composer, Course, Leg, Mode, Pin, State};
use crate::words;

/// Of so many conversations whose names are alike the one that is meant is looked for.
const ALIKE: usize = 20;

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
    pub walked: Vec<(Stage, Stage)>,
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
pub struct Names {
    catalogue: Catalogue,
    sandbox: Option<Rc<Sandbox>>,
    step: usize,
}

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
    pub(super) fn of_sandbox(sandbox: Option<Rc<Sandbox>>, step: usize) -> Self {
        let catalogue = sandbox.as_ref().map(|it| it.cast().catalogue).unwrap_or_default();
        Self { catalogue, sandbox, step }
    }

    /// Where nobody is called anything.
    pub(super) fn in_system(catalogue: Catalogue) -> Self {
        Self { catalogue, ..Self::default() }
    }

    /// Who installs, or is asked.
    pub fn of_user(&self, composer: &Composer) -> String {
        match composer {
            Composer::Install { user, .. } => self.of(&user.to_string()),
            Composer::Ask { name, .. } => name.clone(),
        }
    }

    /// Which scopes, kinds of resources and methods there are.
    pub fn catalogue(&self) -> Catalogue {
        self.catalogue
    }

    /// What an id is called; the text itself if nobody calls it anything.
    pub fn of(&self, id: &str) -> String {
        let named = self.sandbox.as_ref().zip(id.parse().ok());
        named.map_or_else(|| id.to_owned(), |(sandbox, id)| sandbox.name_at(self.step, id))
    }

    /// The conversation whose id or name a text is, or else has in it.
    pub fn conversation(&self, text: &str) -> Option<ConversationView> {
        let found = self.sandbox.as_ref()?.conversations_at(self.step, text, ALIKE);
        let exact = found.iter().position(|it| it.name == text || it.id.to_string() == text);
        found.into_iter().nth(exact.unwrap_or(0))
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
        let (names, world, belief, time) = match self.mode {
            Mode::Drive => {
                let view = self.drive().view();
                (self.drive().names_at(at), Some(view.clone()), None, Some(view.time))
            }
            Mode::Replay => {
                let ledger = self.replay.ledger_at(at);
                (
                    Names::in_system(self.replay.catalogue()),
                    None,
                    Some(ledger),
                    self.replay.time_at(at),
                )
            }
        };
        let (matrix, since) = self.changes(at);
        Scene {
            steps: course.steps(),
            at,
            stage: course.stage_at(at),
            way: course.way(at),
            walked: course.walked(at),
            trail: course.trail(at),
            since,
            matrix,
            time,
            names,
            world,
            belief,
        }
    }

    /// The grants with what changed in this step; or since the moment that was pinned, and then in
    /// words as well.
    fn changes(&self, at: usize) -> (Matrix, Option<Vec<Difference>>) {
        let before = at.saturating_sub(1);
        let widening = self.widening.as_ref();
        match (self.mode, self.pin(), widening, self.drive().sandbox()) {
            (Mode::Drive, None, None, Some(sandbox)) => {
                (sandbox.matrix_at(before, at, COLUMNS), None)
            }
            (_, Some(pin), ..) => {
                let grants = self.grants_at(at);
                let since = compare(&pin.grants, &grants);
                (widened(&pin.grants, &grants, widening), Some(since))
            }
            (_, None, ..) => {
                (widened(&self.grants_at(before), &self.grants_at(at), widening), None)
            }
        }
    }

    /// All that the app holds after so many steps, or believes that it does.
    pub(super) fn grants_at(&self, step: usize) -> GrantsView {
        match self.mode {
            Mode::Drive => self.drive().grants_at(step),
            Mode::Replay => self.replay.ledger_at(step).grants(),
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
                    Err(error) => {
                        let later = self.not_there_yet(&error);
                        Answer::Refused(later.unwrap_or_else(|| error.to_string()))
                    }
                }
            }
            (Mode::Replay, _, Some(ledger)) => match ledger.explain(self.question()) {
                Ok(verdict) => Answer::Explained(Box::new(verdict), None),
                Err(error) => Answer::Refused(error.to_string()),
            },
            (Mode::Drive, None, _) | (Mode::Replay, _, None) => Answer::Refused(String::new()),
        }
    }

    /// What a place or a person is called that this story has later.
    pub fn called_later(&self, id: &str) -> String {
        self.drive().names_at(self.drive().steps()).of(id)
    }

    fn not_there_yet(&self, error: &QuestionError) -> Option<String> {
        let id = match error {
            QuestionError::UnknownConversation { channel } => channel,
            QuestionError::UnknownPerson { user } => user,
            QuestionError::UnknownMethod { .. } => return None,
        };
        let name = self.called_later(id);
        (name != *id).then(|| words::not_there_yet(&name))
    }
}
