//! The transitions of the lifecycle, each with what leads along it now, or why nothing does.
//!
//! What is offered is tried on a copy, by the rules that hold for the world itself, up to where it
//! leads: an install goes on to its approval and the exchange of its code. Not here: what is offered
//! (`view/offers.rs`), and the drawing.
//!
//! Source: 001_da8ff31ae8236703.txt, Flow and states.

use super::{Sandbox, follow};
use crate::model::change::Change;
use crate::model::prompt::{Prompt, Purpose};
use crate::model::workspace::Workspace;
use crate::model::{
    Answer, Call, Channels, Command, Input, PromptId, ResourceKind, STAGES, Scope, ScopeClass,
    Stage, TRANSITIONS, Transition, UserId, insert_keyed,
};
use crate::rules::{asks_for_channels, decide};
use crate::view::{self, Actor, Offer, TriggerView};

/// A transition of the lifecycle as things stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// The transition.
    pub transition: Transition,
    /// What can happen now and leads along it, the most direct first: at most eight.
    pub leads: Vec<Lead>,
    /// Why nothing does, in one sentence. Nothing where something does.
    pub obstacle: Option<String>,
}

/// Something that can happen now, and the stage that it leads to.
#[derive(Clone, Debug, PartialEq)]
pub struct Lead {
    /// What to send. It is possible as it is.
    pub offer: Offer,
    /// Where the app is then, when what begins is ended as well.
    pub stage: Stage,
    /// What a screen may ask before it sends the offer, if anything.
    pub completion: Option<Completion>,
}

/// What a screen may ask before it sends an offer.
#[derive(Clone, Debug, PartialEq)]
pub enum Completion {
    /// Which scopes the app asks for at install.
    Install,
    /// Which channels the person chooses while approving.
    Approve(PromptId),
    /// Which scopes the app asks for with this trigger.
    Ask(TriggerView),
}

/// How many leads a passage lists, at most.
const MOST: usize = 8;

impl Sandbox {
    /// Every transition of the lifecycle, in the order of [`TRANSITIONS`], after so many steps: what
    /// `user`, the app or time could do that leads along it, or why nothing does. As
    /// [`Sandbox::offers_at`], it looks at a bounded number of conversations.
    ///
    /// ```
    /// use grantscope::{Cast, Sandbox, Stage};
    ///
    /// let sandbox = Sandbox::new(Cast::default())?;
    /// let passages = sandbox.passages_at(0, "U061F7AUR".parse()?);
    /// let installs = &passages[0];
    /// assert_eq!(installs.transition.to, Stage::Installed);
    /// assert_eq!(installs.leads[0].offer.label, "Install the app");
    /// assert_eq!(passages[1].obstacle.as_deref(), Some("The app is not installed."));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn passages_at(&self, steps: usize, user: UserId) -> Vec<Passage> {
        let workspace = self.workspace_at(steps);
        let mut offers = view::offers(workspace, user);
        offers.retain(|offer| !approves_everywhere(&offer.input.command));
        offers.extend(asking(workspace));
        let (possible, impossible): (Vec<Offer>, Vec<Offer>) =
            offers.into_iter().map(|offer| chosen(workspace, offer)).partition(is_possible);
        let leads: Vec<(Vec<Transition>, Lead)> = possible
            .into_iter()
            .filter(|offer| may_move(&offer.input.command))
            .filter_map(|offer| lead(workspace, offer))
            .collect();
        let passage =
            |transition: &Transition| passage(workspace, *transition, &leads, &impossible);
        TRANSITIONS.iter().map(passage).collect()
    }
}

/// One approval is enough: whoever approves chooses the places.
fn approves_everywhere(command: &Command) -> bool {
    let Command::Answer { answer: Answer::Approve { channels }, .. } = command else {
        return false;
    };
    matches!(channels, Channels::AllExcept(_))
}

fn is_possible(offer: &Offer) -> bool {
    offer.obstacle.is_none()
}

fn passage(
    workspace: &Workspace,
    transition: Transition,
    leads: &[(Vec<Transition>, Lead)],
    impossible: &[Offer],
) -> Passage {
    let along = leads.iter().enumerate().filter(|(_, (way, _))| way.contains(&transition));
    let mut ordered = Vec::new();
    for (place, (way, lead)) in along {
        let begins = matches!(lead.completion, Some(Completion::Install));
        let elsewhere = way.last() != Some(&transition);
        let key = (elsewhere, way.len(), begins, lead.offer.actor != Actor::Time, place);
        insert_keyed(&mut ordered, key, lead);
    }
    let leads: Vec<Lead> = ordered.into_iter().map(|(_, lead)| lead.clone()).take(MOST).collect();
    let obstacle = leads.is_empty().then(|| obstacle(workspace, transition, impossible));
    Passage { transition, leads, obstacle }
}

/// Why nothing leads along a transition: the app is elsewhere, or what would lead there is not
/// possible.
fn obstacle(workspace: &Workspace, transition: Transition, impossible: &[Offer]) -> String {
    let here = workspace.stage();
    if !begins_here(transition, here) {
        return elsewhere(here, transition.from);
    }
    let mut meant = impossible
        .iter()
        .filter(|offer| meant(workspace, &offer.input.command) == Some(transition.to));
    match meant.next() {
        Some(Offer { label, obstacle: Some(obstacle), .. }) => format!("{label}: {obstacle}."),
        _ if transition.to == Stage::Requested => {
            "The app has no trigger to ask with: somebody has to act on it first.".to_owned()
        }
        _ if transition.to == Stage::NotInstalled => "Nobody can uninstall the app now.".to_owned(),
        _ => "Nothing that can happen now leads there.".to_owned(),
    }
}

/// Whether the next step can go along a transition: it starts here, or at the hub that is next.
fn begins_here(transition: Transition, here: Stage) -> bool {
    let hub = STAGES.iter().any(|entry| entry.hub && entry.stage == transition.from);
    transition.from == here || (hub && here.way_to(transition.from).len() == 1)
}

fn elsewhere(here: Stage, from: Stage) -> String {
    match (here, from) {
        (Stage::NotInstalled, _) => "The app is not installed.".to_owned(),
        (_, Stage::NotInstalled) => "The app is installed already.".to_owned(),
        (here, from) => {
            let (here, from) =
                (here.label().to_ascii_lowercase(), from.label().to_ascii_lowercase());
            format!("The app is {here}, not {from}.")
        }
    }
}

/// The way that one step takes: to another stage, or there and back.
fn one_step(from: Stage, to: Stage) -> Vec<Transition> {
    if from == to { from.round_trip() } else { from.way_to(to) }
}

/// The stage that a command is meant to lead to.
fn meant(workspace: &Workspace, command: &Command) -> Option<Stage> {
    match command {
        Command::Install { .. } => Some(Stage::Installed),
        Command::Answer { prompt, answer } => answered(workspace.prompt(*prompt)?, answer),
        Command::Invite { .. } | Command::AddSlashCommand { .. } | Command::OpenAppHome { .. } => {
            Some(Stage::Added)
        }
        Command::Kick { .. } | Command::Revoke { .. } => Some(Stage::Removed),
        Command::Uninstall { .. } | Command::DeleteWorkspace { .. } => Some(Stage::NotInstalled),
        Command::Call(call) if call.arguments.contains_key("trigger_id") => Some(Stage::Requested),
        Command::CreateConversation { .. }
        | Command::Archive { .. }
        | Command::Unarchive { .. }
        | Command::MakePrivate { .. }
        | Command::Interact { .. }
        | Command::SubmitDialog { .. }
        | Command::Message { .. }
        | Command::Fault(_)
        | Command::Recover {}
        | Command::Deactivate { .. }
        | Command::Call(_)
        | Command::Endpoint { .. }
        | Command::Unanswered { .. }
        | Command::VerifyRequestUrl {}
        | Command::Wait {} => None,
    }
}

fn answered(prompt: &Prompt, answer: &Answer) -> Option<Stage> {
    match (&prompt.purpose, answer) {
        (Purpose::Install(_), Answer::Approve { .. }) => Some(Stage::Installed),
        (Purpose::Install(_), Answer::Deny) => None,
        (Purpose::Permissions { .. } | Purpose::ActingFor { .. }, Answer::Approve { .. }) => {
            Some(Stage::Awarded)
        }
        (Purpose::Permissions { .. } | Purpose::ActingFor { .. }, Answer::Deny) => {
            Some(Stage::Rejected)
        }
    }
}

/// Whether a command is worth trying: some take long in a large workspace and move no app on.
fn may_move(command: &Command) -> bool {
    let looks_up = matches!(command, Command::Call(call) if call.arguments.is_empty());
    !looks_up && !matches!(command, Command::CreateConversation { .. })
}

/// Where an offer leads, and the way there. Nothing if it leads nowhere.
fn lead(workspace: &Workspace, offer: Offer) -> Option<(Vec<Transition>, Lead)> {
    let here = workspace.stage();
    let (there, anew) = destination(workspace, &offer.input)?;
    let mut way = one_step(here, there);
    if here == there && !anew {
        way.truncate(1);
    }
    let completion = completion(workspace, &offer.input.command);
    (!way.is_empty()).then_some((way, Lead { offer, stage: there, completion }))
}

/// The stage after an input, and whether it was come to anew.
fn destination(workspace: &Workspace, input: &Input) -> Option<(Stage, bool)> {
    let next = workspace.next_prompt();
    let then = workspace.at(workspace.now().later(input.after)?);
    let (mut then, mut reached) = tried(&then, &input.command)?;
    if matches!(input.command, Command::Install { .. }) {
        let approval = Command::Answer { prompt: next, answer: approval(&then, next) };
        (then, reached) = tried(&then, &approval)?;
    }
    if then.codes_issued() > workspace.codes_issued() {
        let exchange = Command::Call(then.newest_code()?.exchange(&then.cast().app));
        (then, reached) = tried(&then, &exchange)?;
    }
    Some((then.stage(), reached.is_some()))
}

/// The world after a command, and the stage that it came to, if it came to one. Nothing if it is
/// refused.
fn tried(workspace: &Workspace, command: &Command) -> Option<(Workspace, Option<Stage>)> {
    let decision = decide(workspace, command).ok()?;
    if decision.reply.as_ref().is_some_and(|reply| reply.error().is_some()) {
        return None;
    }
    let reached = decision.changes.iter().find_map(Change::stage);
    Some((follow(workspace.clone(), &decision.changes), reached))
}

/// An approval that is possible: where one channel has to be chosen, it is the first public one.
fn approval(workspace: &Workspace, prompt: PromptId) -> Answer {
    let purpose = workspace.prompt(prompt).map(|prompt| &prompt.purpose);
    let single = matches!(purpose, Some(Purpose::Install(request)) if request.single_channel);
    let mut public = workspace.conversations().filter(|(_, it)| it.kind == ResourceKind::Channel);
    match public.next().filter(|_| single) {
        Some((id, _)) => Answer::Approve { channels: Channels::Chosen(vec![id]) },
        None => Answer::Approve { channels: Channels::None },
    }
}

/// The same offer, with one channel chosen where one has to be.
fn chosen(workspace: &Workspace, offer: Offer) -> Offer {
    let Command::Answer { prompt, answer: Answer::Approve { .. } } = offer.input.command else {
        return offer;
    };
    let command = Command::Answer { prompt, answer: approval(workspace, prompt) };
    view::offer(workspace, offer.actor, Input { command, ..offer.input })
}

fn completion(workspace: &Workspace, command: &Command) -> Option<Completion> {
    if let Command::Install { .. } = command {
        Some(Completion::Install)
    } else if let Command::Answer { prompt, answer: Answer::Approve { .. } } = command {
        let chooses = asks_for_channels(workspace.prompt(*prompt)?);
        chooses.then_some(Completion::Approve(*prompt))
    } else if let Command::Call(call) = command {
        let text = call.arguments.get("trigger_id")?;
        let trigger = view::triggers(workspace).into_iter().find(|it| it.id == *text)?;
        Some(Completion::Ask(trigger))
    } else {
        None
    }
}

/// What the app could ask for with its newest trigger: a scope that is as good as any.
fn asking(workspace: &Workspace) -> Option<Offer> {
    let trigger = view::triggers(workspace).into_iter().next()?;
    let of_the_workspace =
        |scope: &Scope| scope.works_with_workspace_tokens() && scope.class() != ScopeClass::User;
    let offers = workspace.catalogue().scopes().filter(of_the_workspace).map(|scope| {
        let command = Command::Call(Call::asking(&trigger.id, &[scope.name()]));
        view::offer(workspace, Actor::App, Input { after: 200, command })
    });
    let mut refused = None;
    for offer in offers {
        if is_possible(&offer) {
            return Some(offer);
        }
        refused = refused.or(Some(offer));
    }
    refused
}
