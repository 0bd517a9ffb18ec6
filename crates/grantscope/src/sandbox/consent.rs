//! The consent page: what it says, and what follows when a person sends it off.
//!
//! Not here: how it looks, and the page that a plain request is shown (`front_door/authorize.rs`).
//!
//! Source: FACTS, section e (1).

use serde::Serialize;

use super::{Delivery, Outcome, Sandbox};
use crate::front_door::{self, AuthorizeRequest, Route};
use crate::model::change::Change;
use crate::model::prompt::{Prompt, Purpose};
use crate::model::workspace::Workspace;
use crate::model::{AppKind, Command, Input, Misuse, ResourceKind, ScopeRow};
use crate::rules::{asks_for_channels, decide};
use crate::view::{self, ConversationView, PersonView};
use crate::wire::{HttpRequest, HttpResponse};

/// So many conversations the page lists.
const LISTED: usize = 1000;

/// What the consent page says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ConsentPage {
    /// The app's name.
    pub app: String,
    /// The workspace's name.
    pub team: String,
    /// Who can answer.
    pub people: Vec<PersonView>,
    /// Whether it comes with a direct message between the app and whoever installs it.
    pub app_home: bool,
    /// What the app asks for.
    pub scopes: Vec<ScopeRow>,
    /// Whether channels can be chosen.
    pub channels: bool,
    /// Whether exactly one channel has to be chosen.
    pub single_channel: bool,
    /// The channels that can be chosen, at most a thousand.
    pub conversations: Vec<ConversationView>,
    /// What people call the system. Nothing for Slack's workspace apps.
    pub system: Option<&'static str>,
    /// What people call one of them: `channel`, `folder`.
    pub place: &'static str,
    /// What people call them all: `public channels`, `folders`.
    pub places: &'static str,
    /// What people call the place of the app with whoever installs it. Nothing for a direct message.
    pub home: Option<&'static str>,
}

impl Sandbox {
    /// What the consent page at an address says, `after` milliseconds later. Nothing happens.
    ///
    /// # Errors
    /// The response in place of the page, where this cannot be asked.
    pub fn consent_page(&self, after: u64, url: &str) -> Result<ConsentPage, Box<HttpResponse>> {
        let late = |misuse: Misuse| Box::new(front_door::plain(400, &misuse.to_string()));
        let workspace = self.later(after).map_err(late)?;
        match front_door::route(&workspace, &HttpRequest::get(url)) {
            Route::Page(page) if page.status == 200 => {}
            Route::Page(page) => return Err(Box::new(page)),
            Route::Call(_) => return Err(Box::new(front_door::plain(404, "this is no page"))),
        }
        Ok(page(&workspace, &AuthorizeRequest::read(url).unwrap_or_default()))
    }

    /// A person sends the consent page off: they begin to install the app, answer, and are sent back
    /// to it. Where the app named no address to come back to, a page says what it would be told.
    ///
    /// # Errors
    /// If what they answer makes no sense. Then nothing changes.
    pub fn consent(&mut self, after: u64, url: &str, form: &[u8]) -> Result<HttpResponse, Misuse> {
        if let Err(instead) = self.consent_page(after, url) {
            return Ok(*instead);
        }
        let (user, answer) = match front_door::consent(form) {
            Ok(sent) => sent,
            Err(message) => return Ok(front_door::plain(400, &message)),
        };
        let (steps, events) = (self.history.len(), self.events.len());
        let command = AuthorizeRequest::read(url).unwrap_or_default().command(user);
        let begun = self.step(Input { after, command })?;
        let prompt = begun.workspace.open_prompts().next_back().map(|prompt| prompt.id);
        let Some(prompt) = prompt else { return Ok(sent_back(&begun.outcome)) };
        let answered = self.handle(Input { after: 0, command: Command::Answer { prompt, answer } });
        if answered.is_err() {
            self.history.truncate(steps);
            self.events.truncate(events);
        }
        answered.map(|outcome| sent_back(&outcome))
    }
}

/// Asked on paper, of everybody.
fn page(workspace: &Workspace, request: &AuthorizeRequest) -> ConsentPage {
    let cast = workspace.cast();
    let catalogue = workspace.catalogue();
    let prompts: Vec<Prompt> =
        cast.people.iter().filter_map(|it| asked(workspace, &request.command(it.id))).collect();
    let person = |prompt: &Prompt| PersonView {
        id: prompt.user,
        name: view::name(workspace, prompt.user.id()),
    };
    let first = prompts.first();
    let single =
        |prompt: &Prompt| matches!(&prompt.purpose, Purpose::Install(it) if it.single_channel);
    let channels = first.is_some_and(asks_for_channels);
    let choosable = |it: &ConversationView| channels && it.choosable && !it.archived;
    let conversations = view::conversations_like(workspace, "", LISTED).into_iter();
    ConsentPage {
        app: cast.app.name.clone(),
        team: cast.team.name.clone(),
        people: prompts.iter().map(person).collect(),
        app_home: cast.app.kind == AppKind::Workspace,
        scopes: first.iter().flat_map(|it| it.scopes.iter()).map(ScopeRow::of).collect(),
        channels,
        single_channel: first.is_some_and(single),
        conversations: conversations.filter(choosable).collect(),
        system: (!catalogue.is_slacks()).then(|| catalogue.title()),
        place: catalogue.place(),
        places: catalogue.plural(ResourceKind::Channel),
        home: (!catalogue.is_slacks()).then(|| catalogue.home()),
    }
}

fn asked(workspace: &Workspace, command: &Command) -> Option<Prompt> {
    let changes = decide(workspace, command).ok()?.changes;
    changes.into_iter().find_map(|change| {
        if let Change::PromptOpened(prompt) = change { Some(prompt) } else { None }
    })
}

fn sent_back(outcome: &Outcome) -> HttpResponse {
    match outcome.deliveries.iter().find_map(Delivery::location) {
        Some(address) => front_door::found(&address),
        None => front_door::plain(200, &told(outcome)),
    }
}

/// What the app would be told, where it named no address.
fn told(outcome: &Outcome) -> String {
    let told = outcome.deliveries.iter().find_map(|delivery| {
        let Delivery::Redirect { code, error, .. } = delivery else { return None };
        let code = code.as_ref().map(|code| format!("code: {code}"));
        code.or_else(|| Some(format!("error: {}", (*error)?)))
    });
    let refused = || Some(format!("error: {}", outcome.reply.as_ref()?.error()?.code()));
    told.or_else(refused).unwrap_or_default()
}
