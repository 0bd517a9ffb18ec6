//! A decision explained: allowed because of which rules, or what is missing.
//!
//! Made from an [`Access`], so that the explanation cannot differ from the decision. Not here: how
//! to repair a denial (`sandbox/plan.rs`), because that needs the rules.

use serde::Serialize;

use super::rulebook::{Rule, RuleEntry};
use super::{
    Access, Containment, Method, ResourceHalf, ResourceKind, ScopeHalf, ScopeSet, SlackId, Target,
    UserId,
};

/// An answer with its reasons.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Verdict {
    /// Whether the call passes.
    pub allowed: bool,
    /// The scope's half of the decision.
    pub scope: Half,
    /// The resource's half.
    pub resource: Half,
    /// The rules that decided, the weightiest first.
    pub because: Vec<RuleEntry>,
    /// What would have to be there. Empty when allowed.
    pub missing: Vec<Missing>,
}

/// One of the two rings that have to meet.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Half {
    /// How it stands.
    pub state: HalfState,
    /// What it is, as a person would read it: `chat:write`, `all public channels`.
    pub label: String,
}

/// How a half stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum HalfState {
    /// The method asks for none.
    NotNeeded,
    /// It is there.
    Held,
    /// It is not there.
    Missing,
    /// It was there, or would be, but was struck out.
    Excluded,
}

/// Something that a denied call lacks.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Missing {
    /// The app is not installed.
    Installation,
    /// One of these scopes.
    Scope {
        /// Any one of them is enough.
        any_of: Vec<String>,
    },
    /// This resource.
    Resource {
        /// What it is.
        kind: ResourceKind,
        /// Which one.
        id: Option<SlackId>,
        /// Whether it was struck out.
        excluded: bool,
    },
    /// The call does not name what it is about.
    Name {
        /// What should be named.
        kind: ResourceKind,
    },
    /// This person's permission.
    Consent {
        /// The person.
        user: UserId,
    },
    /// Nothing helps: the method is closed to workspace tokens.
    OtherToken,
}

impl Verdict {
    /// Explains a decision.
    pub fn of(method: Method, target: Target, access: Access) -> Self {
        let (scope, scope_rule, scope_missing) = scope_half(access.scope);
        let (resource, resource_rule, resource_missing) = resource_half(access.resource, target);
        let allowed = access.passes();
        let mut rules = Vec::new();
        match (scope.state, resource.state) {
            (HalfState::Held, HalfState::Held) => {
                rules.extend(resource_rule);
                rules.push(Rule::ScopesTravel);
            }
            (HalfState::Held, _) => rules.extend(resource_rule),
            (_, _) => {
                rules.extend(scope_rule);
                rules.extend(resource_rule);
            }
        }
        if rules.is_empty() {
            rules.push(if method.scopes().is_empty() {
                Rule::NoScopeNeeded
            } else {
                Rule::ScopesTravel
            });
        }
        let missing = scope_missing.into_iter().chain(resource_missing).collect();
        let because = rules.into_iter().map(Rule::entry).collect();
        Self { allowed, scope, resource, because, missing }
    }

    /// The verdict while the app is not installed at all.
    pub fn not_installed(method: Method) -> Self {
        Self {
            allowed: false,
            scope: missing_scope(method.scopes()),
            resource: Half { state: HalfState::Missing, label: "not installed".to_owned() },
            because: vec![Rule::TokenNeeded.entry()],
            missing: vec![Missing::Installation],
        }
    }
}

fn missing_scope(scopes: ScopeSet) -> Half {
    if scopes.is_empty() {
        return Half { state: HalfState::NotNeeded, label: "no scope needed".to_owned() };
    }
    Half { state: HalfState::Missing, label: scopes.names().join(" or ") }
}

fn scope_half(scope: ScopeHalf) -> (Half, Option<Rule>, Option<Missing>) {
    match scope {
        ScopeHalf::NotNeeded => (missing_scope(ScopeSet::EMPTY), Some(Rule::NoScopeNeeded), None),
        ScopeHalf::Held(held) => {
            (Half { state: HalfState::Held, label: held.names().join(" and ") }, None, None)
        }
        ScopeHalf::Missing(wanted) => (
            missing_scope(wanted),
            Some(Rule::MethodNeedsScope),
            Some(Missing::Scope { any_of: wanted.names() }),
        ),
        ScopeHalf::Closed => (
            Half { state: HalfState::Missing, label: "closed to workspace tokens".to_owned() },
            Some(Rule::ClosedToWorkspaceTokens),
            Some(Missing::OtherToken),
        ),
    }
}

fn resource_half(resource: ResourceHalf, target: Target) -> (Half, Option<Rule>, Option<Missing>) {
    let half = |state, label: String| Half { state, label };
    match resource {
        ResourceHalf::NotNeeded => {
            (half(HalfState::NotNeeded, "no resource needed".to_owned()), None, None)
        }
        ResourceHalf::NotNamed => not_named(),
        ResourceHalf::Stands(kind, containment) => stands(kind, containment, target),
        ResourceHalf::Person { granted } => match (target.person, granted) {
            (None, _) => not_named(),
            (Some(user), true) => {
                (half(HalfState::Held, user.to_string()), Some(Rule::PersonMustConsent), None)
            }
            (Some(user), false) => (
                half(HalfState::Missing, user.to_string()),
                Some(Rule::PersonMustConsent),
                Some(Missing::Consent { user }),
            ),
        },
    }
}

fn not_named() -> (Half, Option<Rule>, Option<Missing>) {
    let half = Half { state: HalfState::Missing, label: "not named".to_owned() };
    (half, Some(Rule::ResourcesLimitScopes), Some(Missing::Name { kind: ResourceKind::Channel }))
}

fn stands(
    kind: ResourceKind,
    containment: Containment,
    target: Target,
) -> (Half, Option<Rule>, Option<Missing>) {
    let id = target.conversation.map(|(id, _)| id);
    let name = id.map_or_else(|| kind.plural().to_owned(), |id| id.to_string());
    let missing = |excluded| Some(Missing::Resource { kind, id, excluded });
    match containment {
        Containment::Specific => {
            (Half { state: HalfState::Held, label: name }, Some(Rule::ResourcesLimitScopes), None)
        }
        Containment::Wildcard => (
            Half { state: HalfState::Held, label: format!("all {}", kind.plural()) },
            Some(Rule::WildcardCoversAll),
            None,
        ),
        Containment::Excluded => (
            Half { state: HalfState::Excluded, label: name },
            Some(Rule::ExcludedSupersedesWildcard),
            missing(true),
        ),
        Containment::Outside => (
            Half { state: HalfState::Missing, label: name },
            Some(Rule::ResourcesLimitScopes),
            missing(false),
        ),
    }
}
