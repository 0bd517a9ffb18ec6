//! The scopes: facts, no rules.
//!
//! Sorted by name, because a scope is an index into this table. A scope that applies to no kind
//! belongs to classic apps: it is known, and refused to workspace apps.
//!
//! Source: FACTS, section c (C1 and C2), which names its sources scope by scope.
// ASSUMPTION: files, links, pins and reactions are about conversations, stars about the workspace.

use super::super::Milestone::{
    self, AppHomeCreate, ChatWriteScope, ConversationsScopes, EmailScope, UserAgency,
};
use super::super::{KindSet, ResourceKind};

/// A row of the table.
#[derive(Clone, Copy)]
pub(crate) struct ScopeEntry {
    pub(crate) name: &'static str,
    pub(crate) kinds: KindSet,
    pub(crate) summary: &'static str,
    /// Since when it exists, if that is told.
    pub(crate) since: Option<Milestone>,
    /// Whether classic apps cannot ask for it.
    pub(crate) workspace_only: bool,
    /// The scope that must be asked for along with it.
    // Source: 000_2d3da42c3657f384.txt, Identity scopes; 004_44894a38fe7be042.txt, How do I prepare?
    pub(crate) companion: Option<&'static str>,
}

impl ScopeEntry {
    const fn since(self, milestone: Milestone) -> Self {
        Self { since: Some(milestone), ..self }
    }

    const fn workspace_only(self) -> Self {
        Self { workspace_only: true, ..self }
    }

    const fn along_with(self, companion: &'static str) -> Self {
        Self { companion: Some(companion), ..self }
    }
}

use ResourceKind as Kind;

const NOWHERE: KindSet = KindSet::of(&[]);
const TEAM: KindSet = KindSet::of(&[Kind::Team]);
const CHANNEL: KindSet = KindSet::of(&[Kind::Channel]);
const GROUP: KindSet = KindSet::of(&[Kind::Group]);
const MPIM: KindSet = KindSet::of(&[Kind::Mpim]);
const IM: KindSet = KindSet::of(&[Kind::Im]);
const APP_HOME: KindSet = KindSet::of(&[Kind::AppHome]);
const DIRECT: KindSet = KindSet::of(&[Kind::Im, Kind::AppHome]);
const USER: KindSet = KindSet::of(&[Kind::User]);
const CONVERSATIONS: KindSet = KindSet::of(&[Kind::Channel, Kind::Group, Kind::Mpim, Kind::Im]);
const EVERY_CONVERSATION: KindSet =
    KindSet::of(&[Kind::Channel, Kind::Group, Kind::Mpim, Kind::Im, Kind::AppHome]);

const fn scope(name: &'static str, kinds: KindSet, summary: &'static str) -> ScopeEntry {
    ScopeEntry { name, kinds, summary, since: None, workspace_only: false, companion: None }
}

/// Every scope, sorted by name. At most [`MOST`](crate::model::scope::MOST): a set of them is two machine words.
#[rustfmt::skip]
pub(crate) const SCOPES: &[ScopeEntry] = &[
    scope("admin", NOWHERE, "for classic apps only"),
    scope("bot", NOWHERE, "for classic apps only"),
    scope("channels:history", CHANNEL, "read the messages of public channels"),
    scope("channels:read", CHANNEL, "see public channels"),
    scope("channels:write", NOWHERE, "for classic apps only"),
    scope("chat:write", EVERY_CONVERSATION, "post, change and delete its own messages").since(ChatWriteScope).workspace_only(),
    scope("chat:write:bot", NOWHERE, "for classic apps only"),
    scope("chat:write:user", NOWHERE, "for classic apps only"),
    scope("client", NOWHERE, "for classic apps only"),
    scope("commands", IM, "offer slash commands"),
    scope("conversations.app_home:create", APP_HOME, "open a direct message with a person by posting to them").since(AppHomeCreate).workspace_only(),
    scope("conversations:history", CONVERSATIONS, "read the messages of conversations").since(ConversationsScopes).workspace_only(),
    scope("conversations:read", CONVERSATIONS, "see conversations and who is in them").since(ConversationsScopes).workspace_only(),
    scope("conversations:write", CONVERSATIONS, "create conversations and change those it made").since(ConversationsScopes).workspace_only(),
    scope("dnd:read", TEAM, "see who does not want to be disturbed"),
    scope("dnd:write", NOWHERE, "for classic apps only"),
    scope("dnd:write:user", USER, "change when a person may be disturbed").since(UserAgency).workspace_only(),
    scope("emoji:read", TEAM, "see the workspace's own emoji"),
    scope("files:read", CONVERSATIONS, "see files"),
    scope("files:write", CONVERSATIONS, "upload, change and delete files").workspace_only(),
    scope("files:write:user", NOWHERE, "for classic apps only"),
    scope("groups:history", GROUP, "read the messages of private channels"),
    scope("groups:read", GROUP, "see private channels"),
    scope("groups:write", NOWHERE, "for classic apps only"),
    scope("identity.avatar", NOWHERE, "for classic apps only").along_with("identity.basic"),
    scope("identity.avatar:read:user", USER, "know a person's picture when they sign in").since(UserAgency).workspace_only().along_with("identity:read:user"),
    scope("identity.basic", NOWHERE, "for classic apps only"),
    scope("identity.email", NOWHERE, "for classic apps only").along_with("identity.basic"),
    scope("identity.email:read:user", USER, "know a person's email address when they sign in").since(UserAgency).workspace_only().along_with("identity:read:user"),
    scope("identity.team", NOWHERE, "for classic apps only").along_with("identity.basic"),
    scope("identity.team:read:user", USER, "know a person's workspace when they sign in").since(UserAgency).workspace_only().along_with("identity:read:user"),
    scope("identity:read:user", USER, "know who a person is").since(UserAgency).workspace_only(),
    scope("im:history", DIRECT, "read direct messages"),
    scope("im:read", DIRECT, "see direct messages"),
    scope("im:write", NOWHERE, "for classic apps only"),
    scope("incoming-webhook", NOWHERE, "for classic apps only"),
    scope("links:read", CONVERSATIONS, "see the links that people post"),
    scope("links:write", CONVERSATIONS, "unfold the links that people post"),
    scope("mpim:history", MPIM, "read group messages"),
    scope("mpim:read", MPIM, "see group messages"),
    scope("mpim:write", NOWHERE, "for classic apps only"),
    scope("pins:read", CONVERSATIONS, "see what is pinned"),
    scope("pins:write", CONVERSATIONS, "pin and unpin"),
    scope("reactions:read", CONVERSATIONS, "see reactions"),
    scope("reactions:write", CONVERSATIONS, "add and remove its own reactions"),
    scope("reminders:read", NOWHERE, "for classic apps only"),
    scope("reminders:read:user", USER, "see a person's reminders").since(UserAgency).workspace_only(),
    scope("reminders:write", NOWHERE, "for classic apps only"),
    scope("reminders:write:user", USER, "add, complete and delete a person's reminders").since(UserAgency).workspace_only(),
    scope("rtm:stream", NOWHERE, "for classic apps only"),
    scope("search:read", NOWHERE, "for classic apps only"),
    scope("stars:read", TEAM, "see starred items"),
    scope("stars:write", NOWHERE, "for classic apps only"),
    scope("team:read", TEAM, "see the workspace's name and domain"),
    scope("usergroups:read", TEAM, "see user groups"),
    scope("usergroups:write", TEAM, "create and change user groups"),
    scope("users.profile:read", TEAM, "read people's extended profiles"),
    scope("users.profile:write", NOWHERE, "for classic apps only"),
    scope("users.profile:write:user", USER, "change a person's profile and status").since(UserAgency).workspace_only(),
    scope("users:read", TEAM, "see who is in the workspace"),
    scope("users:read.email", TEAM, "see people's email addresses").since(EmailScope).along_with("users:read"),
    scope("users:write", NOWHERE, "for classic apps only"),
];
