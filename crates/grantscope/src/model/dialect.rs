//! The dialect: where documents contradict each other, which of them is followed.
//!
//! One switch for each contradiction that changes an answer, with the recommended choice as the
//! default. A cast names only the switches that it turns. Not here: what a choice leads to
//! (`rules`, `sandbox/deliveries.rs`).
//!
//! Source: FACTS, section i; the numbers are its own.

use serde::Serialize;

use super::fields::fields;
use super::named::named;

/// A switch's entry.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
pub struct Switch {
    /// Its name in a cast's `dialect`.
    pub name: &'static str,
    /// The choices, the default first.
    pub choices: &'static [&'static str],
    /// What it is about, in one sentence.
    pub sentence: &'static str,
    /// Where the contradiction is written down: FACTS, and its section and number.
    pub source: &'static str,
}

macro_rules! switches {
    ($($field:ident $name:ident $source:literal $sentence:literal {
        $default:ident $default_text:literal $(, $choice:ident $text:literal)+
    })*) => {
        $(
            named! {
                #[doc = $sentence]
                #[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
                pub enum $name {
                    #[doc = concat!("`", $default_text, "`: the default.")]
                    #[default]
                    $default $default_text,
                    $(
                        #[doc = concat!("`", $text, "`")]
                        $choice $text,
                    )+
                }
            }
        )*

        /// Which of two contradicting documents is followed. Unknown switches are refused.
        #[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize)]
        pub struct Dialect {
            $(
                #[doc = $sentence]
                #[serde(skip_serializing_if = "is_default")]
                pub $field: $name,
            )*
        }

        fields!(Dialect { $($field = $name::default()),* });

        /// Every switch.
        pub const SWITCHES: &[Switch] = &[$(
            Switch {
                name: stringify!($field),
                choices: &[$default_text $(, $text)+],
                sentence: $sentence,
                source: $source,
            },
        )*];
    };
}

switches! {
    workspace_resource WorkspaceResource "i (1)"
    "What events call the workspace as a resource."
    { Team "team", Workspace "workspace" }
    invalid_trigger InvalidTriggerCode "i (3)"
    "How a trigger that is not valid is answered."
    { InvalidTrigger "invalid_trigger", InvalidTriggerId "invalid_trigger_id" }
    identity_scope IdentityScope "i (6)"
    "Whether the later label of the scope for identity is taken for the scope."
    { ReadUser "identity:read:user", BasicUser "identity.basic:user" }
    files_write FilesWrite "i (7)"
    "Whether the older and later label of the scope for writing files is taken for the scope."
    { Files "files:write", FilesUser "files:write:user" }
    mixed_scope MixedScopes "i (8)"
    "Whether one request may mix scopes of different types."
    { Refused "refused", Allowed "allowed" }
    oauth_access_scopes OauthAccessScopes "i (9)"
    "Which scopes the exchange reports."
    { All "all", Attempt "attempt" }
    authorizing_user AuthorizingUser "i (10)"
    "How the exchange tells who authorized the app."
    { Both "both", Nested "nested", Flat "flat" }
    auth_test AuthTest "i (14)"
    "Whether workspace tokens may call the method that tells whose token it is."
    { Refused "refused", Answered "answered" }
    authed AuthedField "i (17)"
    "What an envelope says of whom it is for."
    { Teams "authed_teams", Users "authed_users" }
    token_lifetime TokenLifetime "i (18)"
    "How many seconds a token lives that is renewed."
    { Hour "3600", Day "86400" }
    removed_trigger RemovedTrigger "i (19)"
    "Whether the trigger of the grant is told when a person takes it back."
    { Told "told", Untold "untold" }
    denied_trigger DeniedTrigger "i (20)"
    "Whether the trigger of a request can be used once more after a person declined it."
    { Used "used", Usable "usable" }
    trigger_sources TriggerSources "i (21)"
    "Whether a dialog that is sent off lets the app ask."
    { WithDialogs "with_dialogs", WithoutDialogs "without_dialogs" }
    conversations_open ConversationsOpen "i (28)"
    "Whether workspace tokens may open, join, leave and close conversations."
    { Closed "closed", Open "open" }
    workspace_email WorkspaceEmail "h"
    "What a workspace token needs to see email addresses."
    { OwnScope "users:read.email", UsersRead "users:read" }
    acting_for_ungranted ActingForUngranted "g"
    "How acting for a person is answered who granted nothing."
    { NoPermission "no_permission", MissingScope "missing_scope" }
    acting_for_unknown ActingForUnknown "g"
    "How acting for somebody is answered who is not there."
    { UserNotFound "user_not_found", InvalidUser "invalid_user", NoPermission "no_permission" }
    rate_limits RateLimits "a (A0)"
    "Whether calls are limited by tiers."
    { On "on", Off "off" }
}

impl Dialect {
    pub(crate) fn is_default(&self) -> bool {
        is_default(self)
    }

    /// The scope that a label means: two labels had slipped for a while.
    pub(crate) fn meant<'a>(&self, label: &'a str) -> &'a str {
        match label {
            "identity.basic:user" if self.identity_scope == IdentityScope::BasicUser => {
                "identity:read:user"
            }
            "files:write:user" if self.files_write == FilesWrite::FilesUser => "files:write",
            label => label,
        }
    }

    /// How long a token lives that is renewed, in milliseconds.
    pub(crate) fn token_lifetime(&self) -> u64 {
        match self.token_lifetime {
            TokenLifetime::Hour => 3_600_000,
            TokenLifetime::Day => 86_400_000,
        }
    }
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
