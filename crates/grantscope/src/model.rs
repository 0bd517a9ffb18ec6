//! The nouns: ids, scopes, resources, grants, and the decision itself.
//!
//! Knows nothing of rules, JSON shapes or screens.

mod access;
mod calendar;
mod call;
mod cast;
mod catalogue;
pub(crate) mod change;
mod choice;
pub(crate) mod classic;
mod command;
pub(crate) mod conversation_state;
mod counted;
mod dialect;
pub(crate) mod difference;
mod endpoint;
mod fault;
pub(crate) mod fields;
pub(crate) mod file;
mod flat;
mod grants;
mod grants_table;
mod id;
mod kept;
mod kind;
mod lifecycle;
mod malformed;
pub(crate) mod map;
pub(crate) mod message;
mod misuse;
mod named;
mod ordered;
pub(crate) mod outbox;
pub(crate) mod packing;
pub(crate) mod person_state;
pub(crate) mod prompt;
mod question;
pub(crate) mod rate;
mod reach;
pub(crate) mod reminder;
mod rulebook;
pub(crate) mod scope;
mod secret;
pub(crate) mod table;
mod tagged;
mod texts;
mod time;
pub(crate) mod token;
pub(crate) mod trigger;
pub(crate) mod usergroup;
mod verdict;
pub(crate) mod workspace;

pub(crate) use access::begins_by_posting;
pub use access::{Access, Decided, ResourceHalf, ScopeHalf, Target, access, kinds_by_initial};
pub use calendar::{CalendarEntry, Milestone};
pub use call::{Call, TokenName};
pub use cast::{
    App, AppKind, Cast, CastError, Conversation, Distribution, LONGEST_LABEL, LONGEST_NAME, Person,
    Team, Topic, Topics,
};
pub use catalogue::capabilities::{CAPABILITIES, Capability};
pub use catalogue::{
    Argument, ArgumentKind, Body, Catalogue, CatalogueFlaws, Flaw, Method, Needs, SHIPPED, Tier,
    Verb,
};
pub use choice::{Answer, Channels, Gesture, InstallRoute};
pub use command::{Command, Input};
pub use counted::{DialogId, PromptId};
pub use dialect::*;
pub use difference::{Difference, compare};
pub use endpoint::{EndpointAnswer, EventId, Retry, RetryReason};
pub use fault::{Fault, FaultCode};
pub use flat::Flat;
pub(crate) use flat::{SeenBy, WIDE};
pub(crate) use grants::OfKind;
pub use grants::{Grants, KindGrants};
pub(crate) use grants_table::grants_view;
pub use grants_table::{GrantsView, KindRow, Named, ScopeRow, UserRow};
pub use id::{AppId, ConversationId, IdError, LONGEST_ID, SlackId, TeamId, UserId};
pub use kept::{IdSet, Keeping, Listings, Shared};
pub use kind::{KindSet, ResourceKind};
pub use lifecycle::{STAGES, Stage, StageEntry, TRANSITIONS, Transition};
pub use malformed::{CharsetWarning, Malformed};
pub use misuse::Misuse;
pub(crate) use ordered::{insert_keyed, insert_ordered, merged};
pub(crate) use packing::pack;
pub use question::{Question, QuestionError};
pub use reach::{Containment, Listing, Reach};
pub use rulebook::{Chapter, Document, Rule, RuleEntry, Standing, rule_book};
pub use scope::{Scope, ScopeClass, ScopeSet};
pub(crate) use secret::is_same_secret;
pub(crate) use tagged::FIRST;
pub use texts::Texts;
pub use time::{LAST_MOMENT, Timestamp};
pub use verdict::{Half, HalfState, Missing, Verdict};
