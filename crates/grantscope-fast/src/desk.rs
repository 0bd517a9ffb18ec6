//! A ledger that is asked all the time.
//!
//! Not here: anything that decides.

use grantscope::{Handles, Ledger, Method, Problem, SlackId, Taken};

use crate::answers::Answers;

/// The places of methods are below, their handles above.
const PLACES: u32 = 256;

/// A ledger, the handles that it gave out, and what it answered about each since it changed.
#[derive(Clone, Debug)]
pub struct Desk {
    ledger: Ledger,
    handles: Handles,
    /// The first is about nothing, the others about the ids of handles.
    answers: Vec<Answers>,
    /// How often the ledger may have changed. What was answered before no longer counts.
    changes: u16,
}

impl Desk {
    /// With handles that those of 254 other ledgers are told from, if each has another number.
    pub fn new(ledger: Ledger, number: u32) -> Self {
        let handles = Handles::numbered(number);
        Self { ledger, handles, answers: vec![Answers::default()], changes: 0 }
    }

    /// The ledger, to look at.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// The ledger, to change it.
    pub fn ledger_mut(&mut self) -> &mut Ledger {
        self.changes = self.changes.wrapping_add(1);
        // After as many changes as there are numbers, an old answer would count again.
        if self.changes == 0 {
            self.answers.fill(Answers::default());
        }
        &mut self.ledger
    }

    /// The handle of a method.
    pub fn handle_of_method(&mut self, method: Method) -> u32 {
        self.handles.of_method(method)
    }

    /// The handle of an id: always the same. Nothing when there are four million.
    pub fn handle_of_id(&mut self, id: SlackId) -> Option<u32> {
        let handle = self.handles.of_id(id)?;
        if self.handles.place(handle).saturating_add(1) == self.answers.len() {
            self.answers.push(Answers::default());
        }
        Some(handle)
    }

    /// Whether a handle is an id's that this ledger gave out.
    pub fn knows(&self, handle: u32) -> bool {
        self.handles.id(handle).is_some()
    }

    /// Whether a call is allowed; nothing if a handle is foreign. A method is its place in the catalogue
    /// or its handle. Of channel and user only that which the method is about is given: its halves, or
    /// zero and its handle, or two zeros for none.
    pub fn decide(&self, method: u32, first: u32, second: u32) -> Option<bool> {
        let method = if method < PLACES {
            self.ledger.catalogue().method_at(method as usize)?
        } else {
            self.handles.method(method)?
        };
        let id = match (first, second) {
            (0, 0) => None,
            (0, handle) => Some(self.handles.id(handle)?),
            _ => SlackId::of_halves(first, second),
        };
        Some(self.ledger.allows_about(method, id))
    }

    /// The same from handles alone, zero for none. What was answered before is remembered.
    #[inline]
    pub fn decide_handles(&mut self, method: u32, channel: u32, user: u32) -> Option<bool> {
        let about = method & 3;
        let slot = self.handles.slot(method);
        let method = self.handles.method(method)?;
        let (channel, user) = (self.row(channel)?, self.row(user)?);
        let row = match about {
            0 => 0,
            1 => channel,
            _ => user,
        };
        let told = self.answers.get(row).and_then(|answers| answers.told(self.changes, slot));
        Some(told.unwrap_or_else(|| self.answer(method, slot, row)))
    }

    #[cold]
    fn answer(&mut self, method: Method, slot: usize, row: usize) -> bool {
        let id = row.checked_sub(1).and_then(|place| self.handles.id_at(place));
        let allowed = self.ledger.allows_about(method, id);
        if let Some(answers) = self.answers.get_mut(row) {
            answers.remember(self.changes, slot, allowed);
        }
        allowed
    }

    /// The same for many, as bits, lowest first.
    ///
    /// # Errors
    /// The index of the first question with a foreign handle.
    pub fn decide_all(
        &mut self,
        methods: &[u32],
        channels: &[u32],
        users: &[u32],
    ) -> Result<Vec<u8>, usize> {
        let mut bits = vec![0_u8; methods.len().div_ceil(8)];
        let questions = methods.iter().zip(channels).zip(users).enumerate();
        for (index, ((method, channel), user)) in questions {
            let allowed = self.decide_handles(*method, *channel, *user).ok_or(index)?;
            if let Some(byte) = bits.get_mut(index / 8) {
                *byte |= u8::from(allowed) << (index % 8);
            }
        }
        Ok(bits)
    }

    /// Questions as lines of text, answered as bits: [`Ledger::allows_lines`].
    ///
    /// # Errors
    /// The first line that is none.
    pub fn decide_lines(&self, questions: &[u8]) -> Result<Vec<u8>, Problem> {
        self.ledger.allows_lines(questions)
    }

    /// A piece of a log: [`Ledger::apply_piece`].
    ///
    /// # Errors
    /// The first line that is broken.
    pub fn apply_piece(&mut self, piece: &[u8], taken: &mut Taken) -> Result<(), Problem> {
        self.ledger_mut().apply_piece(piece, taken)
    }

    /// Where the answers about an id's handle stand.
    #[inline]
    fn row(&self, handle: u32) -> Option<usize> {
        if handle == 0 {
            return Some(0);
        }
        let row = self.handles.place(handle).wrapping_add(1);
        (row < self.answers.len() && row > 0).then_some(row)
    }
}
