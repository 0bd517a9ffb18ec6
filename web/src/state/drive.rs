//! Driving: the sandbox, and the moment of its story that is shown.

use std::rc::Rc;
use std::sync::Arc;

use grantscope::{Cast, Input, Offer, Sandbox, Script, Step, UserId, View};

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
    view: Rc<View>,
    viewed: usize,
}

impl Default for Drive {
    fn default() -> Self {
        let sandbox = Sandbox::new(Cast::default()).ok();
        let view = sandbox.as_ref().map(|sandbox| sandbox.view_at(0));
        Self {
            sandbox: sandbox.map(Rc::new),
            at: 0,
            story: None,
            title: String::new(),
            about: String::new(),
            empty_by_choice: false,
            view: Rc::new(view.unwrap_or_default()),
            viewed: 0,
        }
    }
}

impl Drive {
    pub(super) fn empty() -> Self {
        Self { empty_by_choice: true, ..Self::default() }
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
        let sandbox = Some(Rc::new(sandbox));
        Ok(Self { sandbox, title, about, ..Self::empty() }.seen())
    }

    /// The same story at another moment.
    pub(super) fn shown_at(self, step: usize) -> Self {
        Self { at: step.min(self.steps()), ..self }.seen()
    }

    /// Everything that is needed to come here again.
    pub fn script(&self) -> Option<Script> {
        let sandbox = self.sandbox.as_deref()?;
        let (title, about) = (self.title.clone(), self.about.clone());
        Some(Script { title, about, ..sandbox.script() })
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

    /// What the screen shows of this moment.
    pub fn view(&self) -> Rc<View> {
        if self.viewed == self.at { self.view.clone() } else { Rc::new(self.view_at(self.at)) }
    }

    /// What the screen shows of some moment.
    pub fn view_at(&self, step: usize) -> View {
        self.sandbox.as_ref().map_or_else(View::default, |sandbox| sandbox.view_at(step))
    }

    /// What can happen now, and what cannot and why.
    pub fn offers(&self, user: UserId) -> Vec<Offer> {
        self.sandbox.as_ref().map(|sandbox| sandbox.offers_at(self.at, user)).unwrap_or_default()
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

    /// How many steps came after this moment.
    pub fn later(&self) -> usize {
        self.steps().saturating_sub(self.at)
    }

    /// The story as it goes on when these inputs happen now, without what came later.
    pub(super) fn after(&self, inputs: Vec<Input>) -> Result<Self, String> {
        let Some(sandbox) = &self.sandbox else { return Ok(self.clone()) };
        let mut sandbox = sandbox.branch(self.at);
        for input in inputs {
            sandbox.handle(input).map_err(|misuse| misuse.to_string())?;
        }
        let at = sandbox.history().len();
        Ok(Self { sandbox: Some(Rc::new(sandbox)), at, ..self.clone() }.seen())
    }

    fn seen(self) -> Self {
        let view = Rc::new(self.view_at(self.at));
        Self { view, viewed: self.at, ..self }
    }
}
