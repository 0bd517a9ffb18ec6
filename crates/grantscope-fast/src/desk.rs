//! A ledger that is asked all the time.
//!
//! Not here: anything that decides; and what was answered about handles, which is remembered where it is
//! asked for (`npm/handles.mjs`).

use grantscope::{CLASSES, Classes, Handles, Ledger, Method, Problem, SlackId, Taken};

/// The places of methods are below, their handles above.
const PLACES: u32 = 256;

/// What stands in the place of an id's last characters if the first are a handle: no characters.
const HANDLE: u32 = u32::MAX;

/// A ledger and the handles that it gave out.
#[derive(Clone, Debug)]
pub struct Desk {
    ledger: Ledger,
    handles: Handles,
    /// Those of the ledger as it is.
    classes: Classes,
    /// Of the log that is being read.
    taken: Taken,
}

impl Desk {
    /// A desk for a ledger, which gave out no handle yet.
    pub fn new(ledger: Ledger) -> Self {
        Self {
            ledger,
            handles: Handles::numbered(0),
            classes: Classes::default(),
            taken: Taken::default(),
        }
    }

    /// From now on the handles are those of a number: see [`Handles::numbered`]. All are above the one that
    /// comes back.
    pub fn number_handles(&mut self, number: u32) -> u32 {
        self.handles = Handles::numbered(number);
        self.handles.base()
    }

    /// The ledger, to look at.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// The ledger, to change it.
    pub fn ledger_mut(&mut self) -> &mut Ledger {
        self.classes = Classes::default();
        &mut self.ledger
    }

    /// The handle of a method.
    pub fn handle_of_method(&mut self, method: Method) -> u32 {
        self.handles.of_method(method)
    }

    /// The handle of an id: always the same. Nothing when there are four million.
    pub fn handle_of_id(&mut self, id: SlackId) -> Option<u32> {
        self.handles.of_id(id)
    }

    /// Whether a handle is an id's that this ledger gave out.
    pub fn knows(&self, handle: u32) -> bool {
        self.handles.id(handle).is_some()
    }

    /// The class of an id's handle; [`CLASSES`] where it has none. Nothing if the handle is foreign.
    pub fn class_of(&mut self, handle: u32) -> Option<u32> {
        let id = self.handles.id(handle)?;
        Some(self.classes.of(&self.ledger, id).unwrap_or(CLASSES))
    }

    /// Whether a call is allowed; nothing if a handle is foreign. A method is its place in the catalogue
    /// or its handle. Of channel and user only that which the method is about is given: its characters,
    /// four in each number, or its handle and [`HANDLE`] at the end, or zeros for none.
    #[inline]
    pub fn decide(&self, method: u32, id: [u32; 3]) -> Option<bool> {
        let method = if method < PLACES {
            self.ledger.catalogue().method_at(method as usize)?
        } else {
            self.handles.method(method)?
        };
        let id = match id {
            [0, 0, 0] => None,
            [handle, _, HANDLE] => Some(self.handles.id(handle)?),
            characters => Some(SlackId::of_characters(characters)),
        };
        Some(self.ledger.allows_about(method, id))
    }

    /// Questions as lines of text, answered as bits: [`Ledger::allows_lines`].
    ///
    /// # Errors
    /// The first line that is none.
    pub fn decide_lines(&self, questions: &[u8]) -> Result<Vec<u8>, Problem> {
        self.ledger.allows_lines(questions)
    }

    /// The next piece of a log: [`Ledger::apply_piece`]. Says how many values it had so far.
    ///
    /// # Errors
    /// The first line that is broken.
    pub fn apply_piece(&mut self, piece: &[u8]) -> Result<usize, Problem> {
        self.classes = Classes::default();
        self.ledger.apply_piece(piece, &mut self.taken)?;
        Ok(self.taken.values)
    }

    /// The log is over: the next piece is the first of another. Says how many values it had.
    pub fn end_log(&mut self) -> usize {
        std::mem::take(&mut self.taken).values
    }
}
