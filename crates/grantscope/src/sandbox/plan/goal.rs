//! What a plan is for: the call, what it still lacks, and what could be asked for to get it.

use crate::model::workspace::Workspace;
use crate::model::{ConversationId, Method, Needs, ResourceKind, Scope, ScopeSet, Target, UserId};
use crate::rules::decided;

/// The call that is to be allowed.
#[derive(Clone, Copy)]
pub(super) struct Goal {
    pub(super) method: Method,
    pub(super) target: Target,
}

/// What the call lacks.
#[derive(Clone, Copy)]
pub(super) struct Lacks {
    pub(super) token: bool,
    pub(super) scope: bool,
    pub(super) resource: bool,
}

impl Lacks {
    pub(super) fn count(self) -> usize {
        [self.token, self.scope, self.resource].into_iter().filter(|lacks| *lacks).count()
    }
}

impl Goal {
    pub(super) fn lacks(self, workspace: &Workspace) -> Lacks {
        let access = decided(workspace, self.method, self.target);
        Lacks {
            token: self.method.takes_a_token() && !workspace.has_token(),
            scope: !access.scope.is_there(),
            resource: !access.resource.is_there(),
        }
    }

    /// The smallest sets of scopes that can be asked for together and open the method where the
    /// call goes: one of its scopes, and the one that must come with it.
    pub(super) fn requests(self) -> Vec<ScopeSet> {
        let kinds = self.target.conversation.map(|_| self.target.kinds);
        let applies = |scope: Scope| {
            kinds.is_none_or(|kinds| kinds.iter().any(|kind| scope.kinds().contains(kind)))
        };
        let able: ScopeSet = self.method.scopes().iter().filter(|scope| applies(*scope)).collect();
        let mut requests = Vec::new();
        for scope in able.iter() {
            // One that implies another gives more than is needed.
            if scope.implied().intersection(able).is_empty() {
                requests.push(std::iter::once(scope).chain(scope.companion()).collect());
            }
        }
        requests
    }

    /// The conversation that the call names.
    pub(super) fn conversation(self) -> Option<ConversationId> {
        self.target.conversation.and_then(|id| ConversationId::try_from(id).ok())
    }

    /// The public channel that the call names: one that can be chosen while approving.
    pub(super) fn public_channel(self) -> Option<ConversationId> {
        self.conversation().filter(|_| self.target.kinds.contains(ResourceKind::Channel))
    }

    /// The person whom the call acts for.
    pub(super) fn acts_for(self) -> Option<UserId> {
        self.target.person.filter(|_| self.method.needs() == Needs::Person)
    }

    /// The person whom the call acts for, or in whose app home it is made.
    pub(super) fn concerned(self, workspace: &Workspace) -> Option<UserId> {
        let owner = || self.conversation().and_then(|home| workspace.home_owner(home));
        self.target.person.or_else(owner)
    }
}
