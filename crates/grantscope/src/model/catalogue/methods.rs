//! The Web API methods and what each needs: facts, no rules.
//!
//! Not here: arguments, verbs and answers.
//!
//! Source: FACTS, section a (A1 to A5), as documented on 14 March 2019; `files:write` and
//! `identity:read:user` for the labels that had slipped (section i, 6 and 7).
// ASSUMPTION: scopes of both generations hold side by side.
// ASSUMPTION: methods listed without a clear scope are closed.

use super::Needs::{self, Anywhere, Client, Closed, Conversation, Nothing, Person, Workspace};

/// A row of the table. Any one of `scopes` is enough; none listed means that none is needed.
pub(crate) struct MethodEntry {
    pub(crate) name: &'static str,
    pub(crate) scopes: &'static [&'static str],
    pub(crate) needs: Needs,
}

const fn method(name: &'static str, scopes: &'static [&'static str], needs: Needs) -> MethodEntry {
    MethodEntry { name, scopes, needs }
}

/// Every method with a row for workspace tokens, and those that are known to have none, sorted by name.
#[rustfmt::skip]
pub(crate) const METHODS: &[MethodEntry] = &[
    method("api.test", &[], Nothing),
    method("apps.permissions.info", &[], Nothing),
    method("apps.permissions.request", &[], Nothing),
    method("apps.permissions.resources.list", &[], Nothing),
    method("apps.permissions.scopes.list", &[], Nothing),
    method("apps.permissions.users.list", &[], Nothing),
    method("apps.permissions.users.request", &[], Nothing),
    method("apps.uninstall", &[], Nothing),
    method("auth.revoke", &[], Nothing),
    method("auth.test", &[], Closed),
    method("bots.info", &["users:read"], Workspace),
    method("chat.delete", &["chat:write", "conversations.app_home:create"], Conversation),
    method("chat.getPermalink", &[], Conversation),
    method("chat.postEphemeral", &["chat:write", "conversations.app_home:create"], Conversation),
    method("chat.postMessage", &["chat:write", "conversations.app_home:create"], Conversation),
    method("chat.unfurl", &["links:write"], Conversation),
    method("chat.update", &["chat:write", "conversations.app_home:create"], Conversation),
    method("conversations.archive", &["conversations:write"], Conversation),
    method("conversations.close", &[], Closed),
    method("conversations.create", &["conversations:write"], Anywhere),
    method("conversations.history", &["channels:history", "conversations:history", "groups:history", "im:history", "mpim:history"], Conversation),
    method("conversations.info", &["channels:read", "conversations:read", "groups:read", "im:read", "mpim:read"], Conversation),
    method("conversations.invite", &["conversations:write"], Conversation),
    method("conversations.join", &[], Closed),
    method("conversations.kick", &[], Closed),
    method("conversations.leave", &[], Closed),
    method("conversations.list", &["channels:read", "conversations:read", "groups:read", "im:read", "mpim:read"], Anywhere),
    method("conversations.members", &["channels:read", "conversations:read", "groups:read", "im:read", "mpim:read"], Conversation),
    method("conversations.open", &[], Closed),
    method("conversations.rename", &["conversations:write"], Conversation),
    method("conversations.replies", &["channels:history", "conversations:history", "groups:history", "im:history", "mpim:history"], Conversation),
    method("conversations.setPurpose", &["conversations:write"], Conversation),
    method("conversations.setTopic", &["conversations:write"], Conversation),
    method("conversations.unarchive", &["conversations:write"], Conversation),
    method("dialog.open", &[], Nothing),
    method("dnd.endDnd", &["dnd:write:user"], Person),
    method("dnd.endSnooze", &["dnd:write:user"], Person),
    method("dnd.info", &["dnd:read"], Workspace),
    method("dnd.setSnooze", &["dnd:write:user"], Person),
    method("dnd.teamInfo", &["dnd:read"], Workspace),
    method("emoji.list", &["emoji:read"], Workspace),
    method("files.comments.add", &["files:write"], Anywhere),
    method("files.comments.delete", &["files:write"], Anywhere),
    method("files.comments.edit", &["files:write"], Anywhere),
    method("files.delete", &["files:write"], Anywhere),
    method("files.info", &["files:read"], Anywhere),
    method("files.list", &["files:read"], Anywhere),
    method("files.revokePublicURL", &["files:write"], Anywhere),
    method("files.sharedPublicURL", &["files:write"], Anywhere),
    method("files.upload", &["files:write"], Anywhere),
    method("oauth.access", &[], Client),
    method("oauth.token", &[], Client),
    method("pins.add", &["pins:write"], Conversation),
    method("pins.list", &["pins:read"], Conversation),
    method("pins.remove", &["pins:write"], Conversation),
    method("reactions.add", &["reactions:write"], Anywhere),
    method("reactions.get", &["reactions:read"], Anywhere),
    method("reactions.list", &["reactions:read"], Anywhere),
    method("reactions.remove", &["reactions:write"], Anywhere),
    method("reminders.add", &["reminders:write:user"], Person),
    method("reminders.complete", &["reminders:write:user"], Person),
    method("reminders.delete", &["reminders:write:user"], Person),
    method("reminders.info", &["reminders:read:user"], Person),
    method("reminders.list", &["reminders:read:user"], Person),
    method("stars.list", &["stars:read"], Workspace),
    method("team.billableInfo", &[], Closed),
    method("team.info", &["team:read"], Workspace),
    method("team.integrationLogs", &[], Closed),
    method("team.profile.get", &["users.profile:read"], Workspace),
    method("usergroups.create", &["usergroups:write"], Workspace),
    method("usergroups.disable", &["usergroups:write"], Workspace),
    method("usergroups.enable", &["usergroups:write"], Workspace),
    method("usergroups.list", &["usergroups:read"], Workspace),
    method("usergroups.update", &["usergroups:write"], Workspace),
    method("usergroups.users.list", &["usergroups:read"], Workspace),
    method("usergroups.users.update", &["usergroups:write"], Workspace),
    method("users.conversations", &[], Closed),
    method("users.identity", &["identity:read:user"], Person),
    method("users.info", &["users:read"], Workspace),
    method("users.list", &["users:read"], Workspace),
    method("users.lookupByEmail", &["users:read.email"], Workspace),
    method("users.profile.get", &["users.profile:read"], Workspace),
    method("users.profile.set", &["users.profile:write:user"], Person),
];
