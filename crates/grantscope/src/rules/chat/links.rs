//! Links to messages, and links in messages.
//!
//! Source: FACTS, section a (A5, chat.getPermalink and chat.unfurl).

use serde_json::{Map, Value};

use super::content::numbered;
use crate::model::change::Change;
use crate::model::message::Message;
use crate::model::workspace::Workspace;
use crate::model::{Call, ConversationId, Method, Rule};
use crate::rules::permission::{self, unsound};
use crate::rules::{Decision, Ruling};
use crate::wire::{ApiError, Reply, json};

/// `chat.getPermalink`
pub(super) fn permalink(workspace: &Workspace, method: Method, call: &Call) -> Ruling {
    let channel = permission::conversation(workspace, method, call)?;
    let ts = call.text("message_ts");
    let message = workspace.message(channel, ts);
    let message = message.ok_or_else(|| unsound(ApiError::MessageNotFound))?;
    let permalink = link_to(workspace, channel, message);
    let reply = json!({"ok": true, "channel": channel, "permalink": permalink});
    Ok(Decision::told(reply, &[Rule::NoScopeNeeded]))
}

/// The address of a message; a reply is shown in its thread.
fn link_to(workspace: &Workspace, channel: ConversationId, message: &Message) -> String {
    let domain = &workspace.cast().team.domain;
    let digits = message.ts.replace('.', "");
    let link = format!("https://{domain}.slack.com/archives/{channel}/p{digits}");
    match &message.thread {
        None => link,
        Some(thread) => format!("{link}?thread_ts={thread}&cid={channel}"),
    }
}

/// `chat.unfurl`: what a link in a message leads to is attached to it.
pub(super) fn unfurl(workspace: &Workspace, method: Method, call: &Call) -> Ruling {
    let conversation = permission::conversation(workspace, method, call).map_err(|refusal| {
        match refusal.reply.as_ref().and_then(Reply::error) {
            Some(ApiError::ChannelNotFound) => unsound(ApiError::CannotFindChannel),
            Some(_) | None => refusal,
        }
    })?;
    let ts = call.text("ts");
    let message = workspace.message(conversation, ts);
    let message = message.ok_or_else(|| unsound(ApiError::CannotFindMessage))?;
    let text = call.given("unfurls");
    let text = text.ok_or_else(|| unsound(ApiError::MissingUnfurls))?;
    let unfurls: Map<String, Value> =
        serde_json::from_str(text).map_err(|_| unsound(ApiError::CannotParseAttachment))?;
    let mut attachments = message.attachments.clone();
    for (link, mut attachment) in unfurls {
        if !message.text.contains(&link) {
            return Err(unsound(ApiError::CannotUnfurlUrl));
        }
        let fields = attachment.as_object_mut();
        let fields = fields.ok_or_else(|| unsound(ApiError::CannotParseAttachment))?;
        fields.insert("from_url".to_owned(), json!(link));
        attachments.push(attachment);
    }
    let message = Message { attachments: numbered(attachments), ..message.clone() };
    Ok(Decision::answered(Reply::done(), &[Rule::ScopesTravel])
        .and(Change::MessageChanged { conversation, message }))
}
