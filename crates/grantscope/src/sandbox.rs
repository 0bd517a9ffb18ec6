//! The sandbox: the one door to the small world.
//!
//! Everything comes in as an [`Input`] and everything that follows comes back as an [`Outcome`].
//! Time is an argument, ids come from counters: the same script gives the same bytes everywhere.
//! Not here: rules (`rules`) and what the screen shows (`view`).

mod deliveries;
mod plan;
mod script;

pub use deliveries::{
    Action, Delivery, Interaction, InteractionChannel, InteractionTeam, InteractionUser,
    SelectedOption, SlashCommandPayload,
};
pub use plan::{NoPlan, NoPlanReason};
pub use script::{ReplayError, SCRIPT_VERSION, Script};

use serde::Serialize;

use crate::model::change::{Change, Prompt, Purpose};
use crate::model::token::TokenStanding;
use crate::model::workspace::Workspace;
use crate::model::{
    Access, Cast, CastError, ConversationId, Input, KindSet, Method, Missing, Misuse, Needs,
    Question, QuestionError, Rule, RuleEntry, Stage, Target, Timestamp, UserId, Verdict, access,
};
use crate::rules::{decide, kind_of};
use crate::view::{self, Offer, View};
use crate::wire::Reply;

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
    history: Vec<Step>,
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
    events: u32,
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

/// A verdict, and a way to repair a denial.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explanation {
    /// The verdict.
    #[serde(flatten)]
    pub verdict: Verdict,
    /// The shortest plan: inputs after which the same call is allowed, each possible now, in this
    /// order. Empty when it is allowed already, nothing when there is none. The fewest commands,
    /// then the fewest permissions.
    pub plan: Option<Vec<Input>>,
    /// Why there is no plan. Left out when there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no_plan: Option<NoPlan>,
}

impl Sandbox {
    /// The world of a cast, before anything happened.
    ///
    /// # Errors
    /// If the cast is at fault.
    pub fn new(cast: Cast) -> Result<Self, CastError> {
        Ok(Self {
            beginning: Workspace::new(cast)?,
            history: Vec::new(),
            title: String::new(),
            about: String::new(),
        })
    }

    /// Lets something happen.
    ///
    /// # Errors
    /// If it makes no sense at the moment. Then nothing changes and nothing is logged.
    pub fn handle(&mut self, input: Input) -> Result<Outcome, Misuse> {
        let before = self.workspace();
        let too_late = Misuse::TooLate { after: input.after };
        let now = before.now().later(input.after).ok_or(too_late)?;
        let decision = decide(before, now, &input.command)?;

        let sentence = view::sentence(before, &input.command, &decision);
        let workspace = follow(before, now, &decision.changes);
        let mut events = self.history.last().map_or(0, |step| step.events);
        let deliveries = deliveries::deliveries(&workspace, &decision.changes, &mut events);
        let mut because = decision.because;
        if deliveries.iter().any(Delivery::is_not_sent) {
            because.push(Rule::EventsNeedSubscription);
        }
        let outcome = Outcome {
            sentence,
            time: now.milliseconds(),
            stage: workspace.stage(),
            reply: decision.reply,
            deliveries,
            because: because.into_iter().map(Rule::entry).collect(),
        };
        self.history.push(Step { input, outcome: outcome.clone(), workspace, events });
        Ok(outcome)
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

    /// What `user`, the app and time could do after so many steps, and why not.
    pub fn offers_at(&self, steps: usize, user: UserId) -> Vec<Offer> {
        view::offers(self.workspace_at(steps), user)
    }

    /// Everything that happened, in order.
    pub fn history(&self) -> &[Step] {
        &self.history
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
        let mut sandbox = Self::new(script.cast)?;
        sandbox.title = script.title;
        sandbox.about = script.about;
        for (index, input) in script.inputs.into_iter().enumerate() {
            sandbox.handle(input).map_err(|misuse| ReplayError::Input { index, misuse })?;
        }
        Ok(sandbox)
    }

    /// May the app make this call now, why, and what would have to happen so that it may?
    ///
    /// # Errors
    /// If the question names what is not there.
    pub fn explain(&self, question: &Question) -> Result<Explanation, QuestionError> {
        self.explain_at(self.history.len(), question)
    }

    /// The same, as things stood after so many steps.
    ///
    /// # Errors
    /// If the question names what is not there.
    pub fn explain_at(
        &self,
        steps: usize,
        question: &Question,
    ) -> Result<Explanation, QuestionError> {
        let workspace = self.workspace_at(steps);
        let (method, target) = understand(workspace, question)?;
        let verdict = verdict(workspace, method, target);
        let (plan, no_plan) = match plan::plan(workspace, method, target) {
            Ok(plan) => (Some(plan), None),
            Err(reason) => (None, Some(reason)),
        };
        Ok(Explanation { verdict, plan, no_plan })
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

/// The world after changes, on a copy.
fn follow(before: &Workspace, now: Timestamp, changes: &[Change]) -> Workspace {
    let mut workspace = before.after(now, changes);
    let reached = changes.iter().find_map(Change::stage);
    let resting = resting(&workspace);
    workspace.enter(reached.unwrap_or(resting));
    workspace
}

/// Where an app is when nothing leads on: it waits, or a person has still to answer it.
fn resting(workspace: &Workspace) -> Stage {
    let asks_for_more = |prompt: &Prompt| !matches!(prompt.purpose, Purpose::Install(_));
    if !workspace.is_installed() {
        Stage::NotInstalled
    } else if workspace.open_prompts().any(asks_for_more) {
        Stage::Requested
    } else {
        Stage::Waiting
    }
}

fn verdict(workspace: &Workspace, method: Method, target: Target) -> Verdict {
    let access = decided(workspace, method, target);
    let standing = match workspace.token_standing(workspace.now()) {
        _ if method.needs() == Needs::Client => None,
        TokenStanding::Good => None,
        TokenStanding::NeverIssued => Some(("not installed", Missing::Installation)),
        TokenStanding::Expired => Some(("token expired", Missing::Token)),
        TokenStanding::Revoked if workspace.is_installed() => {
            Some(("token revoked", Missing::Token))
        }
        TokenStanding::Revoked => Some(("uninstalled", Missing::Installation)),
    };
    if let Some((standing, missing)) = standing {
        return Verdict::without_token(method, access, standing, missing);
    }
    Verdict::of(method, target, access, |id| view::name(workspace, id))
}

fn decided(workspace: &Workspace, method: Method, target: Target) -> Access {
    access(workspace.grants(), method, target)
}

fn understand(
    workspace: &Workspace,
    question: &Question,
) -> Result<(Method, Target), QuestionError> {
    let method = Method::parse(&question.method)
        .ok_or_else(|| QuestionError::UnknownMethod { method: question.method.clone() })?;
    let conversation = question.channel_for(method).map(|text| {
        let unknown = || QuestionError::UnknownConversation { channel: text.to_owned() };
        let home = text.parse().ok().and_then(|user| workspace.home(user));
        let id: ConversationId = match home {
            Some(home) => home,
            None => text.parse().map_err(|_| unknown())?,
        };
        let kind = kind_of(workspace, id).ok_or_else(unknown)?;
        Ok((id.id(), KindSet::of(&[kind])))
    });
    let person = question.user_for(method).map(|text| {
        let unknown = || QuestionError::UnknownPerson { user: text.to_owned() };
        let user: UserId = text.parse().map_err(|_| unknown())?;
        workspace.person(user).map(|person| person.id).ok_or_else(unknown)
    });
    Ok((method, Target { conversation: conversation.transpose()?, person: person.transpose()? }))
}
