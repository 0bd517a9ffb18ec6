//! Which call the verdict is about: the one that was asked about, or that the app made last, or the first
//! that goes somewhere.
//!
//! Not here: the answer (`scene.rs`).

use grantscope::{Catalogue, Command, Method, Needs, Question};

use super::{Drive, Mode, Pane, State, Tab};

/// Something to ask before anybody asked: the first call of the catalogue that goes somewhere.
pub(super) fn first_question(drive: &Drive) -> Question {
    let method = drive.catalogue().methods().find(|method| method.needs() == Needs::Conversation);
    Question {
        method: method.map(|method| method.name().to_owned()).unwrap_or_default(),
        channel: drive.view().conversations.first().map(|place| place.id.to_string()),
        user: None,
    }
}

impl State {
    /// Another permission system has other methods: what was asked has no meaning there.
    pub(super) fn ask_what_there_is(&mut self) {
        let asks = |catalogue: Catalogue, question: &Question| {
            catalogue.method(&question.method).is_some()
        };
        let catalogue = self.drive().catalogue();
        self.replay.settle(catalogue);
        if !asks(catalogue, &self.drive_question) {
            self.drive_question = first_question(self.drive());
        }
        if !asks(self.replay.catalogue(), &self.replay_question) {
            let method = self.drive_question.method.clone();
            self.replay_question = Question { method, ..self.replay_question.clone() };
        }
    }

    pub(super) fn ask(&mut self, question: Question) {
        match self.mode {
            Mode::Drive => self.drive_question = question,
            Mode::Replay => self.replay_question = question,
        }
        self.tab = Tab::Why;
        self.pane = Pane::Detail;
    }

    /// A story that came without a question is about the last call that was made in it, or about
    /// what the first visit asks.
    pub(super) fn ask_something(&mut self) {
        if let Some(first) = self.library.first() {
            self.drive_question.method = first.question.method;
        }
        self.ask_what_there_is();
        for step in 1..=self.drive().steps() {
            self.ask_what_the_app_asked(step);
        }
    }

    /// Where the step is a call that needs a permission, the verdict is about that call.
    pub(super) fn ask_what_the_app_asked(&mut self, step: usize) {
        let step = step.checked_sub(1).and_then(|index| self.drive().history().get(index));
        let Some(Command::Call(call)) = step.map(|step| &step.input.command) else { return };
        let question = call.question();
        let asks = match self.drive().catalogue().method(&question.method).map(Method::needs) {
            Some(Needs::Conversation | Needs::Anywhere | Needs::Workspace | Needs::Person) => true,
            Some(Needs::Nothing | Needs::Closed | Needs::Client) | None => false,
        };
        if asks {
            self.drive_question = question;
        }
    }
}
