//! What Slack posts when a person acts on the app: messages, actions, dialogs, slash commands.
//!
//! Source: FACTS, section f (1); the fields from what Slack's own Java client reads.

use serde::Serialize;
use serde_json::Value;

use super::Delivery;
use super::pressed::{MADE_UP, Pressed};
use crate::model::message::Message;
use crate::model::trigger::{Dialog, Trigger, TriggeredBy};
use crate::model::workspace::Workspace;
use crate::model::{AppId, ConversationId, Gesture, Person, ResourceKind, TeamId, Texts, UserId};
use crate::rules::response_path;

/// Where Slack takes what an app answers later. A path follows.
const RESPONSES: &str = "https://hooks.slack.com";

/// A person acted on a message or sent off a dialog.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Interaction {
    /// `interactive_message`, `message_action` or `dialog_submission`.
    pub r#type: &'static str,
    /// The button or menu. Not there for actions and dialogs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<Action>,
    /// What the person filled in. Of dialogs only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub submission: Option<Texts>,
    /// What the app called the buttons, the action or the dialog.
    pub callback_id: String,
    /// The workspace.
    pub team: InteractionTeam,
    /// Where.
    pub channel: InteractionChannel,
    /// Who.
    pub user: InteractionUser,
    /// When, as Slack writes it.
    pub action_ts: String,
    /// The message that was acted on: the app's newest there. Not there for dialogs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_ts: Option<String>,
    /// The same message, of message actions only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<InteractionMessage>,
    /// Which of the message's attachments, counted from one. Of buttons and menus only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attachment_id: Option<String>,
    /// Whether that shows a link. Of buttons and menus only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_app_unfurl: Option<bool>,
    /// The message that the button or menu is in, if the app posted one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub original_message: Option<InteractionMessage>,
    /// What the app wanted to get back. Of dialogs only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<&'static str>,
    /// The verification token.
    pub token: String,
    /// What lets the app ask, for three seconds.
    pub trigger_id: String,
    /// Where the app may answer.
    pub response_url: String,
}

/// The message that a person acted on.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct InteractionMessage {
    /// Always `message`.
    pub r#type: &'static str,
    /// Always `bot_message`.
    pub subtype: &'static str,
    /// The app's bot.
    pub bot_id: String,
    /// What the app is called.
    pub username: String,
    /// Whose it is.
    pub user: UserId,
    /// When it was posted, which names it.
    pub ts: String,
    /// What it says.
    pub text: String,
    /// What the app attached.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Value>,
}

/// A button or a menu.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Action {
    /// What the app called it.
    pub name: String,
    /// `button` or `select`.
    pub r#type: &'static str,
    /// What the app gave a button.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// What was chosen from a menu.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub selected_options: Vec<SelectedOption>,
}

/// What was chosen from a menu.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SelectedOption {
    /// What the app gave it.
    pub value: String,
}

/// The workspace, in an interaction.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct InteractionTeam {
    /// Its id.
    pub id: TeamId,
    /// The first part of its address.
    pub domain: String,
}

/// The conversation, in an interaction.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct InteractionChannel {
    /// Its id.
    pub id: ConversationId,
    /// Its name; direct messages are called `directmessage`.
    pub name: String,
}

/// The person, in an interaction.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct InteractionUser {
    /// Their id.
    pub id: UserId,
    /// Their name.
    pub name: String,
}

/// A slash command, as Slack posts it in a form.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SlashCommandPayload {
    /// The verification token.
    pub token: String,
    /// The app.
    pub api_app_id: AppId,
    /// The workspace.
    pub team_id: TeamId,
    /// The first part of its address.
    pub team_domain: String,
    /// Where.
    pub channel_id: ConversationId,
    /// What that is called.
    pub channel_name: String,
    /// Who.
    pub user_id: UserId,
    /// What they are called.
    pub user_name: String,
    /// The command.
    pub command: &'static str,
    /// What was typed after it.
    pub text: &'static str,
    /// Where the app may answer.
    pub response_url: String,
    /// What lets the app ask, for three seconds.
    pub trigger_id: String,
}

impl Delivery {
    /// Whether it is an event that the app did not subscribe to.
    pub(crate) fn is_not_sent(&self) -> bool {
        matches!(self, Self::Event { subscribed: false, .. })
    }

    /// The code that came with it, if one did.
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Redirect { code, .. } => code.as_deref(),
            Self::Event { .. }
            | Self::Interaction { .. }
            | Self::SlashCommand { .. }
            | Self::UrlVerification { .. } => None,
        }
    }

    /// The same, with its `response_url` at another address (`http://127.0.0.1:4000`) than Slack's,
    /// where somebody hands what is posted there to [`Sandbox::fetch`](crate::Sandbox::fetch).
    pub fn answered_at(mut self, address: &str) -> Self {
        let response_url = match &mut self {
            Self::Interaction { payload } => &mut payload.response_url,
            Self::SlashCommand { payload } => &mut payload.response_url,
            Self::Event { .. } | Self::UrlVerification { .. } | Self::Redirect { .. } => {
                return self;
            }
        };
        *response_url = response_url.replacen(RESPONSES, address, 1);
        self
    }

    /// The trigger that came with it, if one did.
    pub fn trigger_id(&self) -> Option<&str> {
        match self {
            Self::Interaction { payload } => Some(&payload.trigger_id),
            Self::SlashCommand { payload } => Some(&payload.trigger_id),
            Self::Event { .. } | Self::UrlVerification { .. } | Self::Redirect { .. } => None,
        }
    }
}

/// What reaches the app when a trigger is issued.
pub(super) fn triggered(workspace: &Workspace, trigger: &Trigger) -> Delivery {
    match &trigger.by {
        TriggeredBy::Gesture(Gesture::SlashCommand) => {
            Delivery::SlashCommand { payload: Box::new(slash_command(workspace, trigger)) }
        }
        TriggeredBy::Gesture(gesture) => {
            Delivery::Interaction { payload: Box::new(gestured(workspace, trigger, *gesture)) }
        }
        TriggeredBy::Dialog(dialog) => {
            Delivery::Interaction { payload: Box::new(submitted(workspace, trigger, dialog)) }
        }
    }
}

fn gestured(workspace: &Workspace, trigger: &Trigger, gesture: Gesture) -> Interaction {
    let kind = match gesture {
        Gesture::Button | Gesture::SlashCommand => "button",
        Gesture::Menu => "select",
        Gesture::MessageAction => {
            let message = acted_on(workspace, trigger);
            return Interaction {
                r#type: "message_action",
                message_ts: Some(message.ts.clone()),
                message: Some(message),
                ..interaction(workspace, trigger)
            };
        }
    };
    let Pressed { action, callback_id, attachment_id, message } =
        pressed(workspace, trigger, kind).unwrap_or_else(|| Pressed::made_up(kind));
    let message_ts = match &message {
        Some(message) => message.ts.clone(),
        None => acted_on(workspace, trigger).ts,
    };
    Interaction {
        actions: vec![action],
        callback_id,
        message_ts: Some(message_ts),
        attachment_id: Some(attachment_id),
        is_app_unfurl: Some(false),
        original_message: message,
        ..interaction(workspace, trigger)
    }
}

/// The button or menu of the message that the trigger comes from, as the app described it.
fn pressed(workspace: &Workspace, trigger: &Trigger, kind: &'static str) -> Option<Pressed> {
    let message = workspace.message(trigger.conversation, trigger.message.as_ref()?)?;
    Pressed::of(workspace, message, kind)
}

/// The app's newest message there.
// ASSUMPTION: a message that was never posted is named by the time of the click.
fn acted_on(workspace: &Workspace, trigger: &Trigger) -> InteractionMessage {
    let user = workspace.cast().app.user_id;
    match workspace.newest_messages_of(trigger.conversation, user).next() {
        Some(posted) => InteractionMessage::of(workspace, posted),
        None => {
            let ts = trigger.issued_at.slack_ts();
            InteractionMessage::of(workspace, &Message::plain(ts, user, String::new()))
        }
    }
}

fn submitted(workspace: &Workspace, trigger: &Trigger, dialog: &Dialog) -> Interaction {
    let filled = dialog.fields.iter().map(|field| (field.clone(), "lunch".to_owned()));
    Interaction {
        r#type: "dialog_submission",
        submission: Some(filled.collect()),
        state: Some(""),
        callback_id: dialog.callback_id.clone(),
        ..interaction(workspace, trigger)
    }
}

fn interaction(workspace: &Workspace, trigger: &Trigger) -> Interaction {
    let cast = workspace.cast();
    Interaction {
        r#type: "interactive_message",
        actions: Vec::new(),
        submission: None,
        callback_id: MADE_UP.to_owned(),
        team: InteractionTeam { id: cast.team.id, domain: cast.team.domain.clone() },
        channel: InteractionChannel {
            id: trigger.conversation,
            name: channel_name(workspace, trigger),
        },
        user: InteractionUser { id: trigger.user, name: user_name(workspace, trigger) },
        action_ts: trigger.issued_at.slack_ts(),
        message_ts: None,
        message: None,
        attachment_id: None,
        is_app_unfurl: None,
        original_message: None,
        state: None,
        token: cast.app.verification_token.clone(),
        trigger_id: trigger.text.clone(),
        response_url: response_url(workspace, trigger),
    }
}

fn slash_command(workspace: &Workspace, trigger: &Trigger) -> SlashCommandPayload {
    let cast = workspace.cast();
    SlashCommandPayload {
        token: cast.app.verification_token.clone(),
        api_app_id: cast.app.id,
        team_id: cast.team.id,
        team_domain: cast.team.domain.clone(),
        channel_id: trigger.conversation,
        channel_name: channel_name(workspace, trigger),
        user_id: trigger.user,
        user_name: user_name(workspace, trigger),
        command: "/train",
        text: "",
        response_url: response_url(workspace, trigger),
        trigger_id: trigger.text.clone(),
    }
}

fn channel_name(workspace: &Workspace, trigger: &Trigger) -> String {
    match workspace.conversation(trigger.conversation) {
        Some(state) if state.kind != ResourceKind::Im => state.name.clone(),
        Some(_) | None => "directmessage".to_owned(),
    }
}

fn user_name(workspace: &Workspace, trigger: &Trigger) -> String {
    let person = workspace.person(trigger.user);
    person.map(Person::handle).unwrap_or_default()
}

fn response_url(workspace: &Workspace, trigger: &Trigger) -> String {
    format!("{RESPONSES}{}", response_path(workspace, trigger))
}
