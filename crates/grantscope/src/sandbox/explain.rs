//! Whether a call would pass, why, and what would have to happen so that it may.
//!
//! What keeps a call out whatever was granted is looked at first; then the access decides. Not here:
//! the decision (`model/access.rs`) and the plans (`plan.rs`).

use serde::Serialize;

use super::Sandbox;
use super::plan::{NoPlan, plan};
use crate::model::token::TokenStanding;
use crate::model::workspace::Workspace;
use crate::model::{
    AppKind, ConversationId, Input, KindSet, Method, Milestone, Missing, Question, QuestionError,
    ResourceKind, Rule, RuleEntry, SlackId, Target, UserId, Verdict,
};
use crate::rules::{decided, keeps_to_its_own, kind_of, reached_home, standard};
use crate::view;

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
        explain(self.workspace_at(steps), question)
    }

    /// The verdict alone, without the search for a plan: for questions that are asked at every step.
    ///
    /// # Errors
    /// If the question names what is not there.
    pub fn verdict_at(&self, steps: usize, question: &Question) -> Result<Verdict, QuestionError> {
        let workspace = self.workspace_at(steps);
        let (method, target) = understand(workspace, question)?;
        Ok(verdict(workspace, method, target))
    }

    /// The rule by which no call that carries the app's token passes after so many steps, whatever
    /// was granted. Nothing while its token is good.
    #[must_use]
    pub fn barred_at(&self, steps: usize) -> Option<RuleEntry> {
        let bar = barred_token(self.workspace_at(steps), Target::default());
        bar.map(|(_, _, rule)| rule.entry())
    }
}

/// The verdict, and a plan.
pub(super) fn explain(
    workspace: &Workspace,
    question: &Question,
) -> Result<Explanation, QuestionError> {
    let (method, target) = understand(workspace, question)?;
    let verdict = verdict(workspace, method, target);
    let (plan, no_plan) = match plan(workspace, method, target) {
        Ok(plan) => (Some(plan), None),
        Err(reason) => (None, Some(reason)),
    };
    Ok(Explanation { verdict, plan, no_plan })
}

/// The decision explained, or what keeps the call out.
pub(super) fn verdict(workspace: &Workspace, method: Method, target: Target) -> Verdict {
    let access = decided(workspace, method, target);
    match bar(workspace, method, target) {
        Some((standing, missing, rule)) => {
            Verdict::barred(method, access, standing, missing, rule.entry())
        }
        None => Verdict::of(method, target, access, |id| view::name(workspace, id)),
    }
}

/// How things stand, what the call lacks, and the rule.
type Bar = (&'static str, Missing, Rule);

/// What keeps a call out, whatever was granted.
pub(super) fn bar(workspace: &Workspace, method: Method, target: Target) -> Option<Bar> {
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
    let made_by_another = made_by_another(workspace, method, target);
    barred_token(workspace, target).or_else(|| {
        made_by_another.then_some((
            "made by somebody else",
            Missing::Ownership,
            Rule::OnlyCreatorChanges,
        ))
    })
}

/// What keeps out every call that carries the app's token, or that is made for that person.
fn barred_token(workspace: &Workspace, target: Target) -> Option<Bar> {
    let uninstalled = ("uninstalled", Missing::Installation, Rule::TokenNeeded);
    let revoked = ("token revoked", Missing::Token, Rule::TokenNeeded);
    let gone = target.person.filter(|person| workspace.is_deactivated(*person));
    match workspace.token_standing() {
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
        TokenStanding::Inactive => Some(("deleted", Missing::OtherToken, Rule::DeletedIsInactive)),
    }
}

/// Whether the call changes a conversation that the app did not make.
pub(super) fn made_by_another(workspace: &Workspace, method: Method, target: Target) -> bool {
    let named = target.conversation.and_then(|id| ConversationId::try_from(id).ok());
    let state = named.and_then(|id| workspace.conversation(id));
    state.is_some_and(|state| keeps_to_its_own(workspace, method, state))
}

pub(super) fn understand(
    workspace: &Workspace,
    question: &Question,
) -> Result<(Method, Target), QuestionError> {
    let method = workspace
        .catalogue()
        .method(&question.method)
        .ok_or_else(|| QuestionError::UnknownMethod { method: question.method.clone() })?;
    let method = standard(workspace, method);
    let written_to =
        question.channel_for(method).and_then(|text| stranger(workspace, method, text));
    let conversation =
        question.channel_for(method).map(|text| conversation_named(workspace, text, written_to));
    let classic = workspace.cast().app.kind == AppKind::Classic;
    let person = question.user_for(method).filter(|_| !classic).map(|text| {
        let unknown = || QuestionError::UnknownPerson { user: text.to_owned() };
        let user: UserId = text.parse().map_err(|_| unknown())?;
        workspace.person(user).map(|person| person.id).ok_or_else(unknown)
    });
    let person = person.transpose()?.or(written_to);
    Ok((method, Target::of(conversation.transpose()?, person)))
}

/// The conversation that a text names; the direct message that would be opened with a stranger.
fn conversation_named(
    workspace: &Workspace,
    text: &str,
    stranger: Option<UserId>,
) -> Result<(SlackId, KindSet), QuestionError> {
    let unknown = || QuestionError::UnknownConversation { channel: text.to_owned() };
    let home = text.parse().ok().and_then(|user| workspace.home(user));
    let id: ConversationId = match home.or_else(|| stranger.map(|_| workspace.next_home())) {
        Some(home) => home,
        None => text.parse().map_err(|_| unknown())?,
    };
    let home = stranger.map(|_| ResourceKind::AppHome);
    let kind = kind_of(workspace, id).or(home).ok_or_else(unknown)?;
    Ok((id.id(), KindSet::of(&[kind])))
}

/// The person whom a call writes to, where the app has no direct message with them (any more).
fn stranger(workspace: &Workspace, method: Method, text: &str) -> Option<UserId> {
    let user: UserId = text.parse().ok().filter(|_| method.is_slacks("chat.postMessage"))?;
    let is_strange = workspace.person(user).is_some() && reached_home(workspace, user).is_none();
    is_strange.then_some(user)
}
