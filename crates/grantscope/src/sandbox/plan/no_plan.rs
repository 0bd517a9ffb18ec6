//! Why nothing that anybody could do would make a call possible.

use serde::Serialize;

use super::goal::Goal;
use crate::model::workspace::Workspace;
use crate::model::{AppKind, Missing, Needs, ResourceHalf, ScopeHalf};
use crate::rules::decided;
use crate::sandbox::explain::{bar, made_by_another};

/// Why there is no plan.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct NoPlan {
    /// For programs.
    pub reason: NoPlanReason,
    /// For people: `The app's token can never call auth.test.`
    pub sentence: String,
}

/// Why there is no plan, for programs.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NoPlanReason {
    /// The method is closed to workspace tokens.
    ClosedToWorkspaceTokens,
    /// The method is closed to the tokens of classic apps.
    ClosedToClassicTokens,
    /// What the tokens of classic apps do with the method is outside the model.
    NotModelled,
    /// The method is not there yet on this date, or no more.
    OtherTime,
    /// The workspace is no more.
    WorkspaceDeleted,
    /// The account of the person for whom the app would act was deleted.
    PersonDeactivated,
    /// The call does not name the conversation, or the person, that it is about.
    NotNamed,
    /// The app did not make the conversation that it would change.
    MadeByAnother,
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
                format!("The app's token can never call {method}.")
            }
            NoPlanReason::ClosedToClassicTokens => {
                format!("Tokens of classic apps can never call {method}.")
            }
            NoPlanReason::NotModelled => {
                format!("What tokens of classic apps do with {method} is not modelled.")
            }
            NoPlanReason::OtherTime => format!("On this date nobody can call {method}."),
            NoPlanReason::PersonDeactivated => {
                "Nobody acts for a person whose account was deleted.".to_owned()
            }
            NoPlanReason::WorkspaceDeleted => {
                "Nothing can be done any more: all of it was deleted.".to_owned()
            }
            NoPlanReason::NotNamed if goal.method.needs() == Needs::Person => {
                format!("The call of {method} names nobody for whom the app would act.")
            }
            NoPlanReason::NotNamed => format!("The call of {method} does not say where."),
            NoPlanReason::MadeByAnother => {
                format!("An app calls {method} only in conversations that it made.")
            }
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
    let access = decided(workspace, goal.method, goal.target);
    let barred = bar(workspace, goal.method, goal.target).map(|(_, missing, _)| missing);
    let reason = if barred == Some(Missing::OtherTime) {
        NoPlanReason::OtherTime
    } else if workspace.is_deleted() {
        NoPlanReason::WorkspaceDeleted
    } else if goal.target.person.is_some_and(|person| workspace.is_deactivated(person)) {
        NoPlanReason::PersonDeactivated
    } else if barred == Some(Missing::OtherToken) {
        NoPlanReason::ClosedToClassicTokens
    } else if access.scope == ScopeHalf::Closed && workspace.cast().app.kind == AppKind::Classic {
        NoPlanReason::NotModelled
    } else if access.scope == ScopeHalf::Closed {
        NoPlanReason::ClosedToWorkspaceTokens
    } else if access.resource == ResourceHalf::NotNamed {
        NoPlanReason::NotNamed
    } else if made_by_another(workspace, goal.method, goal.target) {
        NoPlanReason::MadeByAnother
    } else if !access.scope.is_there() && goal.requests().is_empty() {
        NoPlanReason::NoScopeApplies
    } else {
        return None;
    };
    Some(NoPlan::of(goal, reason))
}

fn place(goal: Goal) -> &'static str {
    let kind = goal.target.kinds.iter().next();
    kind.map_or("that place", |kind| goal.method.catalogue().plural(kind))
}
