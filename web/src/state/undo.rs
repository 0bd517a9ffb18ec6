//! Going back: the sandbox and the replay each have changes of their own to take back. Where
//! something was opened in the place of both, both come back.
//!
//! Not here: what was there before (`work.rs` and `replay.rs` keep it).

use std::rc::Rc;

use grantscope::Question;

use super::{Checks, Mode, Replay, State};

/// What is opened together with the branches of a world.
#[derive(Clone, Debug)]
pub struct Beside {
    replay: Replay,
    question: Question,
    checks: Checks,
    mode: Mode,
}

/// Which way one turns.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Turn {
    /// To what was there before.
    Back,
    /// To what was there before one turned back.
    On,
}

impl State {
    /// Whether there is something to turn to in what is shown.
    pub fn can_turn(&self, turn: Turn) -> bool {
        match self.mode {
            Mode::Drive => self.work.can_turn(turn),
            Mode::Replay => self.replay.can_turn(turn) || self.work.turns_both(turn),
        }
    }

    /// What is opened together with the branches of a world.
    pub(super) fn beside(&self) -> Rc<Beside> {
        Rc::new(Beside {
            replay: self.replay.clone(),
            question: self.replay_question.clone(),
            checks: self.checks.clone(),
            mode: self.mode,
        })
    }

    pub(super) fn turn_back(&mut self, turn: Turn) {
        if !self.can_turn(turn) {
            return;
        }
        if self.mode == Mode::Replay && self.replay.can_turn(turn) {
            self.replay.turn(turn);
            self.after_other_events();
            return;
        }
        let now = self.beside();
        self.keep.gave_way = false;
        self.mode = Mode::Drive;
        if let Some(beside) = self.work.turn(turn, now) {
            let Beside { replay, question, checks, mode } = Rc::unwrap_or_clone(beside);
            self.replay = replay;
            self.replay_question = question;
            self.checks = checks;
            self.mode = mode;
        }
        let time = self.time.clone();
        self.after_new_world();
        self.time = time;
    }

    /// What was chosen among the events before has no meaning among these.
    pub(super) fn after_other_events(&mut self) {
        self.ask_what_there_is();
        self.playing = false;
        self.overlay = None;
        self.widening = None;
        self.notice = None;
        self.time.pin = self.time.pin.take().filter(|pin| pin.mode == Mode::Drive);
    }
}
