//! `GET /oauth/authorize`: what a person would be asked. A request cannot consent.
//!
//! Not here: consent itself (`consent.rs` here and in `sandbox`).
//!
//! Source: FACTS, section e (1, 9).

use super::form;
use super::response::{found, html};
use super::url::Url;
use crate::model::workspace::Workspace;
use crate::model::{Command, InstallRoute, Person, UserId};
use crate::rules::decide;
use crate::wire::{HttpResponse, Reply};

/// Where an app sends people to install it.
pub(super) const PATH: &str = "/oauth/authorize";

/// What an app asks for when it sends a person to Slack. `team` is passed over: there is one here.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct AuthorizeRequest {
    /// Which app it says it is.
    pub client_id: String,
    /// What it asks for.
    pub scopes: Vec<String>,
    /// What it wants to get back with the code.
    pub state: Option<String>,
    /// Where the person is sent back to: an `http` or `https` address, else it is left out.
    pub redirect_uri: Option<String>,
    /// Whether the person chooses exactly one channel.
    pub single_channel: bool,
}

impl AuthorizeRequest {
    /// Reads an address. Nothing if it is another page's.
    pub fn read(url: &str) -> Option<Self> {
        let url = Url::of(url);
        let mut request = (url.path == PATH).then(Self::default)?;
        for (name, value) in form::query(url.query) {
            match name.as_str() {
                "client_id" => request.client_id = value,
                "scope" => request.scopes = scopes(&value),
                "state" => request.state = Some(value),
                "redirect_uri" => request.redirect_uri = Some(value).filter(|it| is_address(it)),
                "single_channel" => request.single_channel = value == "1" || value == "true",
                _ => {}
            }
        }
        Some(request)
    }

    /// The command by which a person begins what the app asks for.
    pub fn command(&self, user: UserId) -> Command {
        Command::Install {
            user,
            scopes: self.scopes.clone(),
            through: InstallRoute::Oauth,
            state: self.state.clone(),
            redirect_uri: self.redirect_uri.clone(),
            single_channel: self.single_channel,
        }
    }

    /// The address to go back to with an error, if the app gave one.
    fn back(&self, error: &str) -> Option<String> {
        let named = [("error", Some(error)), ("state", self.state.as_deref())];
        address_with(self.redirect_uri.as_deref()?, &named)
    }
}

/// An app's address with what it is told there, if it can be one.
pub(crate) fn address_with(address: &str, named: &[(&str, Option<&str>)]) -> Option<String> {
    let address = Some(address).filter(|it| is_address(it))?;
    let address = address.split_once('#').map_or(address, |(before, _)| before);
    let joint = if address.contains('?') { '&' } else { '?' };
    let pairs = named.iter().filter_map(|(name, value)| Some(form::pair(name, (*value)?)));
    Some(format!("{address}{joint}{}", pairs.collect::<Vec<_>>().join("&")))
}

/// Scopes are separated by commas or by spaces.
fn scopes(text: &str) -> Vec<String> {
    text.split([',', ' ']).filter(|scope| !scope.is_empty()).map(str::to_owned).collect()
}

/// Nothing in it may end a header.
fn is_address(text: &str) -> bool {
    let is_web = text.starts_with("https://") || text.starts_with("http://");
    is_web && text.chars().all(|letter| letter.is_ascii_graphic())
}

/// What a person would be asked, or what is wrong with the question.
pub(super) fn page(workspace: &Workspace, url: &str) -> HttpResponse {
    let request = AuthorizeRequest::read(url).unwrap_or_default();
    if request.client_id != workspace.cast().app.client_id {
        // ASSUMPTION: who is not known as a client is not sent back anywhere.
        return refused("invalid_client_id");
    }
    match refusal(workspace, &request) {
        None => html(200, &question(workspace, &request)),
        Some(error) => match request.back(&error) {
            Some(address) => found(&address),
            None => refused(&error),
        },
    }
}

/// Asked on paper, of the first who is there: what would be refused before anybody is asked.
fn refusal(workspace: &Workspace, request: &AuthorizeRequest) -> Option<String> {
    let ask = |person: &Person| decide(workspace, &request.command(person.id));
    let people = &workspace.cast().people;
    let first = people.first()?;
    match people.iter().map(ask).find(Result::is_ok).unwrap_or_else(|| ask(first)) {
        Ok(decision) => {
            decision.reply.as_ref().and_then(Reply::error).map(|error| error.code().to_owned())
        }
        Err(misuse) => Some(misuse.code().to_owned()),
    }
}

fn refused(error: &str) -> HttpResponse {
    html(400, &document(&format!("<p>This cannot be asked: <code>{}</code>.</p>", escaped(error))))
}

fn question(workspace: &Workspace, request: &AuthorizeRequest) -> String {
    let cast = workspace.cast();
    let (app, team) = (escaped(&cast.app.name), escaped(&cast.team.name));
    let scope = |scope: &String| format!("<li><code>{}</code></li>", escaped(scope));
    let scopes: String = request.scopes.iter().map(scope).collect();
    let catalogue = workspace.catalogue();
    let channel = match request.single_channel {
        true => format!("<p>In one {}.</p>", escaped(catalogue.place())),
        false => String::new(),
    };
    let home = if catalogue.is_slacks() { "direct message" } else { catalogue.home() };
    let home = escaped(home);
    document(&format!(
        "<h1>{app} wants to be installed in {team}</h1><p>It asks for its {home} and:</p>\
         <ul>{scopes}</ul>{channel}<p>Somebody in {team} has to consent. A request cannot: let a \
         person install the app, and approve.</p>"
    ))
}

fn document(body: &str) -> String {
    format!("<!doctype html><meta charset=\"utf-8\"><title>Authorize</title>{body}")
}

fn escaped(text: &str) -> String {
    let escape = |letter: char| match letter {
        '&' => "&amp;".to_owned(),
        '<' => "&lt;".to_owned(),
        '>' => "&gt;".to_owned(),
        '"' => "&quot;".to_owned(),
        '\'' => "&#39;".to_owned(),
        letter => letter.to_string(),
    };
    text.chars().map(escape).collect()
}
