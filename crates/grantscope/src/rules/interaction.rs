//! What a person does that lets the app ask: buttons, menus, actions, slash commands, dialogs.
//!
//! Not here: what the app asks with the trigger (`progressive.rs`, `acting_for.rs`).
//!
//! Source: 001_da8ff31ae8236703.txt, Request permissions with apps.permissions.request;
//! 002_092bebbe0adfac6f.txt, Arguments (dialog submissions); FACTS, sections a (A4) and f.

use serde_json::Value;

use super::membership::entered;
use super::progressive::live_trigger;
use super::{Decision, check_installed, check_person, scramble};
use crate::model::change::Change;
use crate::model::trigger::{Dialog, Trigger, TriggeredBy};
use crate::model::workspace::Workspace;
use crate::model::{Call, ConversationId, DialogId, Gesture, Misuse, Rule, UserId};
use crate::wire::{ApiError, Reply};

/// A person acts on the app. A message with a button stays where it was posted, even when the app
/// is gone from there; a slash command can be typed anywhere.
// ASSUMPTION: a slash command works without any scope.
pub(super) fn interact(
    workspace: &Workspace,
    user: UserId,
    conversation: ConversationId,
    by: Gesture,
) -> Result<Decision, Misuse> {
    check_person(workspace, user)?;
    check_installed(workspace)?;
    if workspace.home(user) != Some(conversation) {
        entered(workspace, user, conversation)?;
    }
    let trigger = issued(workspace, user, conversation, TriggeredBy::Gesture(by));
    let source = match by {
        Gesture::SlashCommand => Rule::SlashCommandGivesTrigger,
        Gesture::Button | Gesture::Menu | Gesture::MessageAction => Rule::InteractionGivesTrigger,
    };
    Ok(Decision::changed(Change::TriggerIssued(trigger), &[source, Rule::TriggerThreeSeconds]))
}

/// A person sends off a dialog.
pub(super) fn submit_dialog(workspace: &Workspace, id: DialogId) -> Result<Decision, Misuse> {
    let dialog = workspace.open_dialog(id).ok_or(Misuse::NoOpenDialog { dialog: id })?;
    check_installed(workspace)?;
    let by = TriggeredBy::Dialog(dialog.clone());
    let trigger = issued(workspace, dialog.user, dialog.conversation, by);
    Ok(Decision::changed(
        Change::DialogSubmitted { dialog: id },
        &[Rule::DialogGivesTrigger, Rule::TriggerThreeSeconds],
    )
    .and(Change::TriggerIssued(trigger)))
}

/// `dialog.open`: puts a form on the screen of the person behind the trigger.
pub(super) fn open_dialog(workspace: &Workspace, call: &Call) -> Decision {
    let refused = |error| Decision::refused(error, Rule::DialogNeedsTrigger);
    let Some(text) = call.given("trigger_id") else {
        return refused(ApiError::MissingTrigger);
    };
    let Some(dialog) = call.given("dialog") else {
        return refused(ApiError::MissingDialog);
    };
    let trigger = match live_trigger(workspace, text) {
        Ok(trigger) => trigger,
        Err((_, Rule::ExpiredTriggerIsInvalid)) => return refused(ApiError::TriggerExpired),
        Err((_, Rule::DeactivationEndsAgency)) => return refused(ApiError::InvalidTrigger),
        Err((error, _)) => return refused(error),
    };
    match read(workspace, trigger, dialog) {
        Some(dialog) => opened(trigger, dialog),
        None => refused(ApiError::ValidationErrors),
    }
}

/// A dialog has a title, something to be known by, and fields with names.
fn read(workspace: &Workspace, trigger: &Trigger, dialog: &str) -> Option<Dialog> {
    let dialog: Value = serde_json::from_str(dialog).ok()?;
    let text = |of: &Value, name| of.get(name)?.as_str().map(str::to_owned);
    text(&dialog, "title")?;
    let mut fields = Vec::new();
    for element in dialog.get("elements")?.as_array()? {
        fields.push(text(element, "name")?);
    }
    (!fields.is_empty()).then_some(Dialog {
        id: workspace.next_dialog(),
        user: trigger.user,
        conversation: trigger.conversation,
        callback_id: text(&dialog, "callback_id")?,
        fields,
        submitted: false,
    })
}

fn opened(trigger: &Trigger, dialog: Dialog) -> Decision {
    Decision::answered(Reply::done(), &[Rule::DialogNeedsTrigger, Rule::TriggerOnce])
        .and(Change::TriggerExchanged { trigger: trigger.text.clone() })
        .and(Change::DialogOpened(dialog))
}

fn issued(
    workspace: &Workspace,
    user: UserId,
    conversation: ConversationId,
    by: TriggeredBy,
) -> Trigger {
    let message = match by {
        TriggeredBy::Gesture(Gesture::Button) => newest_with(workspace, conversation, "button"),
        TriggeredBy::Gesture(Gesture::Menu) => newest_with(workspace, conversation, "select"),
        TriggeredBy::Gesture(Gesture::MessageAction | Gesture::SlashCommand)
        | TriggeredBy::Dialog(_) => None,
    };
    Trigger {
        text: trigger_text(workspace),
        user,
        conversation,
        by,
        issued_at: workspace.now(),
        exchanged: false,
        message,
        answers: 0,
    }
}

/// The newest message that the app posted there with a button or a menu.
fn newest_with(workspace: &Workspace, place: ConversationId, kind: &str) -> Option<String> {
    let mut posted = workspace.newest_messages_of(place, workspace.cast().app.user_id);
    posted.find(|message| message.action(kind).is_some()).map(|message| message.ts.clone())
}

/// The form that the samples have: two numbers and 32 hexadecimal digits.
fn trigger_text(workspace: &Workspace) -> String {
    let number = u64::from(workspace.triggers_issued()).saturating_add(1);
    let scrambled = scramble(number);
    let first = number.saturating_add(241_582_872_337);
    format!("{first}.{}.{scrambled:016x}{:016x}", team_number(workspace), scramble(scrambled))
}

fn team_number(workspace: &Workspace) -> u64 {
    workspace.cast().team.id.id().word() % 100_000_000_000
}

/// The path of the `response_url` that comes with a trigger: the team, and the trigger without it.
pub(crate) fn response_path(workspace: &Workspace, trigger: &Trigger) -> String {
    let mut parts = trigger.text.split('.');
    let (number, secret) = (parts.next().unwrap_or_default(), parts.nth(1).unwrap_or_default());
    let kind = match trigger.by {
        TriggeredBy::Gesture(Gesture::SlashCommand) => "commands",
        TriggeredBy::Gesture(Gesture::Button | Gesture::Menu | Gesture::MessageAction)
        | TriggeredBy::Dialog(_) => "actions",
    };
    format!("/{kind}/{}/{number}/{secret}", workspace.cast().team.id)
}

/// The trigger that such a path came with.
pub(super) fn trigger_behind<'a>(workspace: &'a Workspace, path: &str) -> Option<&'a Trigger> {
    let (before, secret) = path.rsplit_once('/')?;
    let (_, number) = before.rsplit_once('/')?;
    let trigger = workspace.trigger(&format!("{number}.{}.{secret}", team_number(workspace)))?;
    (response_path(workspace, trigger) == path).then_some(trigger)
}
