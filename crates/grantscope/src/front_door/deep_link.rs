//! Links that lead into a workspace: `https://slack.com/app_redirect?…` and `slack://…`.
//!
//! Source: FACTS, section e (10).

use std::str::FromStr;

use serde::Serialize;
use thiserror::Error;

use super::form;
use super::response::{found, plain};
use super::url::Url;
use crate::model::workspace::Workspace;
use crate::model::{AppId, ConversationId, TeamId, UserId};
use crate::wire::HttpResponse;

/// Where a link leads: `{"team":"T061EG9R6","place":{"conversation":"C061EG9SL"}}`.
///
/// ```
/// use grantscope::{Destination, LinkedPlace};
///
/// let link: Destination = "slack://channel?team=T061EG9R6&id=C061EG9SL".parse()?;
/// assert_eq!(link.place, LinkedPlace::Conversation("C061EG9SL".parse()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
pub struct Destination {
    /// The workspace. Nothing if it is whichever one the person is in.
    pub team: Option<TeamId>,
    /// Where in it.
    pub place: LinkedPlace,
}

/// A place in a workspace.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkedPlace {
    /// The workspace, wherever one comes out.
    Workspace,
    /// A conversation.
    Conversation(ConversationId),
    /// The direct message with a person.
    Person(UserId),
    /// The direct message with an app, of the person who follows the link.
    App(AppId),
}

/// Why a link leads nowhere.
#[derive(Clone, Debug, Eq, Error, PartialEq, Serialize)]
pub enum LinkError {
    /// It is no link of these kinds.
    #[error(
        "the link leads nowhere: expected `slack://open`, `slack://channel`, `slack://user`, \
         `slack://app` or `/app_redirect`"
    )]
    NoLink,
    /// It does not say what it leads to.
    #[error("the link has no `{argument}`: expected an id")]
    Missing {
        /// What it lacks.
        argument: &'static str,
    },
    /// What it says is no id of the kind.
    #[error("the link's `{argument}` is `{value}`: expected an id of that kind")]
    NoId {
        /// Where.
        argument: &'static str,
        /// What came, cut to a length that can be shown.
        value: String,
    },
    /// It leads to what is not here.
    #[error("the link's `{argument}` is `{value}`, which is not here")]
    NotHere {
        /// Where.
        argument: &'static str,
        /// What came.
        value: String,
    },
}

impl LinkError {
    /// A name for programs, which stays when the message changes.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoLink => "no_link",
            Self::Missing { .. } => "link_argument_missing",
            Self::NoId { .. } => "link_argument_no_id",
            Self::NotHere { .. } => "link_target_not_here",
        }
    }
}

impl FromStr for Destination {
    type Err = LinkError;

    fn from_str(link: &str) -> Result<Self, LinkError> {
        let arguments = form::query(Url::of(link).query);
        let team = || id(&arguments, "team");
        let kind = link
            .strip_prefix("slack://")
            .map(|rest| rest.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/'));
        let place = match kind {
            Some("open") => return Ok(Self { team: team()?, place: LinkedPlace::Workspace }),
            Some("channel") => LinkedPlace::Conversation(needed(&arguments, "id")?),
            Some("user") => LinkedPlace::Person(needed(&arguments, "id")?),
            Some("app") => LinkedPlace::App(needed(&arguments, "id")?),
            None if Url::of(link).path == "/app_redirect" => {
                return Ok(Self { team: team()?, place: redirected(&arguments)? });
            }
            Some(_) | None => return Err(LinkError::NoLink),
        };
        let team = needed(&arguments, "team")?;
        Ok(Self { team: Some(team), place })
    }
}

/// A channel is nearer to what is meant than the app, which the link names in any case.
fn redirected(arguments: &[(String, String)]) -> Result<LinkedPlace, LinkError> {
    let app: Option<AppId> = id(arguments, "app")?;
    let channel: Option<ConversationId> = id(arguments, "channel")?;
    let place = channel.map(LinkedPlace::Conversation).or(app.map(LinkedPlace::App));
    place.ok_or(LinkError::Missing { argument: "app" })
}

fn needed<Id: FromStr>(
    arguments: &[(String, String)],
    argument: &'static str,
) -> Result<Id, LinkError> {
    id(arguments, argument)?.ok_or(LinkError::Missing { argument })
}

fn id<Id: FromStr>(
    arguments: &[(String, String)],
    argument: &'static str,
) -> Result<Option<Id>, LinkError> {
    let named = arguments.iter().rev().find(|(name, _)| name == argument);
    let read = |(_, value): &(String, String)| {
        let shown = || value.chars().take(40).collect();
        value.parse().map_err(|_| LinkError::NoId { argument, value: shown() })
    };
    named.map(read).transpose()
}

/// Whether all that a link names is in this workspace.
pub(super) fn check(workspace: &Workspace, destination: Destination) -> Result<(), LinkError> {
    let cast = workspace.cast();
    let not_here = |argument, value| Err(LinkError::NotHere { argument, value });
    if let Some(team) = destination.team.filter(|team| *team != cast.team.id) {
        return not_here("team", team.to_string());
    }
    match destination.place {
        LinkedPlace::Workspace => Ok(()),
        LinkedPlace::Conversation(id) if crate::rules::kind_of(workspace, id).is_some() => Ok(()),
        LinkedPlace::Conversation(id) => not_here("channel", id.to_string()),
        LinkedPlace::Person(id) if workspace.person(id).is_some() || id == cast.app.user_id => {
            Ok(())
        }
        LinkedPlace::Person(id) => not_here("user", id.to_string()),
        LinkedPlace::App(id) if id == cast.app.id => Ok(()),
        LinkedPlace::App(id) => not_here("app", id.to_string()),
    }
}

/// `GET /app_redirect`: the way into the workspace, in a browser.
// ASSUMPTION: a browser is sent to a conversation by its id, and to an app by its user's.
pub(super) fn redirect(workspace: &Workspace, link: &str) -> HttpResponse {
    let place = match super::destination(workspace, link) {
        Ok(destination) => destination.place,
        Err(error) => return plain(404, &error.to_string()),
    };
    let cast = workspace.cast();
    let path = match place {
        LinkedPlace::Workspace => String::new(),
        LinkedPlace::Conversation(id) => format!("messages/{id}"),
        LinkedPlace::Person(id) => format!("messages/{id}"),
        LinkedPlace::App(_) => format!("messages/{}", cast.app.user_id),
    };
    let domain: String =
        cast.team.domain.chars().filter(|it| it.is_ascii_alphanumeric() || *it == '-').collect();
    found(&format!("https://{domain}.slack.com/{path}"))
}
