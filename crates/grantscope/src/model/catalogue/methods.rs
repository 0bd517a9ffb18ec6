//! The Web API methods and what each needs: facts, no rules.
//!
//! Not here: answers, and what an argument means.
//!
//! Source: FACTS, section a (A1 to A5), as documented on 14 March 2019; `files:write` and
//! `identity:read:user` for the labels that had slipped (section i, 6 and 7).
// ASSUMPTION: scopes of both generations hold side by side.
// ASSUMPTION: methods listed without a clear scope are closed.

use super::super::Milestone::{self, AppsUninstall, ListMethods, UserAgency};
use super::Body::{self, Form, FormOrJson};
use super::Needs::{self, Anywhere, Client, Closed, Conversation, Nothing, Person, Workspace};
use super::Tier::{self, Special, Tier1, Tier2, Tier3, Tier4};
use super::Verb::{self, Get, Post};

/// A row of the table. Any one of `scopes` is enough; none listed means that none is needed.
#[derive(Clone, Copy)]
pub(crate) struct MethodEntry {
    pub(crate) name: &'static str,
    pub(crate) verb: Verb,
    pub(crate) body: Body,
    pub(crate) tier: Tier,
    pub(crate) scopes: &'static [&'static str],
    pub(crate) needs: Needs,
    /// The names, separated by spaces; a star marks those that must be there.
    pub(crate) arguments: &'static str,
    /// Since when it exists, if that matters here.
    pub(crate) since: Option<Milestone>,
}

impl MethodEntry {
    const fn since(self, milestone: Milestone) -> Self {
        Self { since: Some(milestone), ..self }
    }
}

const fn method(
    name: &'static str,
    verb: Verb,
    body: Body,
    tier: Tier,
    scopes: &'static [&'static str],
    needs: Needs,
    arguments: &'static str,
) -> MethodEntry {
    MethodEntry { name, verb, body, tier, scopes, needs, arguments, since: None }
}

/// Whether a method is part of the protocol by which permissions are asked for, granted and looked up.
pub(crate) fn is_of_the_protocol(name: &str) -> bool {
    ["apps.", "auth.", "oauth."].iter().any(|start| name.starts_with(start)) || name == "api.test"
}

/// Every method with a row for workspace tokens, and those that are known to have none, sorted by name.
#[rustfmt::skip]
pub(crate) const METHODS: &[MethodEntry] = &[
    method("api.test", Post, FormOrJson, Tier4, &[], Nothing, "error foo"),
    method("apps.permissions.info", Get, Form, Tier2, &[], Nothing, ""),
    method("apps.permissions.request", Get, Form, Tier2, &[], Nothing, "scopes* trigger_id*"),
    method("apps.permissions.resources.list", Get, Form, Tier2, &[], Nothing, "cursor limit").since(ListMethods),
    method("apps.permissions.scopes.list", Get, Form, Tier2, &[], Nothing, "").since(ListMethods),
    method("apps.permissions.users.list", Get, Form, Tier2, &[], Nothing, "cursor limit").since(UserAgency),
    method("apps.permissions.users.request", Get, Form, Tier2, &[], Nothing, "scopes* trigger_id* user*").since(UserAgency),
    method("apps.uninstall", Get, Form, Tier1, &[], Nothing, "client_id* client_secret*").since(AppsUninstall),
    method("auth.revoke", Get, Form, Tier3, &[], Nothing, "test"),
    method("auth.test", Post, FormOrJson, Special, &[], Closed, ""),
    method("bots.info", Get, Form, Tier3, &["users:read"], Workspace, "bot"),
    method("chat.delete", Post, FormOrJson, Tier3, &["chat:write", "conversations.app_home:create"], Conversation, "channel* ts* as_user"),
    method("chat.getPermalink", Get, Form, Special, &[], Conversation, "channel* message_ts*"),
    method("chat.postEphemeral", Post, FormOrJson, Tier4, &["chat:write", "conversations.app_home:create"], Conversation, "channel* text* user* as_user attachments blocks link_names parse thread_ts"),
    method("chat.postMessage", Post, FormOrJson, Special, &["chat:write", "conversations.app_home:create"], Conversation, "channel* text* as_user attachments blocks icon_emoji icon_url link_names mrkdwn parse reply_broadcast thread_ts unfurl_links unfurl_media username"),
    method("chat.unfurl", Post, FormOrJson, Tier3, &["links:write"], Conversation, "channel* ts* unfurls* user_auth_message user_auth_required user_auth_url"),
    method("chat.update", Post, FormOrJson, Tier3, &["chat:write", "conversations.app_home:create"], Conversation, "channel* text* ts* as_user attachments blocks link_names parse"),
    method("conversations.archive", Post, FormOrJson, Tier2, &["conversations:write"], Conversation, "channel*"),
    method("conversations.close", Post, FormOrJson, Tier2, &[], Closed, "channel*"),
    method("conversations.create", Post, FormOrJson, Tier2, &["conversations:write"], Anywhere, "name* is_private user_ids"),
    method("conversations.history", Get, Form, Tier3, &["channels:history", "conversations:history", "groups:history", "im:history", "mpim:history"], Conversation, "channel* cursor inclusive latest limit oldest"),
    method("conversations.info", Get, Form, Tier3, &["channels:read", "conversations:read", "groups:read", "im:read", "mpim:read"], Conversation, "channel* include_locale include_num_members"),
    method("conversations.invite", Post, FormOrJson, Tier3, &["conversations:write"], Conversation, "channel* users*"),
    method("conversations.join", Post, FormOrJson, Tier3, &[], Closed, "channel*"),
    method("conversations.kick", Post, FormOrJson, Tier3, &[], Closed, "channel* user*"),
    method("conversations.leave", Post, FormOrJson, Tier3, &[], Closed, "channel*"),
    method("conversations.list", Get, Form, Tier2, &["channels:read", "conversations:read", "groups:read", "im:read", "mpim:read"], Anywhere, "cursor exclude_archived limit types"),
    method("conversations.members", Get, Form, Tier4, &["channels:read", "conversations:read", "groups:read", "im:read", "mpim:read"], Conversation, "channel* cursor limit"),
    method("conversations.open", Post, FormOrJson, Tier3, &[], Closed, "channel return_im users"),
    method("conversations.rename", Post, FormOrJson, Tier2, &["conversations:write"], Conversation, "channel* name*"),
    method("conversations.replies", Get, Form, Tier3, &["channels:history", "conversations:history", "groups:history", "im:history", "mpim:history"], Conversation, "channel* ts* cursor inclusive latest limit oldest"),
    method("conversations.setPurpose", Post, FormOrJson, Tier2, &["conversations:write"], Conversation, "channel* purpose*"),
    method("conversations.setTopic", Post, FormOrJson, Tier2, &["conversations:write"], Conversation, "channel* topic*"),
    method("conversations.unarchive", Post, FormOrJson, Tier2, &["conversations:write"], Conversation, "channel*"),
    method("dialog.open", Post, FormOrJson, Tier4, &[], Nothing, "dialog* trigger_id*"),
    method("dnd.endDnd", Post, FormOrJson, Tier2, &["dnd:write:user"], Person, ""),
    method("dnd.endSnooze", Post, FormOrJson, Tier2, &["dnd:write:user"], Person, ""),
    method("dnd.info", Get, Form, Tier3, &["dnd:read"], Workspace, "user"),
    method("dnd.setSnooze", Get, Form, Tier2, &["dnd:write:user"], Person, "num_minutes*"),
    method("dnd.teamInfo", Get, Form, Tier2, &["dnd:read"], Workspace, "users"),
    method("emoji.list", Get, Form, Tier2, &["emoji:read"], Workspace, ""),
    method("files.comments.add", Post, FormOrJson, Tier2, &["files:write"], Anywhere, "comment* file*"),
    method("files.comments.delete", Post, FormOrJson, Tier2, &["files:write"], Anywhere, "file* id*"),
    method("files.comments.edit", Post, FormOrJson, Tier2, &["files:write"], Anywhere, "comment* file* id*"),
    method("files.delete", Post, FormOrJson, Tier3, &["files:write"], Anywhere, "file*"),
    method("files.info", Get, Form, Tier4, &["files:read"], Anywhere, "file* count cursor limit page"),
    method("files.list", Get, Form, Tier3, &["files:read"], Anywhere, "channel count page ts_from ts_to types user"),
    method("files.revokePublicURL", Post, FormOrJson, Tier3, &["files:write"], Anywhere, "file*"),
    method("files.sharedPublicURL", Post, FormOrJson, Tier3, &["files:write"], Anywhere, "file*"),
    method("files.upload", Post, Form, Tier2, &["files:write"], Anywhere, "channels content file filename filetype initial_comment thread_ts title"),
    method("oauth.access", Post, Form, Tier4, &[], Client, "client_id* client_secret* code* redirect_uri single_channel"),
    method("oauth.token", Post, Form, Tier4, &[], Client, "client_id* client_secret* code* redirect_uri single_channel"),
    method("pins.add", Post, FormOrJson, Tier2, &["pins:write"], Conversation, "channel* file file_comment timestamp"),
    method("pins.list", Get, Form, Tier2, &["pins:read"], Conversation, "channel*"),
    method("pins.remove", Post, FormOrJson, Tier2, &["pins:write"], Conversation, "channel* file file_comment timestamp"),
    method("reactions.add", Post, FormOrJson, Tier3, &["reactions:write"], Conversation, "name* channel file file_comment timestamp"),
    method("reactions.get", Get, Form, Tier3, &["reactions:read"], Conversation, "channel file file_comment full timestamp"),
    method("reactions.list", Get, Form, Tier2, &["reactions:read"], Anywhere, "count cursor full limit page user"),
    method("reactions.remove", Post, FormOrJson, Tier2, &["reactions:write"], Conversation, "name* channel file file_comment timestamp"),
    method("reminders.add", Post, FormOrJson, Tier2, &["reminders:write:user"], Person, "text* time* user"),
    method("reminders.complete", Post, FormOrJson, Tier2, &["reminders:write:user"], Person, "reminder*"),
    method("reminders.delete", Post, FormOrJson, Tier2, &["reminders:write:user"], Person, "reminder*"),
    method("reminders.info", Get, Form, Tier2, &["reminders:read:user"], Person, "reminder*"),
    method("reminders.list", Get, Form, Tier2, &["reminders:read:user"], Person, ""),
    method("stars.list", Get, Form, Tier3, &["stars:read"], Workspace, "count cursor limit page"),
    method("team.billableInfo", Get, Form, Tier2, &[], Closed, "user"),
    method("team.info", Get, Form, Tier3, &["team:read"], Workspace, ""),
    method("team.integrationLogs", Get, Form, Tier2, &[], Closed, "app_id change_type count page service_id user"),
    method("team.profile.get", Get, Form, Tier3, &["users.profile:read"], Workspace, "visibility"),
    method("usergroups.create", Post, FormOrJson, Tier2, &["usergroups:write"], Workspace, "name* channels description handle include_count"),
    method("usergroups.disable", Post, FormOrJson, Tier2, &["usergroups:write"], Workspace, "usergroup* include_count"),
    method("usergroups.enable", Post, FormOrJson, Tier2, &["usergroups:write"], Workspace, "usergroup* include_count"),
    method("usergroups.list", Get, Form, Tier2, &["usergroups:read"], Workspace, "include_count include_disabled include_users"),
    method("usergroups.update", Post, FormOrJson, Tier2, &["usergroups:write"], Workspace, "usergroup* channels description handle include_count name"),
    method("usergroups.users.list", Get, Form, Tier2, &["usergroups:read"], Workspace, "usergroup* include_disabled"),
    method("usergroups.users.update", Post, FormOrJson, Tier2, &["usergroups:write"], Workspace, "usergroup* users* include_count"),
    method("users.conversations", Get, Form, Tier3, &[], Closed, "cursor exclude_archived limit types user"),
    method("users.identity", Get, Form, Tier3, &["identity:read:user"], Person, ""),
    method("users.info", Get, Form, Tier4, &["users:read"], Workspace, "user* include_locale"),
    method("users.list", Get, Form, Tier2, &["users:read"], Workspace, "cursor include_locale limit presence"),
    method("users.lookupByEmail", Get, Form, Tier3, &["users:read.email"], Workspace, "email*"),
    method("users.profile.get", Get, Form, Tier4, &["users.profile:read"], Workspace, "include_labels user"),
    method("users.profile.set", Post, FormOrJson, Tier3, &["users.profile:write:user"], Person, "name profile user value"),
];
