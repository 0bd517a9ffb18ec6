//! Why nothing that anybody could do would make a call possible.

use serde::Serialize;

use super::goal::Goal;
use crate::model::workspace::Workspace;
use crate::model::{Needs, ResourceHalf, ScopeHalf, access};

/// Why there is no plan.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct NoPlan {
    /// For programs.
    pub reason: NoPlanReason,
    /// For people: `Workspace tokens can never call auth.test.`
    pub sentence: String,
}

/// Why there is no plan, for programs.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NoPlanReason {
    /// The method is closed to workspace tokens.
    ClosedToWorkspaceTokens,
    /// The call does not name the conversation, or the person, that it is about.
    NotNamed,
    /// None of the scopes that open the method works on what the call is about.
    NoScopeApplies,
    /// Nothing that people and the app can do now helps.
    NothingHelps,
}

impl NoPlan {
    pub(super) fn of(goal: Goal, reason: NoPlanReason) -> Self {
        let method = goal.method.name();
        let sentence = match reason {
            NoPlanReason::ClosedToWorkspaceTokens => {
                format!("Workspace tokens can never call {method}.")
            }
            NoPlanReason::NotNamed if goal.method.needs() == Needs::Person => {
                format!("The call of {method} names nobody for whom the app would act.")
            }
            NoPlanReason::NotNamed => format!("The call of {method} names no conversation."),
            NoPlanReason::NoScopeApplies => {
                format!("No scope opens {method} in {}.", place(goal))
            }
            NoPlanReason::NothingHelps => {
                format!("Nothing that can be done now lets the app call {method} there.")
            }
        };
        Self { reason, sentence }
    }
}

/// What is known without trying.
pub(super) fn known(workspace: &Workspace, goal: Goal) -> Option<NoPlan> {
    let access = access(workspace.grants(), goal.method, goal.target);
    let reason = if access.scope == ScopeHalf::Closed {
        NoPlanReason::ClosedToWorkspaceTokens
    } else if access.resource == ResourceHalf::NotNamed {
        NoPlanReason::NotNamed
    } else if !access.scope.is_there() && goal.requests().next().is_none() {
        NoPlanReason::NoScopeApplies
    } else {
        return None;
    };
    Some(NoPlan::of(goal, reason))
}

fn place(goal: Goal) -> &'static str {
    let kind = goal.target.conversation.and_then(|(_, kinds)| kinds.iter().next());
    kind.map_or("that place", |kind| kind.plural())
}
