//! The decision: may the app make this call there?
//!
//! A call passes when a scope and a resource meet. The answer for machines and the two halves that
//! are explained to people (`verdict.rs`) come from the same function, which is compiled once for
//! each: see [`Decided`].
//!
//! Source: 001_da8ff31ae8236703.txt, Resources, Wildcard exclusions, OAuth permission scopes.

use super::id::{RADIX, digit};
use super::{
    Catalogue, Containment, Grants, KindSet, Listings, Method, Needs, ResourceKind, Scope,
    ScopeSet, SlackId, UserId,
};

/// What a call is about.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Target {
    /// The conversation it names.
    pub conversation: Option<SlackId>,
    /// What kinds of resource that may be. None without a conversation.
    pub kinds: KindSet,
    /// The person whom the app acts for, or writes to without a direct message with them.
    pub person: Option<UserId>,
}

impl Target {
    /// A conversation of which only the id is known: its initial tells the kinds it may be.
    #[inline]
    pub fn conversation(id: SlackId) -> Self {
        Self { conversation: Some(id), kinds: kinds_by_initial(id), person: None }
    }

    /// A conversation of which the kind is known, and a person, where the call names them.
    pub(crate) fn of(conversation: Option<(SlackId, KindSet)>, person: Option<UserId>) -> Self {
        let kinds = conversation.map(|(_, kinds)| kinds).unwrap_or_default();
        Self { conversation: conversation.map(|(id, _)| id), kinds, person }
    }

    /// A person.
    pub fn person(user: UserId) -> Self {
        Self { person: Some(user), ..Self::default() }
    }
}

/// The two halves of a decision.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Access {
    /// The scope's half.
    pub scope: ScopeHalf,
    /// The resource's half.
    pub resource: ResourceHalf,
}

/// Whether the app holds a scope that enables the method.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ScopeHalf {
    /// The method needs none.
    NotNeeded,
    /// It holds these.
    Held(ScopeSet),
    /// It holds none of those that would do.
    Missing(ScopeSet),
    /// No scope opens the method to workspace tokens.
    Closed,
}

/// Whether the app was granted the resource.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ResourceHalf {
    /// The method needs none.
    NotNeeded,
    /// The call does not say which.
    NotNamed,
    /// The resource stands so in the grants of its kind.
    Stands(ResourceKind, Containment),
    /// The person has granted something, or nothing at all.
    Person {
        /// Whether they have granted anything.
        granted: bool,
    },
}

/// What is kept of a decision: both halves to explain it by, or only whether the call passes.
pub trait Decided: Copy {
    /// Puts the halves together. The resource is looked up only if it still matters.
    fn of(scope: ScopeHalf, resource: impl FnOnce() -> ResourceHalf) -> Self;

    /// Whether the call passes.
    fn passes(self) -> bool;

    /// Of several that do not pass, how much this one says.
    fn closeness(self) -> u8;
}

impl Decided for bool {
    #[inline]
    fn of(scope: ScopeHalf, resource: impl FnOnce() -> ResourceHalf) -> Self {
        scope.is_there() && resource().is_there()
    }

    #[inline]
    fn passes(self) -> bool {
        self
    }

    #[inline]
    fn closeness(self) -> u8 {
        0
    }
}

impl Decided for Access {
    fn of(scope: ScopeHalf, resource: impl FnOnce() -> ResourceHalf) -> Self {
        Self { scope, resource: resource() }
    }

    fn passes(self) -> bool {
        Access::passes(self)
    }

    fn closeness(self) -> u8 {
        match self.resource {
            ResourceHalf::Stands(_, Containment::Specific | Containment::Wildcard) => 3,
            ResourceHalf::Stands(_, Containment::Excluded) => 2,
            ResourceHalf::Stands(_, Containment::Outside)
            | ResourceHalf::NotNeeded
            | ResourceHalf::NotNamed
            | ResourceHalf::Person { .. } => 1,
        }
    }
}

impl Access {
    /// Whether the call passes.
    pub fn passes(self) -> bool {
        self.scope.is_there() && self.resource.is_there()
    }
}

impl ResourceHalf {
    /// Whether the app reaches it, or needs to reach nothing.
    #[inline]
    pub fn is_there(self) -> bool {
        match self {
            Self::NotNeeded => true,
            Self::NotNamed => false,
            Self::Stands(_, containment) => containment.is_inside(),
            Self::Person { granted } => granted,
        }
    }
}

/// Decides from grants alone. It costs a fixed number of look-ups, however much was granted.
#[inline]
pub fn access<D: Decided, K: Listings>(grants: &Grants<K>, method: Method, target: Target) -> D {
    let (needs, wanted) = method.demands();
    match needs {
        Needs::Nothing | Needs::Client => D::of(ScopeHalf::NotNeeded, || ResourceHalf::NotNeeded),
        Needs::Closed => D::of(ScopeHalf::Closed, || ResourceHalf::NotNeeded),
        Needs::Anywhere => {
            D::of(scope_half(wanted, held_anywhere(grants)), || ResourceHalf::NotNeeded)
        }
        Needs::Workspace => workspace_access(grants, wanted),
        Needs::Person => person_access(grants, wanted, target.person),
        Needs::Conversation
            if is_to_a_person(method, target) && begins_by_posting(method.catalogue(), grants) =>
        {
            let scope = method.catalogue().opens_homes().into_iter().collect();
            D::of(ScopeHalf::Held(scope), || ResourceHalf::NotNeeded)
        }
        Needs::Conversation => conversation_access(grants, wanted, target),
    }
}

/// Whether the app may write to people with whom it has no direct message yet.
pub(crate) fn begins_by_posting<K: Listings>(catalogue: Catalogue, grants: &Grants<K>) -> bool {
    let held = grants.of(ResourceKind::AppHome).scopes;
    catalogue.opens_homes().is_some_and(|scope| held.contains(scope))
}

/// Whether the call posts to a person rather than to a conversation.
#[inline]
fn is_to_a_person(method: Method, target: Target) -> bool {
    const PEOPLE: KindSet = KindSet::of(&[ResourceKind::User]);
    (target.kinds == PEOPLE || target.person.is_some()) && method.is_slacks("chat.postMessage")
}

/// The kinds of resource that an id of that initial may name.
#[inline]
pub fn kinds_by_initial(id: SlackId) -> KindSet {
    KINDS.get(id.first_digit()).copied().unwrap_or_default()
}

/// By what the initial counts, so that they are looked up and not compared.
pub(super) static KINDS: [KindSet; RADIX] = kinds();

#[expect(clippy::indexing_slicing, reason = "while compiling: what is outside stops the build")]
const fn kinds() -> [KindSet; RADIX] {
    use ResourceKind::{AppHome, Channel, Group, Im, Mpim, Team, User};
    let mut kinds = [KindSet::of(&[]); RADIX];
    kinds[digit(b'C')] = KindSet::of(&[Channel, Group]);
    kinds[digit(b'G')] = KindSet::of(&[Group, Mpim]);
    kinds[digit(b'D')] = KindSet::of(&[Im, AppHome]);
    kinds[digit(b'T')] = KindSet::of(&[Team]);
    kinds[digit(b'U')] = KindSet::of(&[User]);
    kinds[digit(b'W')] = KindSet::of(&[User]);
    kinds
}

/// Of several kinds that an id may be, the one that says most explains a denial.
#[inline]
fn conversation_access<D: Decided, K: Listings>(
    grants: &Grants<K>,
    wanted: ScopeSet,
    Target { conversation, mut kinds, .. }: Target,
) -> D {
    let Some(id) = conversation else {
        return D::of(scope_half(wanted, held_anywhere(grants)), || ResourceHalf::NotNamed);
    };
    let mut best: Option<D> = None;
    while let Some(kind) = kinds.take_first() {
        let held = grants.of(kind);
        let decided = D::of(scope_half(wanted, held.scopes), || {
            ResourceHalf::Stands(kind, held.reach.containment(id))
        });
        if decided.passes() {
            return decided;
        }
        if best.is_none_or(|best| decided.closeness() > best.closeness()) {
            best = Some(decided);
        }
    }
    best.unwrap_or_else(|| D::of(scope_half(wanted, ScopeSet::EMPTY), || ResourceHalf::NotNamed))
}

#[inline]
fn workspace_access<D: Decided, K: Listings>(grants: &Grants<K>, wanted: ScopeSet) -> D {
    let team = grants.of(ResourceKind::Team);
    D::of(scope_half(wanted, team.scopes), || {
        let empty = team.reach.is_empty();
        let containment = if empty { Containment::Outside } else { Containment::Specific };
        ResourceHalf::Stands(ResourceKind::Team, containment)
    })
}

#[inline]
fn person_access<D: Decided, K: Listings>(
    grants: &Grants<K>,
    wanted: ScopeSet,
    person: Option<UserId>,
) -> D {
    let held = person.map(|person| grants.of_user(person)).unwrap_or_default();
    D::of(scope_half(wanted, held), || match person {
        Some(_) => ResourceHalf::Person { granted: !held.is_empty() },
        None => ResourceHalf::NotNamed,
    })
}

fn held_anywhere<K: Listings>(grants: &Grants<K>) -> ScopeSet {
    use ResourceKind::{AppHome, Channel, Group, Im, Mpim};
    [Channel, Group, Mpim, Im, AppHome]
        .into_iter()
        .fold(ScopeSet::EMPTY, |held, kind| held.union(grants.of(kind).scopes))
}

#[inline]
fn scope_half(wanted: ScopeSet, held: ScopeSet) -> ScopeHalf {
    let both = wanted.intersection(held);
    if wanted.is_empty() {
        ScopeHalf::NotNeeded
    } else if both.is_empty() {
        ScopeHalf::Missing(wanted)
    } else {
        ScopeHalf::Held(both)
    }
}

impl ScopeHalf {
    /// Whether the app holds such a scope, or needs none.
    #[inline]
    pub fn is_there(self) -> bool {
        matches!(self, Self::NotNeeded | Self::Held(_))
    }

    /// The scopes held that enable the method, alphabetically.
    pub fn held(self) -> Vec<Scope> {
        match self {
            Self::Held(scopes) => scopes.iter().collect(),
            Self::NotNeeded | Self::Missing(_) | Self::Closed => Vec::new(),
        }
    }
}
