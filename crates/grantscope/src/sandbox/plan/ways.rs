//! The ways to get what a call lacks. Each is a few commands that are no use one by one.
//!
//! What was begun is ended, tokens are renewed, conversations entered, people asked, and the app
//! installed (again). Not here: which way is best (`plan.rs`), and the person's answer
//! (`consent.rs`).

use super::consent::{approved, exchanged};
use super::goal::{Goal, Lacks};
use super::trial::Trial;
use crate::model::prompt::{Code, Prompt, Purpose};
use crate::model::trigger::Trigger;
use crate::model::workspace::Workspace;
use crate::model::{Call, Command, ConversationId, Gesture, InstallRoute, ScopeSet, UserId};
use crate::rules::TRIGGER_LIFETIME;

/// The ways, the one that is preferred first where two cost the same.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Way {
    /// A question that is open is answered.
    Answer,
    /// A code that is open is exchanged.
    Exchange,
    /// The token is renewed.
    Refresh,
    /// The app is let into the conversation.
    Enter,
    /// A person is asked for more.
    Ask,
    /// The app is installed, or installed again.
    Install,
}

/// How many unanswered questions, unexchanged codes and conversations are tried, at most.
const MOST: usize = 16;

/// Every way, in the order in which they are tried: what is short first, so that what is longer need
/// not be tried.
pub(super) const WAYS: [Way; 6] =
    [Way::Answer, Way::Exchange, Way::Refresh, Way::Enter, Way::Install, Way::Ask];

impl Way {
    /// The fewest commands that it takes.
    pub(super) fn least(self, trial: &Trial, goal: Goal) -> usize {
        match self {
            Self::Answer | Self::Exchange | Self::Refresh | Self::Enter => 1,
            Self::Ask if live_trigger(&trial.workspace, goal.acts_for()).is_none() => 3,
            Self::Ask | Self::Install => 2,
        }
    }

    /// Where it leads: nowhere, if it is not possible now.
    pub(super) fn tried(self, trial: &Trial, goal: Goal, lacks: Lacks) -> Vec<Trial> {
        match self {
            Self::Answer => answer(trial, goal, lacks),
            Self::Exchange => exchange(trial),
            Self::Refresh => refresh(trial).into_iter().collect(),
            Self::Enter => enter(trial, goal, lacks).into_iter().collect(),
            Self::Ask => ask(trial, goal, lacks),
            Self::Install => install(trial, goal, lacks),
        }
    }
}

/// Of questions that are equal to the app, the oldest is answered.
fn answer(trial: &Trial, goal: Goal, lacks: Lacks) -> Vec<Trial> {
    let wanted = goal.method.scopes();
    let helps = |prompt: &&Prompt| {
        matches!(prompt.purpose, Purpose::Install(_))
            || !prompt.scopes.intersection(wanted).is_empty()
    };
    let mut different: Vec<&Prompt> = Vec::new();
    for prompt in trial.workspace.open_prompts().filter(helps) {
        if different.len() < MOST && !different.iter().any(|other| are_alike(prompt, other)) {
            different.push(prompt);
        }
    }
    let mut tried = Vec::new();
    for prompt in different {
        tried.append(&mut approved(trial, goal, lacks, prompt.id));
    }
    tried
}

fn are_alike(one: &Prompt, other: &Prompt) -> bool {
    let purposes = match (&one.purpose, &other.purpose) {
        (Purpose::Install(one), Purpose::Install(other)) => {
            one.route == other.route && one.single_channel == other.single_channel
        }
        (Purpose::Permissions { .. }, Purpose::Permissions { .. })
        | (Purpose::ActingFor { .. }, Purpose::ActingFor { .. }) => true,
        (Purpose::Install(_) | Purpose::Permissions { .. } | Purpose::ActingFor { .. }, _) => false,
    };
    purposes && one.user == other.user && one.scopes == other.scopes
}

fn exchange(trial: &Trial) -> Vec<Trial> {
    let mut codes: Vec<&Code> = trial.workspace.codes().filter(|code| !code.exchanged).collect();
    codes.reverse();
    codes.into_iter().take(MOST).filter_map(|code| exchanged(trial, code)).collect()
}

fn refresh(trial: &Trial) -> Option<Trial> {
    if !trial.workspace.can_refresh() {
        return None;
    }
    trial.run(Command::Call(Call::refreshing(&trial.workspace.cast().app)))
}

/// By invitation or with the slash command; a direct message is opened by the person whose it is,
/// or by writing to them.
fn enter(trial: &Trial, goal: Goal, lacks: Lacks) -> Option<Trial> {
    let conversation = goal.conversation().filter(|_| lacks.resource)?;
    match goal.target.person.or_else(|| trial.workspace.home_owner(conversation)) {
        Some(user) => {
            let written = || trial.run(Command::Call(writing_to(user)));
            trial.run(Command::OpenAppHome { user }).or_else(written)
        }
        None => {
            let opened = opened(trial, conversation)?;
            let conversations = vec![conversation];
            let invite = |user| opened.run(Command::Invite { user, conversation });
            let add = |user| {
                let conversations = conversations.clone();
                opened.run(Command::AddSlashCommand { user, conversations })
            };
            let people = || trial.people_in(conversation);
            people().find_map(invite).or_else(|| people().find_map(add))
        }
    }
}

/// Nobody is let into a conversation that is archived: it is brought back first.
fn opened(trial: &Trial, conversation: ConversationId) -> Option<Trial> {
    if !trial.workspace.conversation(conversation)?.archived {
        return Some(trial.clone());
    }
    let unarchive = |user| trial.run(Command::Unarchive { user, conversation });
    trial.people_in(conversation).find_map(unarchive)
}

fn writing_to(user: UserId) -> Call {
    let mut call = Call::plain("chat.postMessage");
    call.arguments.insert("channel".to_owned(), user.to_string());
    call.arguments.insert("text".to_owned(), "Hello!".to_owned());
    call
}

/// With a trigger that lives, or one that a click gives.
fn ask(trial: &Trial, goal: Goal, lacks: Lacks) -> Vec<Trial> {
    if !lacks.scope || !trial.workspace.has_token() {
        return Vec::new();
    }
    let lives = live_trigger(&trial.workspace, goal.acts_for()).is_some();
    let triggered = if lives { Some(trial.clone()) } else { clicked(trial, goal) };
    let Some(triggered) = triggered else { return Vec::new() };
    let mut tried = Vec::new();
    for scopes in goal.requests() {
        tried.append(&mut ask_for(&triggered, goal, lacks, scopes));
    }
    tried
}

fn ask_for(trial: &Trial, goal: Goal, lacks: Lacks, scopes: ScopeSet) -> Vec<Trial> {
    let Some(trigger) = live_trigger(&trial.workspace, goal.acts_for()) else {
        return Vec::new();
    };
    let names = scopes.names();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let call = match goal.acts_for() {
        Some(user) => Call::asking_to_act_for(user, &trigger.text, &names),
        None => Call::asking(&trigger.text, &names),
    };
    let prompt = trial.workspace.next_prompt();
    let asked = trial.run(Command::Call(call));
    asked.map_or_else(Vec::new, |asked| approved(&asked, goal, lacks, prompt))
}

/// The newest trigger that the app can still ask with, of that person if it is about one.
fn live_trigger(workspace: &Workspace, person: Option<UserId>) -> Option<&Trigger> {
    let lives = |trigger: &&Trigger| {
        !trigger.exchanged
            && workspace.now().since(trigger.issued_at) <= TRIGGER_LIFETIME
            && person.is_none_or(|person| person == trigger.user)
    };
    workspace.triggers().filter(lives).max_by_key(|trigger| (trigger.issued_at, &trigger.text))
}

/// A click where the person has the app's message: in their app home, or anywhere.
fn clicked(trial: &Trial, goal: Goal) -> Option<Trial> {
    let workspace = &trial.workspace;
    let only = goal.acts_for();
    let people = goal.concerned(workspace).into_iter().chain(trial.people());
    let mut people = people.filter(|user| only.is_none_or(|person| person == *user));
    people.find_map(|user| {
        let mut places: Vec<ConversationId> = Vec::new();
        places.extend(workspace.home(user));
        places.extend(goal.conversation());
        places.extend(workspace.conversations().map(|(id, _)| id).take(MOST));
        places.into_iter().find_map(|conversation| {
            trial.run(Command::Interact { user, conversation, by: Gesture::Button })
        })
    })
}

/// By the person who is concerned, and by anybody else.
fn install(trial: &Trial, goal: Goal, lacks: Lacks) -> Vec<Trial> {
    let prompt = trial.workspace.next_prompt();
    let mut asked = vec![ScopeSet::EMPTY];
    if lacks.scope {
        asked.append(&mut goal.requests());
    }
    let mut tried = Vec::new();
    for scopes in asked {
        let concerned = goal.concerned(&trial.workspace);
        let by_concerned = concerned.and_then(|user| install_begun(trial, user, scopes));
        let mut others = trial.people().filter(|user| concerned != Some(*user));
        let by_anybody = others.find_map(|user| install_begun(trial, user, scopes));
        for begun in [by_concerned, by_anybody].into_iter().flatten() {
            tried.append(&mut approved(&begun, goal, lacks, prompt));
        }
    }
    tried
}

/// From its settings where that is possible, else by OAuth.
fn install_begun(trial: &Trial, user: UserId, scopes: ScopeSet) -> Option<Trial> {
    let names = scopes.names();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut routes = [InstallRoute::Settings, InstallRoute::Oauth].into_iter();
    routes.find_map(|through| trial.run(Command::install(user, &names, through)))
}
