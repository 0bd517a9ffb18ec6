//! The decision: may the app make this call there?
//!
//! A call passes when a scope and a resource meet. The answer for machines ([`Access::passes`])
//! and the explanation for people (`verdict.rs`) come from the same value.
//!
//! Source: 001_da8ff31ae8236703.txt, Resources, Wildcard exclusions, OAuth permission scopes.

use super::{
    Containment, Grants, KindSet, Method, Needs, ResourceKind, Scope, ScopeSet, SlackId, UserId,
};

/// What a call is about.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Target {
    /// The conversation it names, and what kinds of resource that may be.
    pub conversation: Option<(SlackId, KindSet)>,
    /// The person whom the app acts for, or writes to without a direct message with them.
    pub person: Option<UserId>,
}

impl Target {
    /// A conversation of which only the id is known: its initial tells the kinds it may be.
    pub fn conversation(id: SlackId) -> Self {
        Self { conversation: Some((id, kinds_by_initial(id))), person: None }
    }

    /// A person.
    pub fn person(user: UserId) -> Self {
        Self { conversation: None, person: Some(user) }
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

impl Access {
    /// Whether the call passes.
    pub fn passes(self) -> bool {
        self.scope.is_there() && self.resource.is_there()
    }
}

impl ResourceHalf {
    /// Whether the app reaches it, or needs to reach nothing.
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
pub fn access(grants: &Grants, method: Method, target: Target) -> Access {
    let wanted = method.scopes();
    match method.needs() {
        Needs::Nothing | Needs::Client => {
            Access { scope: ScopeHalf::NotNeeded, resource: ResourceHalf::NotNeeded }
        }
        Needs::Closed => Access { scope: ScopeHalf::Closed, resource: ResourceHalf::NotNeeded },
        Needs::Anywhere => Access {
            scope: scope_half(wanted, held_anywhere(grants)),
            resource: ResourceHalf::NotNeeded,
        },
        Needs::Workspace => workspace_access(grants, wanted),
        Needs::Person => person_access(grants, wanted, target.person),
        Needs::Conversation if is_to_a_person(method, target) && begins_by_posting(grants) => {
            let scope = Scope::parse(OPENS_HOMES).into_iter().collect();
            Access { scope: ScopeHalf::Held(scope), resource: ResourceHalf::NotNeeded }
        }
        Needs::Conversation => conversation_access(grants, wanted, target.conversation),
    }
}

/// The scope with which an app begins a direct message by posting.
// Source: 003_ddcde49b587a50ab.txt, What was unique to workspace tokens?
const OPENS_HOMES: &str = "conversations.app_home:create";

/// Whether the app may write to people with whom it has no direct message yet.
pub(crate) fn begins_by_posting(grants: &Grants) -> bool {
    let held = grants.of(ResourceKind::AppHome).scopes;
    Scope::parse(OPENS_HOMES).is_some_and(|scope| held.contains(scope))
}

/// Whether the call posts to a person rather than to a conversation.
fn is_to_a_person(method: Method, target: Target) -> bool {
    let named = target.conversation.is_some_and(|(id, _)| matches!(id.initial(), 'U' | 'W'));
    method.name() == "chat.postMessage" && (named || target.person.is_some())
}

/// The kinds of resource that an id of that initial may name.
pub fn kinds_by_initial(id: SlackId) -> KindSet {
    match id.initial() {
        'C' => KindSet::of(&[ResourceKind::Channel, ResourceKind::Group]),
        'G' => KindSet::of(&[ResourceKind::Group, ResourceKind::Mpim]),
        'D' => KindSet::of(&[ResourceKind::Im, ResourceKind::AppHome]),
        'T' => KindSet::of(&[ResourceKind::Team]),
        'U' | 'W' => KindSet::of(&[ResourceKind::User]),
        _ => KindSet::of(&[]),
    }
}

fn conversation_access(
    grants: &Grants,
    wanted: ScopeSet,
    conversation: Option<(SlackId, KindSet)>,
) -> Access {
    let Some((id, kinds)) = conversation else {
        let scope = scope_half(wanted, held_anywhere(grants));
        return Access { scope, resource: ResourceHalf::NotNamed };
    };
    let by_kind = |kind| {
        let held = grants.of(kind);
        Access {
            scope: scope_half(wanted, held.scopes),
            resource: ResourceHalf::Stands(kind, held.reach.containment(id)),
        }
    };
    let mut best = None;
    for kind in kinds.iter() {
        let access = by_kind(kind);
        if access.passes() {
            return access;
        }
        if best.is_none_or(|best| closeness(access) > closeness(best)) {
            best = Some(access);
        }
    }
    best.unwrap_or(Access {
        scope: scope_half(wanted, ScopeSet::EMPTY),
        resource: ResourceHalf::NotNamed,
    })
}

/// Of several kinds that an id may be, the one that says most explains a denial.
fn closeness(access: Access) -> u8 {
    match access.resource {
        ResourceHalf::Stands(_, Containment::Specific | Containment::Wildcard) => 3,
        ResourceHalf::Stands(_, Containment::Excluded) => 2,
        ResourceHalf::Stands(_, Containment::Outside)
        | ResourceHalf::NotNeeded
        | ResourceHalf::NotNamed
        | ResourceHalf::Person { .. } => 1,
    }
}

fn workspace_access(grants: &Grants, wanted: ScopeSet) -> Access {
    let team = grants.of(ResourceKind::Team);
    let containment =
        if team.reach.is_empty() { Containment::Outside } else { Containment::Specific };
    Access {
        scope: scope_half(wanted, team.scopes),
        resource: ResourceHalf::Stands(ResourceKind::Team, containment),
    }
}

fn person_access(grants: &Grants, wanted: ScopeSet, person: Option<UserId>) -> Access {
    let held = person.map(|person| grants.of_user(person)).unwrap_or_default();
    let resource = match person {
        Some(_) => ResourceHalf::Person { granted: !held.is_empty() },
        None => ResourceHalf::NotNamed,
    };
    Access { scope: scope_half(wanted, held), resource }
}

fn held_anywhere(grants: &Grants) -> ScopeSet {
    use ResourceKind::{AppHome, Channel, Group, Im, Mpim};
    [Channel, Group, Mpim, Im, AppHome]
        .into_iter()
        .fold(ScopeSet::EMPTY, |held, kind| held.union(grants.of(kind).scopes))
}

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
