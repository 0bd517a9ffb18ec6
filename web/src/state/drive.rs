//! Driving: the sandbox, and the moment of its story that is shown.

use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use grantscope::{
    Cast, Catalogue, GrantsView, Input, Ledger, Offer, Sandbox, Script, Step, UserId, View,
};

use super::checkpoints::Checkpoints;
use super::{Course, Names};

/// The sandbox that one drives.
#[derive(Clone, Debug)]
pub struct Drive {
    /// The sandbox. Nothing only if the default cast were at fault.
    sandbox: Option<Rc<Sandbox>>,
    /// How many steps lie before the moment that is shown.
    pub at: usize,
    /// The file of the story that it began with.
    pub story: Option<String>,
    /// What the story is called.
    pub title: String,
    /// What it shows.
    pub about: String,
    /// Whether somebody wished it to be empty.
    empty_by_choice: bool,
    course: Course,
    beliefs: Checkpoints,
    view: Rc<View>,
    viewed: usize,
}

impl Default for Drive {
    fn default() -> Self {
        Self::of_cast(Cast::default()).unwrap_or_else(|_| Self::of_sandbox(None))
    }
}

impl Drive {
    pub(super) fn empty(catalogue: Catalogue) -> Self {
        let cast = Cast { catalogue, ..Cast::default() };
        Self { empty_by_choice: true, ..Self::of_cast(cast).unwrap_or_default() }
    }

    pub(super) fn of_story(file: &str, script: &Rc<Script>) -> Result<Self, String> {
        let drive = Self::of_script(Script::clone(script))?;
        Ok(Self { story: Some(file.to_owned()), ..drive })
    }

    /// Where a script leads, shown from its beginning.
    ///
    /// # Errors
    /// If it leads nowhere, and why.
    pub(super) fn of_script(script: Script) -> Result<Self, String> {
        let (title, about) = (script.title.clone(), script.about.clone());
        let sandbox = Sandbox::replay(script).map_err(|error| error.to_string())?;
        let drive = Self::of_sandbox(Some(sandbox)).going_on_from(&Checkpoints::default(), 0);
        Ok(Self { title, about, empty_by_choice: true, ..drive })
    }

    /// The same story at another moment.
    pub(super) fn shown_at(mut self, step: usize) -> Self {
        self.look_at(step.min(self.steps()));
        self
    }

    /// Which scopes, kinds of resources and methods there are.
    pub fn catalogue(&self) -> Catalogue {
        self.sandbox.as_deref().map_or(Catalogue::SLACK, |sandbox| sandbox.cast().catalogue)
    }

    /// The whole story for a document, as Markdown, without anybody's secrets.
    pub fn markdown(&self) -> Option<String> {
        let sandbox = self.sandbox.as_deref()?;
        let shared = sandbox.script_to_share();
        if shared == sandbox.script() {
            return Some(sandbox.markdown());
        }
        Sandbox::replay(shared).ok().map(|sandbox| sandbox.markdown())
    }

    /// Everything that is needed to come here again.
    pub fn script(&self) -> Option<Script> {
        let sandbox = self.sandbox.as_deref()?;
        let (title, about) = (self.title.clone(), self.about.clone());
        Some(Script { title, about, ..sandbox.script() })
    }

    /// The world of a cast before anything happened.
    fn of_cast(cast: Cast) -> Result<Self, String> {
        let sandbox = Sandbox::new(cast).map_err(|error| error.to_string())?;
        Ok(Self::of_sandbox(Some(sandbox)))
    }

    fn of_sandbox(sandbox: Option<Sandbox>) -> Self {
        let sandbox = sandbox.map(Rc::new);
        let catalogue = sandbox.as_ref().map(|it| it.cast().catalogue).unwrap_or_default();
        let view = sandbox.as_ref().map(|sandbox| sandbox.glance_at(0)).unwrap_or_default();
        Self {
            course: Course::of_sandbox(sandbox.clone()),
            beliefs: Checkpoints::of(catalogue),
            sandbox,
            at: 0,
            story: None,
            title: String::new(),
            about: String::new(),
            empty_by_choice: false,
            view: Rc::new(view),
            viewed: 0,
        }
    }

    /// With what the app believes, the first `shared` steps being those of another story.
    fn going_on_from(self, beliefs: &Checkpoints, shared: usize) -> Self {
        let hear = |ledger: &mut Ledger, steps| self.hear(ledger, steps);
        let beliefs = if shared == 0 { &self.beliefs } else { beliefs };
        Self { beliefs: beliefs.going_on(shared, self.steps(), hear), ..self }
    }

    fn hear(&self, ledger: &mut Ledger, steps: Range<usize>) {
        for heard in self.sandbox.iter().flat_map(|sandbox| sandbox.heard(steps.start, steps.end)) {
            ledger.hear(heard);
        }
    }

    /// The same people and places on another date, in seconds since 1970, before anything happened.
    pub(super) fn begun_anew(&self, date: u64) -> Result<Self, String> {
        let cast = self.sandbox.as_ref().map(|sandbox| sandbox.branch(0).script().cast);
        let drive = Self::of_cast(Cast { date, ..cast.unwrap_or_default() })?;
        Ok(Self { empty_by_choice: true, ..drive })
    }

    /// How many steps there are.
    pub fn steps(&self) -> usize {
        self.history().len()
    }

    /// The steps.
    pub fn history(&self) -> &[Arc<Step>] {
        self.sandbox.as_ref().map_or(&[], |sandbox| sandbox.history())
    }

    /// Whether nothing was done or opened yet.
    pub fn is_untouched(&self) -> bool {
        self.story.is_none() && self.steps() == 0 && !self.empty_by_choice
    }

    /// How the story went.
    pub fn course(&self) -> &Course {
        &self.course
    }

    /// What the screen shows of this moment; of a large workspace, the newest part.
    pub fn view(&self) -> Rc<View> {
        if self.viewed == self.at { self.view.clone() } else { Rc::new(self.glance()) }
    }

    /// The same story, another moment of which is shown.
    pub(super) fn look_at(&mut self, step: usize) {
        self.at = step;
        if self.viewed != step {
            self.viewed = step;
            self.view = Rc::new(self.glance());
        }
    }

    fn glance(&self) -> View {
        self.sandbox.as_ref().map(|sandbox| sandbox.glance_at(self.at)).unwrap_or_default()
    }

    /// All that the app holds after so many steps.
    pub fn grants_at(&self, step: usize) -> GrantsView {
        self.sandbox.as_ref().map(|sandbox| sandbox.view_at(step).grants).unwrap_or_default()
    }

    /// What ids are called after so many steps.
    pub fn names_at(&self, step: usize) -> Names {
        Names::of_sandbox(self.sandbox.clone(), step)
    }

    /// What can happen now, and what cannot and why.
    pub fn offers(&self, user: UserId) -> Vec<Offer> {
        self.sandbox.as_ref().map(|sandbox| sandbox.offers_at(self.at, user)).unwrap_or_default()
    }

    /// What the app believes at some moment.
    pub fn ledger_at(&self, step: usize) -> Ledger {
        self.beliefs.ledger_at(step, |ledger, steps| self.hear(ledger, steps))
    }

    /// What reached the app between two moments and tells it of its permissions, as JSON.
    pub fn heard(&self, from: usize, to: usize) -> impl Iterator<Item = String> {
        let heard = self.sandbox.iter().flat_map(move |sandbox| sandbox.heard(from, to));
        heard.map(|heard| heard.line())
    }

    /// The sandbox itself.
    pub fn sandbox(&self) -> Option<&Sandbox> {
        self.sandbox.as_deref()
    }

    /// The same, to be kept.
    pub fn shared(&self) -> Option<Rc<Sandbox>> {
        self.sandbox.clone()
    }

    /// How many steps came after this moment.
    pub fn later(&self) -> usize {
        self.steps().saturating_sub(self.at)
    }

    /// The story as it goes on when these inputs happen now, without what came later.
    pub(super) fn after(&self, inputs: Vec<Input>) -> Result<Self, String> {
        let Some(sandbox) = &self.sandbox else { return Ok(self.clone()) };
        let mut sandbox = sandbox.branch(self.at);
        let catalogue = sandbox.cast().catalogue;
        for input in inputs {
            sandbox.handle(input).map_err(|misuse| misuse.told_in(catalogue))?;
        }
        let at = sandbox.history().len();
        let mut drive = Self {
            story: self.story.clone(),
            title: self.title.clone(),
            about: self.about.clone(),
            empty_by_choice: self.empty_by_choice,
            ..Self::of_sandbox(Some(sandbox)).going_on_from(&self.beliefs, self.at)
        };
        drive.look_at(at);
        Ok(drive)
    }
}
