//! A person's account is deleted: what of the app ends with it, and what does not.
//!
//! Not here: what a person who is gone can no longer do (`checks.rs`), and that
//! nobody acts for them any more (`permission.rs`).
//!
//! Source: 003_ddcde49b587a50ab.txt, What was unique to workspace tokens?; FACTS, section g.

use super::{Decision, check_person};
use crate::model::change::Change;
use crate::model::person_state::PersonChange;
use crate::model::workspace::Workspace;
use crate::model::{Misuse, Rule, UserId};

/// An admin deletes a person's account. Consent ends with the person who gave it; what belongs to
/// the workspace stays, and a conversation that was had is kept like any other.
// ASSUMPTION: what a deactivated person let the app do is taken back and told.
// ASSUMPTION: the app home of a deactivated person stays with the app.
pub(super) fn deactivate(workspace: &Workspace, user: UserId) -> Result<Decision, Misuse> {
    check_person(workspace, user)?;
    let mut changes = vec![Change::PersonChanged { user, change: PersonChange::Deactivated }];
    let mut because = Vec::new();
    if workspace.is_installed() {
        because.push(Rule::InstallOutlivesInstaller);
    }
    if !workspace.grants().of_user(user).is_empty() {
        changes.push(Change::UserRemoved { user });
        because.push(Rule::DeactivationEndsAgency);
    }
    Ok(Decision::by(&because).with(changes))
}
