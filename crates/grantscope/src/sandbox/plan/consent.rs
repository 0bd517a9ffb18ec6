//! What a person agrees to, and what the app does with it.
//!
//! Not here: how the question came about (`ways.rs`).

use super::goal::{Goal, Lacks};
use super::trial::Trial;
use crate::model::prompt::{Code, Purpose};
use crate::model::workspace::Workspace;
use crate::model::{Answer, Channels, Command, ConversationId, PromptId, ResourceKind};

/// How many channels are tried, at most, where one has to be chosen and it does not matter which.
const MOST_CHANNELS: usize = 8;

/// The person agrees, in every way that can help; a code that they give is exchanged.
pub(super) fn approved(trial: &Trial, goal: Goal, lacks: Lacks, prompt: PromptId) -> Vec<Trial> {
    let Some(asked) = trial.workspace.prompt(prompt) else { return Vec::new() };
    let agreed = |channels| agreed(trial, prompt, channels);
    if matches!(&asked.purpose, Purpose::Install(request) if request.single_channel) {
        return single_channels(&trial.workspace, goal).into_iter().filter_map(agreed).collect();
    }
    let named = goal.public_channel().filter(|_| lacks.resource).map(chosen);
    named.and_then(agreed).or_else(|| agreed(Channels::None)).into_iter().collect()
}

fn agreed(trial: &Trial, prompt: PromptId, channels: Channels) -> Option<Trial> {
    let codes = trial.workspace.codes_issued();
    let agreed = trial.run(Command::Answer { prompt, answer: Answer::Approve { channels } })?;
    if agreed.workspace.codes_issued() == codes {
        return Some(agreed);
    }
    exchanged(&agreed, agreed.workspace.newest_code()?)
}

/// The app exchanges a code for its token.
pub(super) fn exchanged(trial: &Trial, code: &Code) -> Option<Trial> {
    trial.run(Command::Call(code.exchange(&trial.workspace.cast().app)))
}

/// Where one channel has to be chosen: the one that the call names, or any.
fn single_channels(workspace: &Workspace, goal: Goal) -> Vec<Channels> {
    if let Some(named) = goal.public_channel() {
        return vec![chosen(named)];
    }
    let conversations = workspace.cast().conversations.iter();
    let public = conversations.filter(|it| it.kind == ResourceKind::Channel).map(|it| it.id);
    public.take(MOST_CHANNELS).map(chosen).collect()
}

fn chosen(channel: ConversationId) -> Channels {
    Channels::Chosen(vec![channel])
}
