//! Grants in one table: the class of each id that something was told of, in a byte.
//!
//! All ids of a class are alike in all that a decision can see: the kinds that they may be, how they are
//! listed in the grants of each kind, and what the person granted whom they name. There are few, however
//! many ids there are. Whoever nothing was told of is in the class of its initial. Not here: what a
//! listing means (`reach.rs`), and the answers (`ledger/answers.rs`).

use std::collections::BinaryHeap;

use super::access::KINDS;
use super::id::{RADIX, first_digit};
use super::kept::{Keeping, Listings};
use super::table::Table;
use super::{KindSet, Listing, ResourceKind, ScopeSet, SlackId, UserId};

/// The class of ids of each initial that nothing was told of. They are numbered as they are met.
static BY_INITIAL: [u8; RADIX] = by_initial();

#[expect(clippy::indexing_slicing, reason = "while compiling: what is outside stops the build")]
#[expect(clippy::arithmetic_side_effects, reason = "while compiling: so does an overflow")]
const fn by_initial() -> [u8; RADIX] {
    let mut classes = [0; RADIX];
    let (mut digit, mut met) = (0, 0);
    while digit < RADIX {
        let mut like = 0;
        while KINDS[like].bits() != KINDS[digit].bits() {
            like += 1;
        }
        if like == digit {
            classes[digit] = met;
            met += 1;
        } else {
            classes[digit] = classes[like];
        }
        digit += 1;
    }
    classes
}

/// What stands in the place of a class's number that is no byte: it is in another table.
pub(crate) const WIDE: u8 = u8::MAX;

/// Nothing is shared: small, and quick to look into.
#[derive(Clone, Debug)]
pub struct Flat {
    numbers: Table<u8>,
    wide_numbers: Table<u32>,
    classes: Vec<Class>,
    /// Where a class is, by what it comes to as a word. Should two come to the same, one is kept more often.
    places: Table<u32>,
    /// How many ids are listed as granted and as excluded, in the order of [`ResourceKind::ALL`].
    counts: [[usize; 2]; ResourceKind::ALL.len()],
}

/// What ids are alike in.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
struct Class {
    /// What they may be, by their initial.
    kinds: KindSet,
    granted: KindSet,
    excluded: KindSet,
    /// What the person granted.
    scopes: Option<ScopeSet>,
}

/// Grants as all ids of a class see them, whichever id is asked about.
#[derive(Clone, Debug)]
pub(crate) struct SeenBy<'a> {
    class: Class,
    all: &'a Flat,
}

impl Default for Flat {
    fn default() -> Self {
        let mut flat = Self {
            numbers: Table::default(),
            wide_numbers: Table::default(),
            classes: Vec::new(),
            places: Table::default(),
            counts: [[0; 2]; ResourceKind::ALL.len()],
        };
        for kinds in KINDS {
            flat.number_of_class(Class { kinds, ..Class::default() });
        }
        flat
    }
}

impl Flat {
    /// The number of an id's class, or [`WIDE`]; of the word zero, which is no id, that of ids that name
    /// nothing.
    #[inline]
    pub(crate) fn number(&self, word: u64) -> u8 {
        self.numbers.get(word).unwrap_or_else(|| by_initial_of(word))
    }

    /// How many classes were met.
    pub(crate) fn count_of_classes(&self) -> usize {
        self.classes.len()
    }

    /// Each class that was met, by its number, as far as it is below [`WIDE`].
    pub(crate) fn seen_by_each(&self) -> impl Iterator<Item = SeenBy<'_>> {
        self.classes.iter().take(WIDE.into()).map(|class| SeenBy { class: *class, all: self })
    }

    #[inline]
    fn class(&self, id: SlackId) -> Class {
        let place = match self.number(id.word()) {
            WIDE => self.wide_numbers.get(id.word()).unwrap_or_default(),
            number => number.into(),
        };
        self.classes.get(place as usize).copied().unwrap_or_default()
    }

    #[inline]
    fn put(&mut self, id: SlackId, class: Class) {
        let word = id.word();
        let number = self.number_of_class(class);
        let byte = u8::try_from(number).unwrap_or(WIDE);
        if byte == WIDE {
            self.wide_numbers.insert(word, number);
        } else if self.wide_numbers.len() > 0 {
            self.wide_numbers.remove(word);
        }
        if byte == by_initial_of(word) {
            self.numbers.remove(word);
        } else if let Some(known) = self.numbers.get_mut(word) {
            *known = byte;
        } else {
            self.numbers.insert(word, byte);
        }
    }

    #[inline]
    fn number_of_class(&mut self, class: Class) -> u32 {
        let known = self.places.get(class.word());
        if let Some(place) = known.filter(|place| self.classes.get(*place as usize) == Some(&class))
        {
            return place;
        }
        // There are fewer classes than ids, and fewer ids than addresses.
        let place = u32::try_from(self.classes.len()).unwrap_or(u32::MAX);
        self.classes.push(class);
        self.places.insert(class.word(), place);
        place
    }

    fn count_mut(&mut self, kind: ResourceKind, listing: Listing) -> Option<&mut usize> {
        self.counts.get_mut(kind as usize)?.get_mut(listing as usize)
    }

    /// In no order that means anything.
    fn ids(&self, is_wanted: impl Fn(Class) -> bool) -> impl Iterator<Item = SlackId> {
        let ids = self.numbers.keys().filter_map(SlackId::of_word);
        ids.filter(move |id| is_wanted(self.class(*id)))
    }
}

impl Class {
    #[inline]
    fn listing(self, kind: ResourceKind) -> Option<Listing> {
        if self.granted.contains(kind) {
            Some(Listing::Granted)
        } else {
            self.excluded.contains(kind).then_some(Listing::Excluded)
        }
    }

    #[inline]
    fn with_listing(self, kind: ResourceKind, listing: Option<Listing>) -> Self {
        let (granted, excluded) = (self.granted.without(kind), self.excluded.without(kind));
        match listing {
            Some(Listing::Granted) => Self { granted: granted.with(kind), excluded, ..self },
            Some(Listing::Excluded) => Self { granted, excluded: excluded.with(kind), ..self },
            None => Self { granted, excluded, ..self },
        }
    }

    /// As a word that is not zero. Two come to the same as seldom as two words by chance.
    #[inline]
    fn word(self) -> u64 {
        let sets = [self.kinds, self.granted, self.excluded].map(|set| u64::from(set.bits()));
        let listings = sets.into_iter().fold(0, |word, set| word << 8 | set);
        let scopes = self.scopes.map_or(0, ScopeSet::word);
        scopes.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(listings).max(1)
    }
}

impl SeenBy<'_> {
    /// What the ids may be.
    pub(crate) fn kinds(&self) -> KindSet {
        self.class.kinds
    }
}

impl Listings for SeenBy<'_> {
    fn listing(&self, kind: ResourceKind, _: SlackId) -> Option<Listing> {
        self.class.listing(kind)
    }

    fn count(&self, kind: ResourceKind, listing: Listing) -> usize {
        self.all.count(kind, listing)
    }

    fn scopes_of(&self, _: UserId) -> ScopeSet {
        self.class.scopes.unwrap_or_default()
    }
}

impl Listings for Flat {
    #[inline]
    fn listing(&self, kind: ResourceKind, id: SlackId) -> Option<Listing> {
        self.class(id).listing(kind)
    }

    fn count(&self, kind: ResourceKind, listing: Listing) -> usize {
        let counts = self.counts.get(kind as usize).and_then(|counts| counts.get(listing as usize));
        counts.copied().unwrap_or_default()
    }

    #[inline]
    fn scopes_of(&self, user: UserId) -> ScopeSet {
        self.class(user.id()).scopes.unwrap_or_default()
    }
}

impl Keeping for Flat {
    fn listed(
        &self,
        kind: ResourceKind,
        listing: Listing,
    ) -> impl Iterator<Item = SlackId> + use<'_> {
        in_order(self.ids(|class| class.listing(kind) == Some(listing))).into_iter()
    }

    fn people(&self) -> Vec<(UserId, ScopeSet)> {
        let people = in_order(self.ids(|class| class.scopes.is_some())).into_iter();
        let people = people.map(UserId::try_from).filter_map(Result::ok);
        people.map(|user| (user, self.scopes_of(user))).collect()
    }

    #[inline]
    fn set_listing(&mut self, kind: ResourceKind, id: SlackId, listing: Option<Listing>) {
        let class = self.class(id);
        let before = class.listing(kind);
        if before == listing {
            return;
        }
        if let Some(count) = before.and_then(|before| self.count_mut(kind, before)) {
            *count = count.saturating_sub(1);
        }
        if let Some(count) = listing.and_then(|listing| self.count_mut(kind, listing)) {
            *count = count.saturating_add(1);
        }
        self.put(id, class.with_listing(kind, listing));
    }

    fn clear(&mut self, kind: ResourceKind, listing: Listing) {
        if self.count(kind, listing) == 0 {
            return;
        }
        let ids: Vec<_> = self.ids(|class| class.listing(kind) == Some(listing)).collect();
        ids.into_iter().for_each(|id| self.set_listing(kind, id, None));
    }

    #[inline]
    fn set_scopes(&mut self, user: UserId, scopes: Option<ScopeSet>) {
        let class = self.class(user.id());
        if class.scopes != scopes {
            self.put(user.id(), Class { scopes, ..class });
        }
    }
}

#[inline]
fn by_initial_of(word: u64) -> u8 {
    BY_INITIAL.get(first_digit(word)).copied().unwrap_or_default()
}

/// As a heap, which is compiled already: sorting is not.
fn in_order(ids: impl Iterator<Item = SlackId>) -> Vec<SlackId> {
    ids.collect::<BinaryHeap<_>>().into_sorted_vec()
}
