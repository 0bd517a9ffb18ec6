//! Whether a call may go through, answered as Slack answers: by an error, and the rules behind it.
//!
//! The decision is `model/access.rs` and the rules are the verdict's, so that an error can never
//! say other than the explanation does.
//!
//! Source: FACTS, sections a (A0) and g, and "Suggested order of checks".

use super::{Decision, app_home, classic};
use crate::model::workspace::Workspace;
use crate::model::{
    Access, ActingForUngranted, ActingForUnknown, AppKind, AuthTest, Call, ConversationId, Dialect,
    KindSet, Method, Needs, ResourceHalf, ResourceKind, Rule, ScopeHalf, Target, TokenName, UserId,
    Verdict, access,
};
use crate::wire::{ApiError, Reply};

/// What a call is about.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Named {
    pub(super) conversation: Option<ConversationId>,
    pub(super) person: Option<UserId>,
}

/// Lets a call through and says what it is about, or refuses it.
pub(super) fn check(
    workspace: &Workspace,
    method: Method,
    call: &Call,
) -> Result<Named, Box<Decision>> {
    if matches!(call.token, TokenName::User | TokenName::Bot) {
        // Its scopes were looked at, and there are no resources.
        let person = workspace.classic().newest().map(|(user, _)| user);
        return Ok(Named { conversation: None, person });
    }
    let named = Named {
        conversation: named_conversation(workspace, method, call),
        person: named_person(workspace, method, call)?,
    };
    let with_kind =
        |id: ConversationId| kind_of(workspace, id).map(|kind| (id.id(), KindSet::of(&[kind])));
    let target = Target::of(named.conversation.and_then(with_kind), named.person);
    let access = decided(workspace, method, target);
    match refusal(&workspace.cast().dialect, access) {
        None => Ok(named),
        Some(ApiError::NoPermission) if access.resource == ResourceHalf::NotNamed => {
            Err(refused(ApiError::ChannelNotFound, Rule::ResourcesLimitScopes))
        }
        Some(error) => {
            let because = Verdict::rules(method, target, access);
            Err(Box::new(Decision::answered(Reply::failure(error), &because)))
        }
    }
}

/// Lets a call through, and says which conversation it is about.
pub(super) fn conversation(
    workspace: &Workspace,
    method: Method,
    call: &Call,
) -> Result<ConversationId, Box<Decision>> {
    let named = check(workspace, method, call)?;
    let missing = || refused(ApiError::ChannelNotFound, Rule::ResourcesLimitScopes);
    named.conversation.ok_or_else(missing)
}

/// The decision, as the app's kind and the dialect have it.
pub(crate) fn decided(workspace: &Workspace, method: Method, target: Target) -> Access {
    let cast = workspace.cast();
    if cast.app.kind == AppKind::Classic {
        return classic::access(workspace, method);
    }
    if method.name() == "auth.test" && cast.dialect.auth_test == AuthTest::Answered {
        return Access { scope: ScopeHalf::NotNeeded, resource: ResourceHalf::NotNeeded };
    }
    access(workspace.grants(), method, settled(workspace, method, target))
}

/// A call that writes to a person is about the direct message that they have by then.
fn settled(workspace: &Workspace, method: Method, target: Target) -> Target {
    match target.person.filter(|_| method.needs() == Needs::Conversation) {
        None => target,
        Some(user) => {
            let home = workspace.home(user).unwrap_or_else(|| workspace.next_home());
            Target {
                conversation: Some(home.id()),
                kinds: KindSet::of(&[ResourceKind::AppHome]),
                ..target
            }
        }
    }
}

/// Whether a scope of the method and a grant of the conversation meet.
pub(super) fn reaches(workspace: &Workspace, method: Method, id: ConversationId) -> bool {
    kind_of(workspace, id).is_some_and(|kind| {
        let grants = workspace.grants().of(kind);
        let visible = !grants.scopes.intersection(method.scopes()).is_empty();
        visible && grants.reach.containment(id.id()).is_inside()
    })
}

/// The kind of resource that a conversation is now.
pub(crate) fn kind_of(workspace: &Workspace, id: ConversationId) -> Option<ResourceKind> {
    let home = || workspace.home_owner(id).map(|_| ResourceKind::AppHome);
    workspace.conversation(id).map(|conversation| conversation.kind).or_else(home)
}

/// The scope is looked at before the resource.
fn refusal(dialect: &Dialect, access: Access) -> Option<ApiError> {
    match (access.scope, access.resource) {
        (ScopeHalf::Closed, _) => Some(ApiError::NoPermission),
        // ASSUMPTION: acting for a person who granted nothing lacks the permission, not the scope.
        (_, ResourceHalf::Person { granted: false }) => Some(match dialect.acting_for_ungranted {
            ActingForUngranted::NoPermission => ApiError::NoPermission,
            ActingForUngranted::MissingScope => ApiError::MissingScope,
        }),
        (ScopeHalf::Missing(_), _) => Some(ApiError::MissingScope),
        (ScopeHalf::NotNeeded | ScopeHalf::Held(_), _) if access.passes() => None,
        (ScopeHalf::NotNeeded | ScopeHalf::Held(_), _) => Some(ApiError::NoPermission),
    }
}

/// The conversation, if there is one of that id: what is not there is told after the scope.
fn named_conversation(
    workspace: &Workspace,
    method: Method,
    call: &Call,
) -> Option<ConversationId> {
    if method.needs() != Needs::Conversation {
        return None;
    }
    let text = call.text("channel");
    let home = text.parse().ok().and_then(|user| app_home::reached_home(workspace, user));
    let known = text.parse().ok().filter(|id| kind_of(workspace, *id).is_some());
    home.or(known)
}

fn named_person(
    workspace: &Workspace,
    method: Method,
    call: &Call,
) -> Result<Option<UserId>, Box<Decision>> {
    if method.needs() != Needs::Person {
        return Ok(None);
    }
    let Some(text) = &call.acting_for else {
        return Err(refused(ApiError::UserNotSpecified, Rule::HeaderNamesPerson));
    };
    // ASSUMPTION: acting for somebody who is not there is answered as a person not found.
    let known = text.parse().ok().filter(|user| workspace.person(*user).is_some());
    let unknown = match workspace.cast().dialect.acting_for_unknown {
        ActingForUnknown::UserNotFound => ApiError::UserNotFound,
        ActingForUnknown::InvalidUser => ApiError::InvalidUser,
        ActingForUnknown::NoPermission => ApiError::NoPermission,
    };
    let user = known.ok_or_else(|| refused(unknown, Rule::HeaderNamesPerson))?;
    // ASSUMPTION: acting for a deactivated person is answered as an inactive account.
    if workspace.is_deactivated(user) {
        return Err(refused(ApiError::AccountInactive, Rule::DeactivationEndsAgency));
    }
    Ok(Some(user))
}

/// A refusal of arguments that cannot be.
pub(super) fn unsound(error: ApiError) -> Box<Decision> {
    refused(error, Rule::ArgumentsMustBeSound)
}

/// A refusal, by a rule.
pub(super) fn refused(error: ApiError, rule: Rule) -> Box<Decision> {
    Box::new(Decision::refused(error, rule))
}
