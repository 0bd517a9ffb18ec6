//! A call of the Web API, as a script keeps it: tokens by name, arguments as texts.
//!
//! Not here: the request that carries it (`front_door`), and the methods (`catalogue.rs`).

use serde::{Deserialize, Serialize};

use super::{App, Catalogue, CharsetWarning, Malformed, Question, ScopeClass, Texts, UserId};
use crate::model::fields::fields;

/// A call of a Web API method.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
pub struct Call {
    /// The method's name; of an answer at a `response_url`, its path.
    pub method: String,
    /// Its arguments, as texts.
    #[serde(skip_serializing_if = "Texts::is_empty")]
    pub arguments: Texts,
    /// Which token it carries. By name: a script never holds a token's text.
    pub token: TokenName,
    /// The person whom the app acts for: the `X-Slack-User` header.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acting_for: Option<String>,
    /// The address that it comes from. Without it: one that the app allows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// What made the request that carried it unreadable. It then has no arguments.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub malformed: Option<Malformed>,
    /// What its answer warns of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warning: Option<CharsetWarning>,
}

fields!(Call { method, arguments = Texts::new(), token = TokenName::default(), acting_for = None, address = None, malformed = None, warning = None });

impl Call {
    /// A call without arguments, with the app's current token.
    pub fn plain(method: &str) -> Self {
        Self { method: method.to_owned(), ..Self::default() }
    }

    /// Whether it is no call of a method: an answer at the `response_url` of what a person did.
    pub(crate) fn is_a_response(&self) -> bool {
        self.method.starts_with('/')
    }

    /// An argument's text. What is not there is empty.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.arguments.get(name).map_or("", String::as_str)
    }

    /// An argument's text, if there is any.
    pub(crate) fn given(&self, name: &str) -> Option<&str> {
        Some(self.text(name)).filter(|text| !text.is_empty())
    }

    /// May the app make this call?
    pub fn question(&self) -> Question {
        Question {
            method: self.method.clone(),
            channel: self.arguments.get("channel").cloned(),
            user: self.acting_for.clone(),
        }
    }

    /// `apps.permissions.request`: the app asks the person behind a trigger for scopes.
    pub fn asking(trigger: &str, scopes: &[&str]) -> Self {
        Self {
            arguments: arguments([("scopes", &scopes.join(",")), ("trigger_id", trigger)]),
            ..Self::plain("apps.permissions.request")
        }
    }

    /// `apps.permissions.users.request`: the app asks a person whether it may act for them.
    pub fn asking_to_act_for(user: UserId, trigger: &str, scopes: &[&str]) -> Self {
        let mut call = Self::asking(trigger, scopes);
        call.method = "apps.permissions.users.request".to_owned();
        call.arguments.insert("user".to_owned(), user.to_string());
        call
    }

    /// The request that fits the scopes: where each of them is a person's, whether the app may act for
    /// them, and otherwise for the app itself.
    ///
    /// ```
    /// use grantscope::{Call, Catalogue, UserId};
    ///
    /// let olive: UserId = "U061F7AUR".parse()?;
    /// let method = |scopes: &[&str]| Call::asking_for(Catalogue::SLACK, olive, "1.2.a", scopes).method;
    /// assert_eq!(method(&["reminders:write:user"]), "apps.permissions.users.request");
    /// assert_eq!(method(&["channels:read"]), "apps.permissions.request");
    /// assert_eq!(method(&[]), "apps.permissions.request");
    /// # Ok::<(), grantscope::IdError>(())
    /// ```
    pub fn asking_for(catalogue: Catalogue, user: UserId, trigger: &str, scopes: &[&str]) -> Self {
        let of_people =
            |name: &&str| catalogue.scope(name).is_some_and(|it| it.class() == ScopeClass::User);
        match !scopes.is_empty() && scopes.iter().all(of_people) {
            true => Self::asking_to_act_for(user, trigger, scopes),
            false => Self::asking(trigger, scopes),
        }
    }

    /// `oauth.access`: the app renews its token.
    pub fn refreshing(app: &App) -> Self {
        Self {
            arguments: arguments([
                ("client_id", &app.client_id),
                ("client_secret", &app.client_secret),
                ("grant_type", "refresh_token"),
            ]),
            token: TokenName::Refresh,
            ..Self::plain("oauth.access")
        }
    }

    /// `oauth.access`: the app exchanges a code for its token.
    pub fn exchanging(code: &str, app: &App) -> Self {
        Self {
            arguments: arguments([
                ("client_id", &app.client_id),
                ("client_secret", &app.client_secret),
                ("code", code),
            ]),
            token: TokenName::Missing,
            ..Self::plain("oauth.access")
        }
    }
}

/// A token, by name.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TokenName {
    /// The app's current token, if it has one.
    #[default]
    Current,
    /// None at all.
    Missing,
    /// One that the sandbox never issued.
    Unknown,
    /// One that came before the current one, counted from 1.
    Former(u32),
    /// The app's refresh token: what `oauth.access` renews the current one with.
    Refresh,
    /// Of a classic app: the token of the person who authorized it last.
    User,
    /// Of a classic app: its bot's token.
    Bot,
}

fn arguments<const N: usize>(named: [(&str, &str); N]) -> Texts {
    named.map(|(name, value)| (name.to_owned(), value.to_owned())).into_iter().collect()
}
