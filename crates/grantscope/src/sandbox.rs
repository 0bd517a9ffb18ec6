//! The sandbox: the one door to the small world.
//!
//! Everything comes in as an [`Input`] and everything that follows comes back as an [`Outcome`].
//! Time is an argument, ids come from counters: the same script gives the same bytes everywhere.
//! Not here: rules (`rules`) and what the screen shows (`view`).

mod consent;
mod deliveries;
mod explain;
mod fetch;
mod heard;
mod judge;
mod moment;
mod passages;
mod permissions;
mod plan;
mod post;
mod retries;
mod script;
mod script_parts;
mod share;
mod transcript;

pub use consent::ConsentPage;
pub use deliveries::{
    Action, Delivery, Interaction, InteractionChannel, InteractionMessage, InteractionTeam,
    InteractionUser, SelectedOption, SlashCommandPayload,
};
pub use explain::Explanation;
pub use fetch::Credentials;
pub use judge::Judgement;
pub use moment::{Asked, Essence, Exchangeable, Moment, Part, Told};
pub use passages::{Completion, Lead, Passage};
pub use plan::{NoPlan, NoPlanReason};
pub use post::Post;
pub use script::{ReplayError, SCRIPT_VERSION, Script};
pub use script_parts::SCRIPT_PARTS;

use std::sync::Arc;

use serde::Serialize;

use crate::model::change::Change;
use crate::model::workspace::Workspace;
use crate::model::{Cast, CastError, Input, Misuse, Rule, RuleEntry, SlackId, Stage, UserId};
use crate::rules::decide;
use crate::view::{self, Actor, ConversationView, Matrix, Offer, View};
use crate::wire::{Envelope, Reply};

/// Slack, the people and the app, simulated together.
///
/// ```
/// use grantscope::{Cast, Command, Input, InstallRoute, Sandbox};
///
/// let mut sandbox = Sandbox::new(Cast::default())?;
/// let olive = "U061F7AUR".parse()?;
/// let command = Command::install(olive, &[], InstallRoute::Settings);
/// sandbox.handle(Input { after: 0, command })?;
/// assert_eq!(sandbox.view().prompts.len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Sandbox {
    beginning: Workspace,
    /// How many events had come about by then: none, unless steps were forgotten.
    beginning_events: usize,
    /// Shared with every branch that began with the same steps.
    history: Vec<Arc<Step>>,
    /// Every event that came about, sent or not, in the order of their ids.
    events: Vec<Arc<Envelope>>,
    title: String,
    about: String,
}

/// One thing that happened, and what followed.
#[derive(Clone, Debug)]
pub struct Step {
    /// What happened.
    pub input: Input,
    /// What followed.
    pub outcome: Outcome,
    workspace: Workspace,
    /// How many events had come about by then.
    events: usize,
}

/// What follows from an input.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Outcome {
    /// What happened, as one would tell it: `Olive removed the app from #lunch.`
    pub sentence: String,
    /// When, in milliseconds since 1970.
    pub time: u64,
    /// The stage of the lifecycle that the app is in now.
    pub stage: Stage,
    /// What a call, or the start of an install, was answered with. Nothing if there is no answer.
    pub reply: Option<Reply>,
    /// What reached the app, or would have if it had subscribed.
    pub deliveries: Vec<Delivery>,
    /// The rules that led here.
    pub because: Vec<RuleEntry>,
}

impl Sandbox {
    /// The world of a cast, before anything happened.
    ///
    /// # Errors
    /// If the cast is at fault.
    pub fn new(cast: Cast) -> Result<Self, CastError> {
        Ok(Self {
            beginning: Workspace::new(cast)?,
            beginning_events: 0,
            history: Vec::new(),
            events: Vec::new(),
            title: String::new(),
            about: String::new(),
        })
    }

    /// Lets something happen.
    ///
    /// # Errors
    /// If it makes no sense at the moment. Then nothing changes and nothing is logged.
    pub fn handle(&mut self, input: Input) -> Result<Outcome, Misuse> {
        self.step(input).map(|step| step.outcome.clone())
    }

    /// The same, without a copy of what followed.
    fn step(&mut self, input: Input) -> Result<&Step, Misuse> {
        self.step_from(self.later(input.after)?, input)
    }

    /// The same, given the world at that time, when nothing has happened yet.
    fn step_from(&mut self, then: Workspace, input: Input) -> Result<&Step, Misuse> {
        let (before, overdue) = retries::retried(then, &self.events);
        let decision = decide(&before, &input.command)?;

        let sentence = view::sentence(&before, &input.command, &decision);
        let answers = before.outbox().endpoint();
        let workspace = follow(before, &decision.changes);
        let (workspace, told) = self.deliver(workspace, &decision.changes);
        let deliveries: Vec<Delivery> = overdue.into_iter().chain(told).collect();
        let mut because = decision.because;
        for rule in retries::rules(&deliveries, answers) {
            if !because.contains(&rule) {
                because.push(rule);
            }
        }
        let outcome = Outcome {
            sentence,
            time: workspace.now().milliseconds(),
            stage: workspace.stage(),
            reply: decision.reply,
            deliveries,
            because: because.into_iter().map(Rule::entry).collect(),
        };
        let events = self.events.len();
        let step = Arc::new(Step { input, outcome, workspace, events });
        Ok(self.history.push_mut(step))
    }

    /// What time it is, in milliseconds since 1970.
    pub fn now(&self) -> u64 {
        self.workspace().now().milliseconds()
    }

    /// What a screen needs, as things stand now.
    pub fn view(&self) -> View {
        view::view(self.workspace())
    }

    /// What a screen needs, as things stood after so many steps; zero is the beginning. Past the
    /// end it is as things stand now.
    pub fn view_at(&self, steps: usize) -> View {
        view::view(self.workspace_at(steps))
    }

    /// The same, as fast in a workspace of ten thousand channels as in one of ten: no grants, and of
    /// conversations, app homes and prompts a hundred each, the last that came about.
    pub fn glance_at(&self, steps: usize) -> View {
        view::glance(self.workspace_at(steps))
    }

    /// The conversations whose name or id has a text in it, app homes last, at most so many.
    pub fn conversations_at(&self, steps: usize, text: &str, most: usize) -> Vec<ConversationView> {
        view::conversations_like(self.workspace_at(steps), text, most)
    }

    /// What people call an id after so many steps; the id itself if nobody calls it anything.
    pub fn name_at(&self, steps: usize, id: SlackId) -> String {
        view::name(self.workspace_at(steps), id)
    }

    /// The grants after so many steps as a [`matrix`](crate::matrix), with what changed since
    /// another moment: the same as from two views, but only what is shown is named.
    pub fn matrix_at(&self, since: usize, steps: usize, most: usize) -> Matrix {
        view::matrix_of(self.workspace_at(since), self.workspace_at(steps), most)
    }

    /// What `user`, the app and time could do after so many steps, and why not. Of many
    /// conversations only some are offered; [`Sandbox::offer_at`] tells of any.
    pub fn offers_at(&self, steps: usize, user: UserId) -> Vec<Offer> {
        view::offers(self.workspace_at(steps), user)
    }

    /// An input as an offer: what it would do after so many steps, and why not.
    pub fn offer_at(&self, steps: usize, actor: Actor, input: Input) -> Offer {
        view::offer(self.workspace_at(steps), actor, input)
    }

    /// Everything that happened, in order.
    pub fn history(&self) -> &[Arc<Step>] {
        &self.history
    }

    /// Who and what is there.
    pub fn cast(&self) -> &Cast {
        self.beginning.cast()
    }

    /// Everything that is needed to come here again.
    pub fn script(&self) -> Script {
        Script {
            version: SCRIPT_VERSION,
            title: self.title.clone(),
            about: self.about.clone(),
            cast: self.beginning.cast().clone(),
            inputs: self.history.iter().map(|step| step.input.clone()).collect(),
        }
    }

    /// Comes where a script leads.
    ///
    /// # Errors
    /// If the cast is at fault, or an input makes no sense where it stands.
    pub fn replay(script: Script) -> Result<Self, ReplayError> {
        script.check()?;
        let catalogue = script.cast.catalogue;
        let mut sandbox = Self::new(script.cast)?;
        sandbox.title = script.title;
        sandbox.about = script.about;
        for (index, input) in script.inputs.into_iter().enumerate() {
            let told = |misuse| ReplayError::Input { index, misuse, catalogue };
            sandbox.handle(input).map_err(told)?;
        }
        Ok(sandbox)
    }

    /// The same world after so many steps, to go on from there. Shares every step with this one, so
    /// that it costs next to nothing; past the end it is the same world as it stands now.
    ///
    /// ```
    /// use grantscope::{Cast, Command, Input, Sandbox};
    ///
    /// let mut sandbox = Sandbox::new(Cast::default())?;
    /// for _ in 0..3 {
    ///     sandbox.handle(Input { after: 1000, command: Command::Wait {} })?;
    /// }
    /// assert_eq!(sandbox.branch(1).history().len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn branch(&self, steps: usize) -> Self {
        let kept = self.history.get(..steps).unwrap_or(&self.history);
        let events = kept.last().map_or(self.beginning_events, |step| step.events);
        Self {
            beginning: self.beginning.clone(),
            beginning_events: self.beginning_events,
            history: kept.to_vec(),
            events: self.events.get(..events).unwrap_or_default().to_vec(),
            title: self.title.clone(),
            about: self.about.clone(),
        }
    }

    /// Forgets all but the last steps, and says how many: for whoever writes the script down step by
    /// step, so that memory does not grow with it. What happened still counts, but nobody can go back
    /// to it; and the script begins later than its cast.
    pub fn forget(&mut self, keep: usize) -> usize {
        let forgotten = self.history.len().saturating_sub(keep);
        if let Some(last) = self.history.drain(..forgotten).next_back() {
            self.beginning = last.workspace.clone();
            self.beginning_events = last.events;
        }
        forgotten
    }

    /// Tells the app of changes, given the world after them, and posts again what fails at once.
    fn deliver(&mut self, workspace: Workspace, changes: &[Change]) -> (Workspace, Vec<Delivery>) {
        let mut told = deliveries::deliveries(&workspace, changes);
        let workspace = retries::posted(workspace, &told);
        self.events.extend(told.iter().filter_map(Delivery::envelope).cloned());
        let (workspace, again) = retries::retried(workspace, &self.events);
        told.extend(again);
        (workspace, told)
    }

    /// The world so many milliseconds later, when nothing has happened yet.
    fn later(&self, after: u64) -> Result<Workspace, Misuse> {
        let workspace = self.workspace();
        let then = workspace.now().later(after).ok_or(Misuse::TooLate { after })?;
        Ok(workspace.at(then))
    }

    fn workspace(&self) -> &Workspace {
        self.workspace_at(self.history.len())
    }

    fn workspace_at(&self, steps: usize) -> &Workspace {
        let reached = steps.min(self.history.len()).checked_sub(1);
        let step = reached.and_then(|index| self.history.get(index));
        step.map_or(&self.beginning, |step| &step.workspace)
    }
}

/// The world after changes.
fn follow(mut workspace: Workspace, changes: &[Change]) -> Workspace {
    changes.iter().for_each(|change| workspace.apply(change));
    let reached = changes.iter().find_map(Change::stage);
    let resting = resting(&workspace);
    workspace.enter(reached.unwrap_or(resting));
    workspace
}

/// Where an app is when nothing leads on: it waits, or a person has still to answer it.
fn resting(workspace: &Workspace) -> Stage {
    if !workspace.is_installed() {
        Stage::NotInstalled
    } else if workspace.is_asking() {
        Stage::Requested
    } else {
        Stage::Waiting
    }
}
