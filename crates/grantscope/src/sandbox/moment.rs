//! A moment of the small world, to try things on: it has no history, and nobody is told of what is
//! tried on it.
//!
//! The rules are the sandbox's own, and so is what follows. What is left out is what costs time and
//! decides nothing: sentences, deliveries, retries, and how often the app has called. Not here: what
//! is worth trying (`grantscope-explore`), and what two moments have to have in common to count as one
//! (`model/workspace/essence.rs`).

use super::deliveries::heard;
use super::explain::{bar, explain, understand};
use super::{Explanation, Sandbox, follow};
use crate::model::prompt::{Code, Purpose};
use crate::model::workspace::essence::Usable;
use crate::model::workspace::{Installation, Workspace};
use crate::model::{
    Call, Cast, Channels, Command, Containment, ConversationId, GrantsView, Input, InstallRoute,
    Misuse, PromptId, Question, QuestionError, ResourceKind, SlackId, Stage, Topic, UserId,
    Verdict, grants_view,
};
use crate::rules::{
    CODE_LIFETIME, Decision, TRIGGER_LIFETIME, asks_for_channels, decide, decided, is_exchangeable,
    lets_ask,
};
use crate::view::{self, View};
use crate::wire::Reply;

pub use crate::model::workspace::essence::{Essence, Part};

/// The small world at one moment. It is cheap to copy.
///
/// ```
/// use grantscope::{Cast, Command, Input, InstallRoute, Question, Sandbox};
///
/// let start = Sandbox::new(Cast::default())?.moment_at(0);
/// let olive = "U061F7AUR".parse()?;
/// let install = Command::install(olive, &[], InstallRoute::Settings);
/// let asked = start.after(&Input { after: 0, command: install }).ok_or("it is possible")?;
/// assert_eq!(asked.prompts().count(), 1);
/// assert_eq!(start.prompts().count(), 0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Moment {
    workspace: Workspace,
}

/// A question that waits for an answer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Asked {
    /// Which.
    pub prompt: PromptId,
    /// Who is asked.
    pub user: UserId,
    /// Whether it is about installing the app, rather than about more permissions.
    pub install: bool,
    /// Whether channels can be chosen.
    pub channels: bool,
    /// Whether exactly one channel has to be chosen.
    pub single_channel: bool,
    /// Whether who approves gives the app a code to exchange.
    pub gives_a_code: bool,
}

/// What an input tells.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Told {
    /// What happens, as one would tell it: `Olive removed the app from #lunch.`
    pub sentence: String,
    /// The events that reach the app, which subscribed to them.
    pub events: Vec<Topic>,
}

/// What a person consented to, until the app exchanges it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Exchangeable {
    /// Who consented.
    pub user: UserId,
    /// The scopes, by name.
    pub scopes: Vec<String>,
    /// Where.
    pub channels: Channels,
}

impl Sandbox {
    /// The world after so many steps, to try things on.
    pub fn moment_at(&self, steps: usize) -> Moment {
        let mut workspace = self.workspace_at(steps).clone();
        workspace.forget_calls();
        Moment { workspace }
    }

    /// The world as it will stand if nothing happens for so many milliseconds.
    ///
    /// # Errors
    /// If no calendar has such a day.
    pub fn moment_later(&self, after: u64) -> Result<Moment, Misuse> {
        self.later(after).map(|workspace| Moment { workspace })
    }
}

impl Moment {
    /// Where an input leads. Nothing if it makes no sense now, or Slack refuses it.
    pub fn after(&self, input: &Input) -> Option<Self> {
        self.after_telling(input).map(|(after, _)| after)
    }

    /// The same, with the events that reach the app, which subscribed to them.
    pub fn after_telling(&self, input: &Input) -> Option<(Self, Vec<Topic>)> {
        let (before, decision) = self.decide(input).ok()?;
        if is_refused(&decision) {
            return None;
        }
        let mut workspace = follow(before, &decision.changes);
        workspace.forget_calls();
        let events = heard(&workspace, &decision.changes);
        Some((Self { workspace }, events))
    }

    /// What it tells if an input comes. Nothing if it makes no sense now, or Slack refuses it.
    pub fn told(&self, input: &Input) -> Option<Told> {
        let (before, decision) = self.decide(input).ok()?;
        if is_refused(&decision) {
            return None;
        }
        let sentence = view::sentence(&before, &input.command, &decision);
        let workspace = follow(before, &decision.changes);
        let events = heard(&workspace, &decision.changes);
        Some(Told { sentence, events })
    }

    /// What a call would be answered with now.
    ///
    /// # Errors
    /// If it makes no sense.
    pub fn answer(&self, call: &Call) -> Result<Option<Reply>, Misuse> {
        Ok(self.decide(&Input { after: 0, command: Command::Call(call.clone()) })?.1.reply)
    }

    /// What matters of it, written into a place that is used again and again.
    pub fn write_essence(&self, into: &mut Essence) {
        let usable = Usable {
            trigger: &|trigger| lets_ask(&self.workspace, trigger),
            code: &|code| is_exchangeable(&self.workspace, code),
        };
        self.workspace.write_essence(&usable, into);
    }

    /// What matters of it.
    pub fn essence(&self) -> Essence {
        let mut essence = Essence::default();
        self.write_essence(&mut essence);
        essence
    }

    /// What these people and the app could do now, each input once and at once, whether it is
    /// possible or not. A screen completes installs and requests with the scopes, and approvals with
    /// the channels, that people choose. Look-ups, which change nothing, time, and channels that are
    /// made are left out.
    pub fn offered(&self, people: &[UserId]) -> Vec<Input> {
        let at_once = |command| Input { after: 0, command };
        view::offered(&self.workspace, people).into_iter().map(at_once).collect()
    }

    /// How long one has to wait, in milliseconds, until each sort of thing that can be used for a
    /// while cannot be used any more: triggers, codes if there is one, tokens if they are renewed.
    pub fn waits(&self) -> Vec<u64> {
        let mut waits = vec![TRIGGER_LIFETIME.saturating_add(1)];
        if self.codes() > 0 {
            waits.push(CODE_LIFETIME.saturating_add(1));
        }
        if self.workspace.rotates() && self.workspace.has_token() {
            waits.push(self.cast().dialect.token_lifetime());
        }
        waits
    }

    /// The questions that wait for an answer, oldest first.
    pub fn prompts(&self) -> impl Iterator<Item = Asked> {
        self.workspace.open_prompts().map(|prompt| {
            let install = match &prompt.purpose {
                Purpose::Install(request) => Some(request),
                Purpose::Permissions { .. } | Purpose::ActingFor { .. } => None,
            };
            Asked {
                prompt: prompt.id,
                user: prompt.user,
                install: install.is_some(),
                channels: asks_for_channels(prompt),
                single_channel: install.is_some_and(|request| request.single_channel),
                gives_a_code: install.is_some_and(|request| request.route == InstallRoute::Oauth),
            }
        })
    }

    /// The scopes that a question is about, by name.
    pub fn asked_for(&self, prompt: PromptId) -> Vec<String> {
        let asked = self.workspace.open_prompts().find(|open| open.id == prompt);
        asked.map(|asked| asked.scopes.names()).unwrap_or_default()
    }

    /// The triggers that the app can ask with: whose each is, and its text.
    pub fn triggers(&self) -> impl Iterator<Item = (UserId, &str)> {
        let live = self.workspace.triggers().filter(|it| lets_ask(&self.workspace, it));
        live.map(|trigger| (trigger.user, trigger.text.as_str()))
    }

    /// Every trigger that there ever was: whose each is, and its text.
    pub fn all_triggers(&self) -> impl Iterator<Item = (UserId, &str)> {
        self.workspace.triggers().map(|trigger| (trigger.user, trigger.text.as_str()))
    }

    /// How many codes can be exchanged.
    pub fn codes(&self) -> usize {
        self.exchangeable().count()
    }

    /// What stands behind each of them.
    pub fn consents(&self) -> impl Iterator<Item = Exchangeable> {
        self.exchangeable().map(|code| Exchangeable {
            user: code.consent.user,
            scopes: code.consent.scopes.names(),
            channels: code.consent.channels.clone(),
        })
    }

    /// Whom a dialog waits for.
    pub fn dialogs(&self) -> impl Iterator<Item = UserId> {
        self.workspace.open_dialogs().map(|dialog| dialog.user)
    }

    /// The public channels, which a person chooses among.
    pub fn public_channels(&self) -> impl Iterator<Item = ConversationId> {
        let public = |kind| kind == ResourceKind::Channel;
        self.workspace.conversations().filter(move |(_, it)| public(it.kind)).map(|(id, _)| id)
    }

    /// Every conversation but app homes: what kind of resource it is, and whether it is archived.
    pub fn conversations(&self) -> impl Iterator<Item = (ConversationId, ResourceKind, bool)> {
        self.workspace.conversations().map(|(id, state)| (id, state.kind, state.archived))
    }

    /// Whether the account is deleted.
    pub fn is_deactivated(&self, user: UserId) -> bool {
        self.workspace.is_deactivated(user)
    }

    /// Every conversation, and the app homes by whose they are, if there is one.
    pub fn places(&self) -> impl Iterator<Item = (ConversationId, Option<UserId>)> {
        let between = self.workspace.conversations().map(|(id, _)| (id, None));
        between.chain(self.workspace.homes_by_person().map(|(user, home)| (home, Some(user))))
    }

    /// Whether the app may make a call. Not if it names what is not there.
    pub fn allows(&self, question: &Question) -> bool {
        understand(&self.workspace, question).is_ok_and(|(method, target)| {
            bar(&self.workspace, method, target).is_none()
                && decided(&self.workspace, method, target).passes()
        })
    }

    /// Whether it may, why, and what would have to happen so that it may.
    ///
    /// # Errors
    /// If the question names what is not there.
    pub fn explain(&self, question: &Question) -> Result<Explanation, QuestionError> {
        explain(&self.workspace, question)
    }

    /// Whether it may and why, without the search for a plan.
    ///
    /// # Errors
    /// If the question names what is not there.
    pub fn verdict(&self, question: &Question) -> Result<Verdict, QuestionError> {
        let (method, target) = understand(&self.workspace, question)?;
        Ok(super::explain::verdict(&self.workspace, method, target))
    }

    /// The stage of the lifecycle that the app is in.
    pub fn stage(&self) -> Stage {
        self.workspace.stage()
    }

    /// Whether a conversation is excluded from what was granted.
    pub fn excludes(&self, place: ConversationId) -> bool {
        let stands = |kind| self.workspace.grants().of(kind).reach.containment(place.id());
        ResourceKind::ALL.into_iter().any(|kind| stands(kind) == Containment::Excluded)
    }

    /// Who and what was there at first.
    pub fn cast(&self) -> &Cast {
        self.workspace.cast()
    }

    /// Whether the app was installed and is no more.
    pub fn is_uninstalled(&self) -> bool {
        self.workspace.installation() == Installation::Uninstalled
    }

    /// What the app holds.
    pub fn grants(&self) -> GrantsView {
        grants_view(self.workspace.catalogue(), self.workspace.grants(), &[], &|id| self.name(id))
    }

    /// What people call an id; the id itself if nobody calls it anything.
    pub fn name(&self, id: SlackId) -> String {
        view::name(&self.workspace, id)
    }

    /// What a screen needs.
    pub fn view(&self) -> View {
        view::view(&self.workspace)
    }

    fn exchangeable(&self) -> impl Iterator<Item = &Code> {
        self.workspace.codes().filter(|code| is_exchangeable(&self.workspace, code))
    }

    /// The world at the time of an input, and what the input leads to.
    fn decide(&self, input: &Input) -> Result<(Workspace, Decision), Misuse> {
        let mut before = self.workspace.clone();
        if input.after > 0 {
            let then = before.now().later(input.after);
            before = before.at(then.ok_or(Misuse::TooLate { after: input.after })?);
        }
        let decision = decide(&before, &input.command)?;
        Ok((before, decision))
    }
}

fn is_refused(decision: &Decision) -> bool {
    decision.reply.as_ref().is_some_and(|reply| reply.error().is_some())
}
