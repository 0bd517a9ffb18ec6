//! A way to repair a denial: inputs after which the same call is allowed.
//!
//! The inputs are tried on a copy, by the same rules, so a plan that is returned works. Not here:
//! a search for the shortest of all ways; this follows the documents' own way (invite, or ask).

use super::{decided, follow, verdict};
use crate::model::workspace::Workspace;
use crate::model::{
    Answer, Call, Channels, Command, ConversationId, Distribution, Gesture, Input, InstallRoute,
    Method, Missing, Needs, ResourceKind, Scope, Target, UserId,
};
use crate::rules::decide;

/// Inputs after which the call is allowed, or nothing if no way is known.
pub(super) fn plan(workspace: &Workspace, method: Method, target: Target) -> Option<Vec<Input>> {
    if let Some(inputs) = under_way(workspace, method, target) {
        return Some(inputs);
    }
    let mut trial = Trial::of(workspace);
    if method.needs() != Needs::Client && !workspace.has_token() {
        if workspace.can_refresh() {
            trial.run(Command::Call(Call::refreshing(&workspace.cast().app)))?;
        } else {
            trial.install(scopes_for(method, target), target.person)?;
        }
    }
    let verdict = verdict(&trial.workspace, method, target);
    let lacks_scope =
        verdict.missing.iter().any(|missing| matches!(missing, Missing::Scope { .. }));
    let consent = verdict.missing.iter().find_map(|missing| match missing {
        Missing::Consent { user } => Some(*user),
        Missing::Installation
        | Missing::Token
        | Missing::Scope { .. }
        | Missing::Resource { .. }
        | Missing::Name { .. }
        | Missing::OtherToken => None,
    });
    match consent.or(target.person.filter(|_| lacks_scope)) {
        Some(user) => trial.ask_to_act_for(user, &scopes_for(method, target))?,
        None if lacks_scope => trial.ask(&scopes_for(method, target))?,
        None => {}
    }
    let inside = decided(&trial.workspace, method, target).passes();
    if let (false, Some((id, _))) = (inside, target.conversation) {
        trial.enter(ConversationId::try_from(id).ok()?)?;
    }
    decided(&trial.workspace, method, target).passes().then_some(trial.inputs)
}

/// What was begun is ended first: a question that is open is answered, a code exchanged.
fn under_way(workspace: &Workspace, method: Method, target: Target) -> Option<Vec<Input>> {
    let passes = |trial: &Trial| {
        trial.workspace.has_token() && decided(&trial.workspace, method, target).passes()
    };
    let exchanged = |mut trial: Trial| {
        let code = trial.workspace.newest_code().filter(|code| !code.exchanged)?.text.clone();
        let exchange = Call::exchanging(&code, &trial.workspace.cast().app);
        trial.run(Command::Call(exchange)).map(|()| trial)
    };
    let answered = |prompt| {
        let mut trial = Trial::of(workspace);
        trial.run(Command::Answer { prompt, answer: approval() }).map(|()| trial)
    };
    let prompts = workspace.open_prompts().map(|prompt| prompt.id);
    let begun = std::iter::once(Trial::of(workspace)).chain(prompts.filter_map(answered));
    begun
        .flat_map(|trial| [Some(trial.clone()), exchanged(trial)])
        .flatten()
        .find(|trial| passes(trial))
        .map(|trial| trial.inputs)
}

/// The scopes to ask for: one that applies where the call goes, and the one it must come with.
fn scopes_for(method: Method, target: Target) -> Vec<&'static str> {
    let conversation = target.conversation.filter(|_| method.needs() == Needs::Conversation);
    let kinds = conversation.map(|(_, kinds)| kinds);
    let applies = |scope: &Scope| {
        kinds.is_none_or(|kinds| kinds.iter().any(|kind| scope.kinds().contains(kind)))
    };
    let scope = method.scopes().iter().find(applies);
    let companion = scope.and_then(Scope::companion);
    scope.into_iter().chain(companion).map(Scope::name).collect()
}

#[derive(Clone)]
struct Trial {
    workspace: Workspace,
    inputs: Vec<Input>,
}

impl Trial {
    fn of(workspace: &Workspace) -> Self {
        Self { workspace: workspace.clone(), inputs: Vec::new() }
    }

    /// Lets a command happen on the copy. Nothing if it is no use.
    fn run(&mut self, command: Command) -> Option<()> {
        let now = self.workspace.now();
        let decision = decide(&self.workspace, now, &command).ok()?;
        if decision.reply.as_ref().is_some_and(|reply| reply.error().is_some()) {
            return None;
        }
        self.workspace = follow(&self.workspace, now, &decision.changes);
        self.inputs.push(Input { after: 0, command });
        Some(())
    }

    /// From its settings where that is possible, else by OAuth.
    fn install(&mut self, scopes: Vec<&'static str>, user: Option<UserId>) -> Option<()> {
        let user = user.or_else(|| self.somebody())?;
        let prompt = self.workspace.next_prompt();
        let distributed = self.workspace.cast().app.distribution == Distribution::Distributed;
        let route = if distributed { InstallRoute::Oauth } else { InstallRoute::Settings };
        self.run(Command::install(user, &scopes, route))?;
        self.run(Command::Answer { prompt, answer: approval() })?;
        match route {
            InstallRoute::Settings => Some(()),
            InstallRoute::Oauth => {
                let code = self.workspace.newest_code()?.text.clone();
                let exchange = Call::exchanging(&code, &self.workspace.cast().app);
                self.run(Command::Call(exchange))
            }
        }
    }

    fn ask(&mut self, scopes: &[&str]) -> Option<()> {
        let user = self.somebody()?;
        let trigger = self.click(user)?;
        self.approved(Call::asking(&trigger, scopes))
    }

    fn ask_to_act_for(&mut self, user: UserId, scopes: &[&str]) -> Option<()> {
        let trigger = self.click(user)?;
        self.approved(Call::asking_to_act_for(user, &trigger, scopes))
    }

    /// A click where the person has the app's message: in their app home, or anywhere.
    fn click(&mut self, user: UserId) -> Option<String> {
        let home = self.workspace.home(user);
        let channel = || {
            let mut everywhere = self.workspace.conversations();
            everywhere.find(|(_, state)| state.lets_in(user)).map(|(id, _)| id)
        };
        let conversation = home.or_else(channel)?;
        self.run(Command::Interact { user, conversation, by: Gesture::Button })?;
        self.workspace.newest_trigger().map(|trigger| trigger.text.clone())
    }

    fn approved(&mut self, request: Call) -> Option<()> {
        let prompt = self.workspace.next_prompt();
        self.run(Command::Call(request))?;
        self.run(Command::Answer { prompt, answer: approval() })
    }

    /// By invitation; a direct message with the app is opened by the person whose it is, and one
    /// between people entered by a slash command.
    fn enter(&mut self, conversation: ConversationId) -> Option<()> {
        match self.workspace.home_owner(conversation) {
            Some(user) => self.run(Command::OpenAppHome { user }),
            None => {
                let state = self.workspace.conversation(conversation)?.clone();
                let mut people = self.workspace.cast().people.iter().map(|person| person.id);
                let user = people.find(|user| state.lets_in(*user))?;
                if state.archived {
                    self.run(Command::Unarchive { user, conversation })?;
                }
                if state.kind == ResourceKind::Im {
                    let conversations = vec![conversation];
                    return self.run(Command::AddSlashCommand { user, conversations });
                }
                self.run(Command::Invite { user, conversation })
            }
        }
    }

    fn somebody(&self) -> Option<UserId> {
        self.workspace.cast().people.first().map(|person| person.id)
    }
}

fn approval() -> Answer {
    Answer::Approve { channels: Channels::None }
}
