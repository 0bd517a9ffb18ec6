//! What commands have in common: somebody does them, to an app that is there.
//!
//! Not here: what a call needs (`permission.rs`).

use crate::model::workspace::Workspace;
use crate::model::{AppKind, Milestone, Misuse, UserId};

/// Whether the person is there.
pub(super) fn check_person(workspace: &Workspace, user: UserId) -> Result<(), Misuse> {
    workspace.person(user).ok_or(Misuse::UnknownPerson { user })?;
    if workspace.is_deactivated(user) { Err(Misuse::Deactivated { user }) } else { Ok(()) }
}

/// Whether the app is there, of whatever kind.
pub(super) fn check_present(workspace: &Workspace) -> Result<(), Misuse> {
    if workspace.is_installed() { Ok(()) } else { Err(Misuse::NotInstalled) }
}

/// Whether a workspace app is there, which can be added to places and be asked things.
pub(super) fn check_installed(workspace: &Workspace) -> Result<(), Misuse> {
    match workspace.cast().app.kind {
        AppKind::Classic => Err(Misuse::ClassicApp),
        AppKind::Workspace if Milestone::Retired.has_come(workspace.now()) => Err(Misuse::Retired),
        AppKind::Workspace => check_present(workspace),
    }
}
