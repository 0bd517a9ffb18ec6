//! The same world behind HTTP: requests, tokens as texts, links.
//!
//! Not here: reading a request and writing a response (`front_door`).

use serde::Serialize;

use super::{Sandbox, Step};
use crate::front_door::{self, Destination, LinkError, Route};
use crate::model::{AppKind, Command, Input, Misuse};
use crate::rules::{refresh_token_text, token_text};
use crate::wire::{HttpRequest, HttpResponse, Reply};

/// The tokens that the app holds, whether or not they are worth anything.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
pub struct Credentials {
    /// What calls carry, once it was issued.
    pub access_token: Option<String>,
    /// What renews it, where tokens rotate.
    pub refresh_token: Option<String>,
}

impl Sandbox {
    /// Answers an HTTP request that comes `after` milliseconds later. A call of a method is kept
    /// like any input; it names tokens and holds no secret. For a page only time passes.
    ///
    /// ```
    /// use grantscope::{Cast, HttpRequest, Sandbox};
    ///
    /// let mut sandbox = Sandbox::new(Cast::default())?;
    /// let response = sandbox.fetch(0, &HttpRequest::get("/api/apps.permissions.info"))?;
    /// assert_eq!(response.text(), r#"{"ok":false,"error":"not_authed"}"#);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If what it asks for is outside the model, or the time is. Then nothing changes.
    pub fn fetch(&mut self, after: u64, request: &HttpRequest) -> Result<HttpResponse, Misuse> {
        let then = self.later(after)?;
        let call = match front_door::route(&then, request) {
            Route::Call(call) => *call,
            Route::Page(page) if after == 0 => return Ok(page),
            Route::Page(page) => {
                let passed = self.handle(Input { after, command: Command::Wait {} });
                return passed.map(|_| page);
            }
        };
        let step = self.step_from(then, Input { after, command: Command::Call(call) })?;
        Ok(answer(step).unwrap_or_default())
    }

    /// The response that the call of step number `step`, counted from one, was answered with.
    /// Nothing where the step is no call.
    ///
    /// ```
    /// use grantscope::{Call, Cast, Command, Input, Sandbox};
    ///
    /// let mut sandbox = Sandbox::new(Cast::default())?;
    /// let call = Call::plain("apps.permissions.info");
    /// sandbox.handle(Input { after: 0, command: Command::Call(call) })?;
    /// let response = sandbox.response_at(1).ok_or("a call is answered")?;
    /// assert_eq!((response.status, sandbox.response_at(0)), (200, None));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn response_at(&self, step: usize) -> Option<HttpResponse> {
        answer(self.history().get(step.checked_sub(1)?)?)
    }

    /// The texts of the app's tokens, as its settings page shows them.
    pub fn credentials(&self) -> Credentials {
        let workspace = self.workspace();
        let issued = workspace.token().number > 0;
        let app = &workspace.cast().app;
        let rotates = issued && app.rotation && app.kind == AppKind::Workspace;
        Credentials {
            access_token: issued.then(|| token_text(workspace)),
            refresh_token: rotates.then(|| refresh_token_text(workspace)),
        }
    }

    /// Where a link of Slack's leads: `slack://channel?team=T…&id=C…`.
    ///
    /// # Errors
    /// If it leads nowhere, or to what is not here.
    pub fn destination(&self, link: &str) -> Result<Destination, LinkError> {
        front_door::destination(self.workspace(), link)
    }
}

/// The response to a step that is a call.
fn answer(step: &Step) -> Option<HttpResponse> {
    let Command::Call(call) = &step.input.command else { return None };
    Some(match &step.outcome.reply {
        Some(reply) => front_door::response(&step.workspace, call, reply),
        None => front_door::response(&step.workspace, call, &Reply::done()),
    })
}
