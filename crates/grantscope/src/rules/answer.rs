//! A person answers a prompt, in one way or the other.
//!
//! Not here: what follows for an install, a request, or one to act for a person (their own files).
//!
//! Source: 001_da8ff31ae8236703.txt, Flow and states.

use super::{Decision, acting_for, install, progressive};
use crate::model::change::Change;
use crate::model::prompt::{Closing, Prompt, Purpose};
use crate::model::workspace::Workspace;
use crate::model::{Answer, AppKind, Channels, Milestone, Misuse, PromptId, ResourceKind, Rule};

/// Decides an answer.
pub(super) fn answer(
    workspace: &Workspace,
    id: PromptId,
    answer: &Answer,
) -> Result<Decision, Misuse> {
    let prompt = workspace.prompt(id).ok_or(Misuse::UnknownPrompt { prompt: id })?;
    if prompt.closed.is_some() {
        return Err(Misuse::PromptClosed { prompt: id });
    }
    if let Answer::Approve { channels } = answer {
        check_time(workspace)?;
        check_channels(workspace, prompt, channels)?;
    }
    let mut decision = match (&prompt.purpose, answer) {
        (Purpose::Install(request), Answer::Approve { channels }) => {
            install::consented(workspace, prompt, request, channels)?
        }
        (Purpose::Install(_), Answer::Deny) => Decision::by(&[Rule::RefusalInstallsNothing]),
        (Purpose::Permissions { trigger }, Answer::Approve { channels }) => {
            progressive::approved(workspace, prompt, trigger, channels)
        }
        (Purpose::Permissions { trigger }, Answer::Deny) => {
            progressive::denied(workspace, prompt, trigger)
        }
        (Purpose::ActingFor { trigger }, Answer::Approve { .. }) => {
            acting_for::approved(prompt, trigger)
        }
        (Purpose::ActingFor { trigger }, Answer::Deny) => acting_for::denied(prompt, trigger),
    };
    let closing = match answer {
        Answer::Approve { .. } => Closing::Approved,
        Answer::Deny => Closing::Denied,
    };
    decision.changes.insert(0, Change::PromptClosed { prompt: id, answer: closing });
    Ok(decision)
}

/// A dialog that was open on retirement day can be closed, and approves nothing any more.
fn check_time(workspace: &Workspace) -> Result<(), Misuse> {
    let retired = Milestone::Retired.has_come(workspace.now());
    match workspace.cast().app.kind {
        AppKind::Workspace if retired => Err(Misuse::Retired),
        AppKind::Workspace | AppKind::Classic => Ok(()),
    }
}

/// Channels can be chosen while installing, and for scopes that work in them.
pub(crate) fn asks_for_channels(prompt: &Prompt) -> bool {
    match &prompt.purpose {
        Purpose::Install(_) => true,
        Purpose::Permissions { .. } => !prompt.scopes.applying_to(ResourceKind::Channel).is_empty(),
        Purpose::ActingFor { .. } => false,
    }
}

fn check_channels(
    workspace: &Workspace,
    prompt: &Prompt,
    channels: &Channels,
) -> Result<(), Misuse> {
    if *channels != Channels::None && !asks_for_channels(prompt) {
        return Err(Misuse::NoChannelsAsked { prompt: prompt.id });
    }
    let named = match channels {
        Channels::None => return Ok(()),
        Channels::Chosen(ids) | Channels::AllExcept(ids) => ids,
    };
    named.iter().try_for_each(|conversation| {
        let known = workspace
            .conversation(*conversation)
            .ok_or(Misuse::UnknownConversation { conversation: *conversation })?;
        if known.kind == ResourceKind::Channel {
            Ok(())
        } else {
            Err(Misuse::NotAPublicChannel { conversation: *conversation })
        }
    })
}
