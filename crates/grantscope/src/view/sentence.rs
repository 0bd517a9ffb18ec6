//! What happened, told in one sentence: who did what, by name.

use crate::model::conversation_state::{ConversationState, Members};
use crate::model::workspace::Workspace;
use crate::model::{
    Answer, Call, Channels, Command, ConversationId, EndpointAnswer, Gesture, Input, InstallRoute,
    Method, Needs, PromptId, ResourceKind, SlackId, UserId,
};
use crate::rules::Decision;

/// Tells a command that was decided: `Olive removed the app from #lunch.`
pub(crate) fn sentence(workspace: &Workspace, command: &Command, decision: &Decision) -> String {
    let error = decision.reply.as_ref().and_then(|reply| reply.error());
    match command {
        Command::Install { user, through, .. } => {
            let who = person(workspace, *user);
            let way = match through {
                InstallRoute::Oauth => "",
                InstallRoute::Settings => " from its settings",
            };
            match error {
                Some(error) => format!("{who} could not install the app: {}.", error.code()),
                None => format!("{who} began to install the app{way}."),
            }
        }
        Command::Answer { prompt, answer } => answered(workspace, *prompt, answer),
        Command::Invite { user, conversation: place } => {
            let (who, place) = (person(workspace, *user), conversation(workspace, *place));
            format!("{who} invited the app to {place}.")
        }
        Command::CreateConversation { user, name, private } => {
            let kind = if *private { ResourceKind::Group } else { ResourceKind::Channel };
            let catalogue = workspace.catalogue();
            let (kind, sign) = (catalogue.singular(kind), catalogue.sign(kind));
            format!("{} made a {kind} {sign}{name}.", person(workspace, *user))
        }
        Command::Archive { user, conversation: place } => {
            let (who, place) = (person(workspace, *user), conversation(workspace, *place));
            format!("{who} archived {place}.")
        }
        Command::Unarchive { user, conversation: place } => {
            let (who, place) = (person(workspace, *user), conversation(workspace, *place));
            format!("{who} brought {place} back.")
        }
        Command::MakePrivate { user, conversation: place } => {
            let (who, place) = (person(workspace, *user), conversation(workspace, *place));
            format!("{who} turned {place} private.")
        }
        Command::Kick { user, conversation: place } if workspace.home_owner(*place).is_some() => {
            format!("{} closed their {}.", person(workspace, *user), home(workspace))
        }
        Command::Kick { user, conversation: place } => {
            let (who, place) = (person(workspace, *user), conversation(workspace, *place));
            format!("{who} removed the app from {place}.")
        }
        Command::Interact { user, conversation: place, by } => {
            let (who, place) = (person(workspace, *user), conversation(workspace, *place));
            format!("{who} {} in {place}.", did(*by))
        }
        Command::AddSlashCommand { user, conversations } => {
            let (who, places) = (person(workspace, *user), listed(workspace, conversations));
            format!("{who} added the app's slash command to {places}.")
        }
        Command::SubmitDialog { dialog } => {
            let user = workspace.open_dialog(*dialog).map(|dialog| dialog.user);
            let who = user.map_or_else(|| "Somebody".to_owned(), |user| person(workspace, user));
            format!("{who} sent off {dialog}.")
        }
        Command::OpenAppHome { user } => {
            let whose = if workspace.catalogue().is_slacks() { "a" } else { "their" };
            format!("{} opened {whose} {}.", person(workspace, *user), home(workspace))
        }
        Command::Message { user, conversation: place, .. } => match place {
            None => format!("{} wrote to the app.", person(workspace, *user)),
            Some(place) => {
                let (who, place) = (person(workspace, *user), conversation(workspace, *place));
                format!("{who} wrote in {place}.")
            }
        },
        Command::Revoke { user } => {
            format!("{} took back what the app may do for them.", person(workspace, *user))
        }
        Command::Uninstall { user } => format!("{} uninstalled the app.", person(workspace, *user)),
        Command::DeleteWorkspace { user } => {
            let team = workspace.catalogue().singular(ResourceKind::Team);
            format!("{} deleted the {team}.", person(workspace, *user))
        }
        Command::Fault(_) => format!("Something broke at {}.", service(workspace)),
        Command::Recover {} if workspace.catalogue().is_slacks() => "Slack works again.".to_owned(),
        Command::Recover {} => "The service works again.".to_owned(),
        Command::Deactivate { user } => {
            format!("An admin deactivated the account of {}.", person(workspace, *user))
        }
        Command::Call(call) => {
            let answer = error.map_or("ok", |error| error.code());
            let did = if call.is_a_response() { "answered at" } else { "called" };
            format!("The app {did} {}{}: {answer}.", call.method, about(workspace, call))
        }
        Command::Endpoint { answers: EndpointAnswer::Ok } => {
            "The app's endpoint answers from now on.".to_owned()
        }
        Command::Endpoint { answers: EndpointAnswer::Fails { reason, .. } } => {
            format!("The app's endpoint fails from now on: {}.", reason.name())
        }
        Command::Unanswered { event_id, reason, .. } => {
            format!("The app did not answer {event_id}: {}.", reason.name())
        }
        Command::VerifyRequestUrl {} => "The app's request URL was challenged.".to_owned(),
        Command::Wait {} => "Time passed.".to_owned(),
    }
}

/// What a call is about: ` in #lunch`, ` for Olive`.
fn about(workspace: &Workspace, call: &Call) -> String {
    let needs = workspace.catalogue().method(&call.method).map(Method::needs);
    let named = |id: &String| match id.parse() {
        Ok(id) => name(workspace, id),
        Err(_) => id.chars().take(40).collect(),
    };
    match needs {
        Some(Needs::Conversation) => {
            call.arguments.get("channel").map(|id| format!(" in {}", named(id)))
        }
        Some(Needs::Person) => call.acting_for.as_ref().map(|id| format!(" for {}", named(id))),
        Some(
            Needs::Nothing | Needs::Anywhere | Needs::Workspace | Needs::Closed | Needs::Client,
        )
        | None => None,
    }
    .unwrap_or_default()
}

/// What a person would do by sending an input: `Invite the app to #lunch`.
pub(super) fn label(workspace: &Workspace, input: &Input) -> String {
    match &input.command {
        Command::Install { through: InstallRoute::Oauth, .. } => "Install the app".to_owned(),
        Command::Install { through: InstallRoute::Settings, .. } => {
            "Install the app from its settings".to_owned()
        }
        Command::Answer {
            prompt,
            answer: Answer::Approve { channels: Channels::AllExcept(excluded) },
        } if excluded.is_empty() => format!("Approve {prompt} for all {}", all(workspace)),
        Command::Answer { prompt, answer: Answer::Approve { .. } } => format!("Approve {prompt}"),
        Command::Answer { prompt, answer: Answer::Deny } => format!("Deny {prompt}"),
        Command::Invite { conversation: place, .. } => {
            format!("Invite the app to {}", conversation(workspace, *place))
        }
        Command::CreateConversation { private, .. } => {
            let kind = if *private { ResourceKind::Group } else { ResourceKind::Channel };
            format!("Make a {}", workspace.catalogue().singular(kind))
        }
        Command::Archive { conversation: place, .. } => {
            format!("Archive {}", conversation(workspace, *place))
        }
        Command::Unarchive { conversation: place, .. } => {
            format!("Bring {} back", conversation(workspace, *place))
        }
        Command::MakePrivate { conversation: place, .. } => {
            format!("Turn {} private", conversation(workspace, *place))
        }
        Command::Kick { conversation: place, .. } if workspace.home_owner(*place).is_some() => {
            format!("Close the {}", home(workspace))
        }
        Command::Kick { conversation: place, .. } => {
            format!("Remove the app from {}", conversation(workspace, *place))
        }
        Command::Interact { conversation: place, by, .. } => {
            format!("{} in {}", act(*by), conversation(workspace, *place))
        }
        Command::AddSlashCommand { conversations, .. } => {
            format!("Add the app's slash command to {}", listed(workspace, conversations))
        }
        Command::SubmitDialog { dialog } => format!("Send off {dialog}"),
        Command::OpenAppHome { .. } => {
            let whose = if workspace.catalogue().is_slacks() { "a" } else { "their" };
            format!("Open {whose} {}", home(workspace))
        }
        Command::Message { .. } => "Write to the app".to_owned(),
        Command::Revoke { .. } => "Take back what the app may do for them".to_owned(),
        Command::Uninstall { .. } => "Uninstall the app".to_owned(),
        Command::DeleteWorkspace { .. } => {
            format!("Delete the {}", workspace.catalogue().singular(ResourceKind::Team))
        }
        Command::Fault(_) => format!("Break something at {}", service(workspace)),
        Command::Recover {} => format!("Let {} work again", service(workspace)),
        Command::Deactivate { .. } => "Have the account deactivated by an admin".to_owned(),
        Command::Call(call) => format!("Call {}", call.method),
        Command::Endpoint { answers: EndpointAnswer::Ok } => {
            "Let the app's endpoint answer".to_owned()
        }
        Command::Endpoint { answers: EndpointAnswer::Fails { .. } } => {
            "Let the app's endpoint fail".to_owned()
        }
        Command::Unanswered { event_id, .. } => format!("Leave {event_id} unanswered"),
        Command::VerifyRequestUrl {} => "Save the app's request URL".to_owned(),
        Command::Wait {} => match input.after / 1000 {
            seconds if seconds >= 60 && seconds % 60 == 0 => format!("Wait {} min", seconds / 60),
            seconds => format!("Wait {seconds} s"),
        },
    }
}

/// Where a person and the app are alone with each other.
fn home(workspace: &Workspace) -> &'static str {
    workspace.catalogue().home()
}

/// Whose methods the app calls.
pub(super) fn service(workspace: &Workspace) -> &'static str {
    if workspace.catalogue().is_slacks() { "Slack" } else { "the service" }
}

const fn did(by: Gesture) -> &'static str {
    match by {
        Gesture::Button => "clicked the app's button",
        Gesture::Menu => "chose from the app's menu",
        Gesture::MessageAction => "used the app's message action",
        Gesture::SlashCommand => "typed the app's slash command",
    }
}

const fn act(by: Gesture) -> &'static str {
    match by {
        Gesture::Button => "Click the app's button",
        Gesture::Menu => "Choose from the app's menu",
        Gesture::MessageAction => "Use the app's message action",
        Gesture::SlashCommand => "Type the app's slash command",
    }
}

/// What people call an id; the id itself if nobody calls it anything.
pub(crate) fn name(workspace: &Workspace, id: SlackId) -> String {
    if id == workspace.cast().team.id.id() {
        return workspace.cast().team.name.clone();
    }
    let as_person = UserId::try_from(id).map(|user| person(workspace, user));
    let as_conversation = ConversationId::try_from(id).map(|it| conversation(workspace, it));
    as_person.or(as_conversation).unwrap_or_else(|_| id.to_string())
}

/// What a person is called.
pub(super) fn person(workspace: &Workspace, user: UserId) -> String {
    workspace.person(user).map_or_else(|| user.to_string(), |person| person.name.clone())
}

/// What a conversation is called: `#lunch`, `Olive's app home`.
pub(super) fn conversation(workspace: &Workspace, id: ConversationId) -> String {
    if let Some(state) = workspace.conversation(id) {
        return called(workspace, state);
    }
    match workspace.home_owner(id) {
        Some(owner) => {
            let home = workspace.catalogue().singular(ResourceKind::AppHome);
            format!("{}'s {home}", person(workspace, owner))
        }
        None => id.to_string(),
    }
}

/// The same, where its state is at hand.
pub(super) fn called(workspace: &Workspace, state: &ConversationState) -> String {
    match (&state.members, state.kind) {
        (Members::These(members), ResourceKind::Im) => {
            let names: Vec<String> = members.iter().map(|user| person(workspace, *user)).collect();
            let between = workspace.catalogue().singular(ResourceKind::Im);
            format!("the {between} of {}", names.join(" and "))
        }
        (Members::These(_) | Members::Everybody, kind) => {
            format!("{}{}", workspace.catalogue().sign(kind), state.name)
        }
    }
}

fn answered(workspace: &Workspace, prompt: PromptId, answer: &Answer) -> String {
    let who = workspace
        .prompt(prompt)
        .map_or_else(|| "Somebody".to_owned(), |prompt| person(workspace, prompt.user));
    let request = format!("{}'s request", workspace.cast().app.name);
    match answer {
        Answer::Deny => format!("{who} declined {request}."),
        Answer::Approve { channels: Channels::None } => format!("{who} approved {request}."),
        Answer::Approve { channels: Channels::Chosen(chosen) } => {
            format!("{who} approved {request} for {}.", listed(workspace, chosen))
        }
        Answer::Approve { channels: Channels::AllExcept(excluded) } if excluded.is_empty() => {
            format!("{who} approved {request} for all {}.", all(workspace))
        }
        Answer::Approve { channels: Channels::AllExcept(excluded) } => {
            let excluded = listed(workspace, excluded);
            format!("{who} approved {request} for all {} except {excluded}.", all(workspace))
        }
    }
}

/// What can be granted as a whole.
fn all(workspace: &Workspace) -> &'static str {
    workspace.catalogue().plural(ResourceKind::Channel)
}

/// At most three by name: a sentence stays a sentence.
fn listed(workspace: &Workspace, conversations: &[ConversationId]) -> String {
    let named: Vec<String> =
        conversations.iter().take(3).map(|id| conversation(workspace, *id)).collect();
    match conversations.len().saturating_sub(3) {
        0 if named.is_empty() => {
            format!("no {}", workspace.catalogue().singular(ResourceKind::Channel))
        }
        0 => named.join(", "),
        more => format!("{} and {more} more", named.join(", ")),
    }
}
