//! The sandbox: the one door to the small world.
//!
//! Everything comes in as an [`Input`] and everything that follows comes back as an [`Outcome`].
//! Time is an argument, ids come from counters: the same script gives the same bytes everywhere.
//! Not here: rules (`rules`) and what the screen shows (`view`).

mod deliveries;
mod plan;
mod post;
mod retries;
mod script;

pub use deliveries::{
    Action, Delivery, Interaction, InteractionChannel, InteractionMessage, InteractionTeam,
    InteractionUser, SelectedOption, SlashCommandPayload,
};
pub use plan::{NoPlan, NoPlanReason};
pub use post::Post;
pub use script::{ReplayError, SCRIPT_VERSION, Script};

use std::sync::Arc;

use serde::Serialize;

use crate::front_door::{self, Destination, LinkError, Route};
use crate::model::change::Change;
use crate::model::token::TokenStanding;
use crate::model::workspace::Workspace;
use crate::model::{
    AppKind, Cast, CastError, Command, ConversationId, Input, KindSet, Method, Milestone, Missing,
    Misuse, Question, QuestionError, ResourceKind, Rule, RuleEntry, Stage, Target, Timestamp,
    UserId, Verdict,
};
use crate::rules::{
    decide, decided, keeps_to_its_own, kind_of, reached_home, refresh_token_text, standard,
    token_text,
};
use crate::view::{self, Offer, View};
use crate::wire::{Envelope, HttpRequest, HttpResponse, Reply};

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

/// The tokens that the app holds, whether or not they are worth anything.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
pub struct Credentials {
    /// What calls carry, once it was issued.
    pub access_token: Option<String>,
    /// What renews it, where tokens rotate.
    pub refresh_token: Option<String>,
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
        let too_late = Misuse::TooLate { after: input.after };
        let now = self.workspace().now().later(input.after).ok_or(too_late)?;
        let (before, overdue) = retries::retried(self.workspace().clone(), now, &self.events);
        let decision = decide(&before, now, &input.command)?;

        let sentence = view::sentence(&before, &input.command, &decision);
        let workspace = follow(&before, now, &decision.changes);
        let (workspace, told) = self.deliver(workspace, &decision.changes);
        let deliveries: Vec<Delivery> = overdue.into_iter().chain(told).collect();
        let mut because = decision.because;
        for rule in retries::rules(&deliveries, before.outbox().endpoint()) {
            if !because.contains(&rule) {
                because.push(rule);
            }
        }
        let outcome = Outcome {
            sentence,
            time: now.milliseconds(),
            stage: workspace.stage(),
            reply: decision.reply,
            deliveries,
            because: because.into_iter().map(Rule::entry).collect(),
        };
        self.history.push(Step { input, outcome: outcome.clone(), workspace });
        Ok(outcome)
    }

    /// Answers an HTTP request that comes `after` milliseconds later. A call of a method is kept
    /// like any input; it names tokens and holds no secret. For a page only time passes.
    ///
    /// ```
    /// use grantscope::{Cast, HttpRequest, Sandbox};
    ///
    /// let mut sandbox = Sandbox::new(Cast::default())?;
    /// let response = sandbox.fetch(0, &HttpRequest::get("/api/apps.permissions.info"))?;
    /// assert_eq!(response.text(), r#"{"ok":false,"error":"not_authed"}"#);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If what it asks for is outside the model, or the time is. Then nothing changes.
    pub fn fetch(&mut self, after: u64, request: &HttpRequest) -> Result<HttpResponse, Misuse> {
        let call = match front_door::route(self.workspace(), request) {
            Route::Call(call) => *call,
            Route::Page(page) if after == 0 => return Ok(page),
            Route::Page(page) => {
                let passed = self.handle(Input { after, command: Command::Wait {} });
                return passed.map(|_| page);
            }
        };
        let outcome = self.handle(Input { after, command: Command::Call(call.clone()) })?;
        let reply = outcome.reply.unwrap_or_else(Reply::done);
        Ok(front_door::response(self.workspace(), &call, &reply))
    }

    /// The texts of the app's tokens, as its settings page shows them.
    pub fn credentials(&self) -> Credentials {
        let workspace = self.workspace();
        let issued = workspace.token().number > 0;
        let app = &workspace.cast().app;
        let rotates = issued && app.rotation && app.kind == AppKind::Workspace;
        Credentials {
            access_token: issued.then(|| token_text(workspace)),
            refresh_token: rotates.then(|| refresh_token_text(workspace)),
        }
    }

    /// Where a link of Slack's leads: `slack://channel?team=T…&id=C…`.
    ///
    /// # Errors
    /// If it leads nowhere, or to what is not here.
    pub fn destination(&self, link: &str) -> Result<Destination, LinkError> {
        front_door::destination(self.workspace(), link)
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

    /// Tells the app of changes, given the world after them, and posts again what fails at once.
    fn deliver(&mut self, workspace: Workspace, changes: &[Change]) -> (Workspace, Vec<Delivery>) {
        let now = workspace.now();
        let mut told = deliveries::deliveries(&workspace, changes);
        let workspace = retries::posted(workspace, &told);
        self.events.extend(told.iter().filter_map(Delivery::envelope).cloned());
        let (workspace, again) = retries::retried(workspace, now, &self.events);
        told.extend(again);
        (workspace, told)
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
    if !workspace.is_installed() {
        Stage::NotInstalled
    } else if workspace.is_asking() {
        Stage::Requested
    } else {
        Stage::Waiting
    }
}

fn verdict(workspace: &Workspace, method: Method, target: Target) -> Verdict {
    let access = decided(workspace, method, target);
    match bar(workspace, method, target) {
        Some((standing, missing, rule)) => Verdict::barred(method, access, standing, missing, rule),
        None => Verdict::of(method, target, access, |id| view::name(workspace, id)),
    }
}

/// What keeps a call out, whatever was granted.
fn bar(
    workspace: &Workspace,
    method: Method,
    target: Target,
) -> Option<(&'static str, Missing, Rule)> {
    let now = workspace.now();
    let retired = Milestone::Retired.has_come(now);
    let classic = workspace.cast().app.kind == AppKind::Classic;
    if !method.exists(now) {
        return Some(("not there yet", Missing::OtherTime, Rule::MethodsComeWithTime));
    }
    if retired && method.is_of_the_permissions_api() {
        return Some(("retired", Missing::OtherTime, Rule::WorkspaceAppsRetired));
    }
    if classic && method.is_of_the_permissions_api() {
        let closed = "for workspace tokens only";
        return Some((closed, Missing::OtherToken, Rule::ClassicTokensKeptOut));
    }
    if !method.takes_a_token() {
        return None;
    }
    let uninstalled = ("uninstalled", Missing::Installation, Rule::TokenNeeded);
    let revoked = ("token revoked", Missing::Token, Rule::TokenNeeded);
    let gone = target.person.filter(|person| workspace.is_deactivated(*person));
    match workspace.token_standing(now) {
        TokenStanding::Good if made_by_another(workspace, method, target) => {
            Some(("made by somebody else", Missing::Ownership, Rule::OnlyCreatorChanges))
        }
        TokenStanding::Good => gone
            .map(|user| ("deactivated", Missing::Account { user }, Rule::DeactivationEndsAgency)),
        TokenStanding::NeverIssued => {
            Some(("not installed", Missing::Installation, Rule::TokenNeeded))
        }
        TokenStanding::Expired => Some(("token expired", Missing::Token, Rule::TokenLivesAnHour)),
        TokenStanding::Revoked if workspace.is_installed() => Some(revoked),
        TokenStanding::Revoked => Some(uninstalled),
        TokenStanding::Retired => Some(("retired", Missing::OtherTime, Rule::WorkspaceAppsRetired)),
        TokenStanding::Inactive if !workspace.is_deleted() => {
            Some(("account deleted", Missing::Token, Rule::DeletedIsInactive))
        }
        TokenStanding::Inactive => {
            Some(("workspace deleted", Missing::OtherToken, Rule::DeletedIsInactive))
        }
    }
}

/// Whether the call changes a conversation that the app did not make.
fn made_by_another(workspace: &Workspace, method: Method, target: Target) -> bool {
    let named = target.conversation.and_then(|(id, _)| ConversationId::try_from(id).ok());
    let state = named.and_then(|id| workspace.conversation(id));
    state.is_some_and(|state| keeps_to_its_own(workspace, method, state))
}

fn understand(
    workspace: &Workspace,
    question: &Question,
) -> Result<(Method, Target), QuestionError> {
    let method = Method::parse(&question.method)
        .ok_or_else(|| QuestionError::UnknownMethod { method: question.method.clone() })?;
    let method = standard(workspace, method);
    let written_to =
        question.channel_for(method).and_then(|text| stranger(workspace, method, text));
    let conversation = question.channel_for(method).map(|text| {
        let unknown = || QuestionError::UnknownConversation { channel: text.to_owned() };
        let home = text.parse().ok().and_then(|user| workspace.home(user));
        let id: ConversationId = match home.or_else(|| written_to.map(|_| workspace.next_home())) {
            Some(home) => home,
            None => text.parse().map_err(|_| unknown())?,
        };
        let home = written_to.map(|_| ResourceKind::AppHome);
        let kind = kind_of(workspace, id).or(home).ok_or_else(unknown)?;
        Ok((id.id(), KindSet::of(&[kind])))
    });
    let classic = workspace.cast().app.kind == AppKind::Classic;
    let person = question.user_for(method).filter(|_| !classic).map(|text| {
        let unknown = || QuestionError::UnknownPerson { user: text.to_owned() };
        let user: UserId = text.parse().map_err(|_| unknown())?;
        workspace.person(user).map(|person| person.id).ok_or_else(unknown)
    });
    let person = person.transpose()?.or(written_to);
    Ok((method, Target { conversation: conversation.transpose()?, person }))
}

/// The person whom a call writes to, where the app has no direct message with them (any more).
fn stranger(workspace: &Workspace, method: Method, text: &str) -> Option<UserId> {
    let user: UserId = text.parse().ok().filter(|_| method.name() == "chat.postMessage")?;
    let is_strange = workspace.person(user).is_some() && reached_home(workspace, user).is_none();
    is_strange.then_some(user)
}
