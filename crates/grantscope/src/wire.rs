//! Shapes: the JSON that Slack and an app exchange, and the reading of it.
//!
//! Not here: what the shapes mean (`rules`, `ledger`).

mod api_error;
mod envelope;
mod heard;
mod http;
mod http_text;
mod info;
mod json;
mod notice;
mod oauth;
mod parts;
mod problem;
mod read;
mod reply;
mod signature;
mod told;
mod url_verification;
mod written;

pub use api_error::ApiError;
pub use envelope::{
    Envelope, Event, Grant, GrantedResource, MessageEvent, Resource, ResourcesEvent, RevokedTokens,
    ScopesEvent, TokensEvent, UserScopesEvent,
};
pub use heard::Heard;
pub use http::{HttpRequest, HttpResponse};
pub use info::{Info, InfoReply, KindInfo, ReportedReach};
pub(crate) use notice::{Line, Notice, ToldResource, read_line};
pub use oauth::{
    ConsentedUser, GrantedPermission, OauthAccess, OauthToken, Refreshed, ResourceNumberOrId,
};
pub use parts::{FileField, FilePart, mistake, mistakes, place_of};
pub use problem::{Place, Problem, check_text};
pub use read::{Document as Reading, Item, LARGEST_SCRIPT, LARGEST_TEXT, read, read_script};
pub use reply::{ListedResource, ListedUser, Page, Reply, ScopesByKind};
pub use signature::{SignatureError, sign, verify};
pub(crate) use told::{json, tell, told, with_field};
pub use url_verification::{ChallengeAnswer, UrlVerification};
pub use written::{to_indented_json, to_json};
