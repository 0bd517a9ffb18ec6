//! What a person agrees to, and what the app does with it.
//!
//! Not here: how the question came about (`ways.rs`).

use super::goal::{Goal, Lacks};
use super::trial::Trial;
use crate::model::change::{Code, Prompt, Purpose};
use crate::model::workspace::Workspace;
use crate::model::{Answer, Channels, Command, ConversationId, PromptId, ResourceKind};

/// How many channels are tried, at most, where one has to be chosen and it does not matter which.
const MOST_CHANNELS: usize = 8;

/// The person agrees, in every way that can help; a code that they give is exchanged.
pub(super) fn approved(trial: &Trial, goal: Goal, lacks: Lacks, prompt: PromptId) -> Vec<Trial> {
    let Some(asked) = trial.workspace.prompt(prompt) else { return Vec::new() };
    let choices = choices(&trial.workspace, goal, lacks, asked).into_iter();
    choices.filter_map(|channels| agreed(trial, prompt, channels)).collect()
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

/// No channels, and the one that the call names. Where one has to be chosen: that one, or any.
fn choices(workspace: &Workspace, goal: Goal, lacks: Lacks, prompt: &Prompt) -> Vec<Channels> {
    let chosen = |id: ConversationId| Channels::Chosen(vec![id]);
    let named = goal.public_channel();
    if !matches!(&prompt.purpose, Purpose::Install(request) if request.single_channel) {
        let needed = named.filter(|_| lacks.resource);
        return std::iter::once(Channels::None).chain(needed.map(chosen)).collect();
    }
    if let Some(named) = named {
        return vec![chosen(named)];
    }
    let conversations = workspace.cast().conversations.iter();
    let public = conversations.filter(|it| it.kind == ResourceKind::Channel).map(|it| it.id);
    public.take(MOST_CHANNELS).map(chosen).collect()
}
