//! Shapes: the JSON that Slack and an app exchange, and the reading of it.
//!
//! Not here: what the shapes mean (`rules`, `ledger`).

mod envelope;
mod problem;
mod read;
mod reply;

pub use envelope::{
    Envelope, Event, Grant, GrantedResource, Resource, ResourcesEvent, ScopesEvent, UserScopesEvent,
};
pub use problem::{Place, Problem, check_text};
pub use read::{Document as Reading, Item, LARGEST_TEXT, read, read_script};
pub(crate) use reply::split_scopes;
pub use reply::{
    ApiError, ConsentedUser, Info, InfoReply, KindInfo, ListedResource, ListedUser, OauthAccess,
    Page, Reply, ReportedReach, ScopesByKind,
};
