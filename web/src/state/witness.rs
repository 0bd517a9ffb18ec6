//! Whom the page asks about the moment that is shown: the world itself, or an app's belief.
//!
//! Cheap to copy and to compare, so that what is asked is asked once. Not here: the answers.

use std::rc::Rc;

use grantscope::{
    ConversationId, ConversationView, GrantsView, Item, Ledger, Passage, Question, QuestionError,
    ResourceKind, RuleEntry, Sandbox, UserId, Verdict, View,
};

use super::{Scene, State};

/// Whoever knows what is granted at the moment that is shown. Two are the same if they know the
/// same object at the same step.
#[derive(Clone)]
pub enum Witness {
    /// The sandbox, after so many steps, and what the screen shows of it.
    World(Rc<Sandbox>, usize, Rc<View>),
    /// What an app believes after so many of these items.
    Belief(Rc<Vec<Item>>, usize, Box<Ledger>),
}

impl PartialEq for Witness {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::World(one, at, _), Self::World(two, then, _)) => {
                Rc::ptr_eq(one, two) && at == then
            }
            (Self::Belief(one, at, _), Self::Belief(two, then, _)) => {
                Rc::ptr_eq(one, two) && at == then
            }
            (Self::World(..), Self::Belief(..)) | (Self::Belief(..), Self::World(..)) => false,
        }
    }
}

impl Witness {
    /// The ways of the lifecycle, each with what `user`, the app or time could do that leads along
    /// it. None where nothing can be done by hand.
    pub fn passages(&self, user: UserId) -> Vec<Passage> {
        match self {
            Self::World(sandbox, step, _) => sandbox.passages_at(*step, user),
            Self::Belief(..) => Vec::new(),
        }
    }

    /// Whether a call would pass, and why.
    ///
    /// # Errors
    /// If the question names what is not there.
    pub fn verdict(&self, question: &Question) -> Result<Verdict, QuestionError> {
        match self {
            Self::World(sandbox, step, _) => sandbox.verdict_at(*step, question),
            Self::Belief(_, _, ledger) => ledger.explain(question),
        }
    }

    /// The rule by which no call of the app passes, whatever was granted. A belief knows of none.
    pub fn bar(&self) -> Option<RuleEntry> {
        match self {
            Self::World(sandbox, step, _) => sandbox.barred_at(*step),
            Self::Belief(..) => None,
        }
    }

    /// The conversations that are known to be there.
    pub fn places(&self) -> &[ConversationView] {
        match self {
            Self::World(_, _, view) => &view.conversations,
            Self::Belief(..) => &[],
        }
    }

    /// The conversations whose name or id has a text in it, at most so many.
    pub fn places_like(&self, text: &str, most: usize) -> Vec<ConversationView> {
        match self {
            Self::World(sandbox, step, _) => sandbox.conversations_at(*step, text, most),
            Self::Belief(..) => Vec::new(),
        }
    }

    /// What a conversation is called.
    pub fn name(&self, place: ConversationId) -> String {
        match self {
            Self::World(sandbox, step, _) => sandbox.name_at(*step, place.id()),
            Self::Belief(..) => place.to_string(),
        }
    }

    /// What people call many resources of a kind.
    pub fn plural(&self, kind: ResourceKind) -> &'static str {
        match self {
            Self::World(sandbox, _, _) => sandbox.cast().catalogue.plural(kind),
            Self::Belief(_, _, ledger) => ledger.catalogue().plural(kind),
        }
    }

    /// How many resources of a kind are granted or struck out one by one.
    pub fn listed(&self, kind: ResourceKind) -> usize {
        let of = |grants: &GrantsView| {
            let row = grants.kinds.iter().find(|row| row.kind == kind);
            row.map_or(0, |row| row.ids.len() + row.excluded.len())
        };
        match self {
            Self::World(sandbox, step, _) => of(&sandbox.truth_at(*step)),
            Self::Belief(_, _, ledger) => of(&ledger.grants()),
        }
    }
}

impl State {
    /// Whom to ask about the moment that is shown.
    pub fn witness(&self, scene: &Scene) -> Option<Witness> {
        match (&scene.world, &scene.belief) {
            (Some(view), _) => Some(Witness::World(self.drive().shared()?, scene.at, view.clone())),
            (None, Some(ledger)) => {
                let items = self.replay.items().clone();
                Some(Witness::Belief(items, scene.at, Box::new(ledger.clone())))
            }
            (None, None) => None,
        }
    }
}
