//! What the decision says of each method and each class of ids: worked out once, and then looked up.
//!
//! All ids of a class are answered alike, and few changes change an answer: most only move an id from one
//! class to another. Not here: any decision, and what a class is (`model/flat.rs`).

use std::hint::select_unpredictable;

use crate::model::{
    Catalogue, Flat, Grants, KindSet, Method, Needs, OfKind, ResourceKind, SeenBy, SlackId, Target,
    UserId, access,
};

/// What all ids are answered by, whatever their class: what holds of each kind, whether the workspace itself was
/// granted, and whether the app is gone; and how many classes were met.
type Premises = ([OfKind; ResourceKind::ALL.len()], bool, bool, usize);

/// The answers for the classes that were met.
#[derive(Clone, Debug)]
pub(super) struct Answers {
    premises: Premises,
    catalogue: Catalogue,
    /// What ids of each class may be that has its answers.
    classes: Vec<KindSet>,
    /// In the catalogue's order.
    methods: Vec<OfMethod>,
}

/// What a method is answered.
#[derive(Clone, Debug)]
pub(super) struct OfMethod {
    /// All bits where the method is about a conversation, else none.
    pub(super) about_conversation: u64,
    about_person: u64,
    /// A bit for each class.
    by_class: [u64; 4],
}

impl Answers {
    /// The answers of a method, if it is of the ledger's catalogue.
    #[inline]
    pub(super) fn of(&self, method: Method) -> Option<&OfMethod> {
        self.methods.get(method.index()).filter(|_| method.catalogue() == self.catalogue)
    }

    /// What ids of a class may be.
    #[inline]
    pub(super) fn kinds(&self, class: u8) -> KindSet {
        self.classes.get(usize::from(class)).copied().unwrap_or_default()
    }

    /// What the decision says in these grants, and always no once the app is gone.
    pub(super) fn of_grants(catalogue: Catalogue, grants: &Grants<Flat>, is_gone: bool) -> Self {
        let mut methods: Vec<_> = catalogue.methods().map(OfMethod::new).collect();
        let mut classes = Vec::new();
        for seen_by in grants.kept().seen_by_each() {
            let class = classes.len();
            classes.push(seen_by.kinds());
            let seen = grants.beside(seen_by);
            for (method, answers) in catalogue.methods().zip(&mut methods) {
                let passes = access(&seen, method, target(method, seen.kept()));
                answers.learn(class, passes && !is_gone);
            }
        }
        Self { premises: premises(grants, is_gone), catalogue, classes, methods }
    }

    /// Whether they are the answers in these grants, too: only that ids moved from class to class.
    pub(super) fn hold_in(&self, grants: &Grants<Flat>, is_gone: bool) -> bool {
        self.premises == premises(grants, is_gone)
    }
}

fn premises(grants: &Grants<Flat>, is_gone: bool) -> Premises {
    let granted_team = !grants.of(ResourceKind::Team).reach.is_empty();
    (*grants.of_kinds(), granted_team, is_gone, grants.kept().count_of_classes())
}

impl OfMethod {
    fn new(method: Method) -> Self {
        let all_if = |is_so: bool| u64::from(is_so).wrapping_neg();
        Self {
            about_conversation: all_if(method.needs() == Needs::Conversation),
            about_person: all_if(method.needs() == Needs::Person),
            by_class: [0; 4],
        }
    }

    /// Of the words of a conversation and of a person that which the method is about, without a branch,
    /// because nobody could guess it; zero if neither.
    #[inline]
    pub(super) fn which(&self, conversation: u64, person: u64) -> u64 {
        conversation & self.about_conversation | person & self.about_person
    }

    /// The same of two texts; of a method that is about neither, that of a conversation.
    #[inline]
    pub(super) fn which_of<T>(&self, conversation: T, person: T) -> T {
        select_unpredictable(self.about_person != 0, person, conversation)
    }

    /// Whether the method passes for ids of a class.
    #[inline]
    pub(super) fn passes(&self, class: u8) -> bool {
        let bits = self.by_class.get(usize::from(class / 64)).copied().unwrap_or_default();
        bits >> (class % 64) & 1 == 1
    }

    fn learn(&mut self, class: usize, passes: bool) {
        if let Some(bits) = self.by_class.get_mut(class / 64) {
            *bits |= u64::from(passes) << (class % 64);
        }
    }
}

/// Some id of the class, it does not matter which.
fn target(method: Method, seen_by: &SeenBy<'_>) -> Target {
    let kinds = seen_by.kinds();
    match method.needs() {
        Needs::Conversation => Target { conversation: Some(SlackId::NOBODY), kinds, person: None },
        Needs::Person if kinds.contains(ResourceKind::User) => Target::person(UserId::known("U")),
        Needs::Person
        | Needs::Nothing
        | Needs::Anywhere
        | Needs::Workspace
        | Needs::Closed
        | Needs::Client => Target::default(),
    }
}
