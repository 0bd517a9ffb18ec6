//! A decision explained: allowed because of which rules, or what is missing.
//!
//! Made from an [`Access`], so that the explanation cannot differ from the decision. Not here: how
//! to repair a denial (`sandbox/plan.rs`), because that needs the rules.

use serde::Serialize;

use super::rulebook::{Rule, RuleEntry};
use super::{
    Access, Catalogue, Containment, Method, Needs, ResourceHalf, ResourceKind, ScopeHalf, ScopeSet,
    SlackId, Target, UserId,
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
    /// A token that is worth something: the app's expired, or was revoked.
    Token,
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
    /// Nothing helps: this person's account was deleted.
    Account {
        /// The person.
        user: UserId,
    },
    /// Nothing helps: the conversation was made by somebody else.
    Ownership,
    /// Nothing helps: the method is closed to tokens of this kind.
    OtherToken,
    /// Nothing helps but another date: the method is not there yet, or no more.
    OtherTime,
}

/// One half, with the rule that settles it and what it lacks.
struct Side {
    half: Half,
    rule: Option<Ground>,
    missing: Option<Missing>,
}

type Ground = &'static (Rule, RuleEntry);

/// A rule with its entry, looked up while compiling: so a program that has nothing but verdicts has the
/// words of these rules, and not the whole book.
macro_rules! ground {
    ($rule:path) => {
        const { &($rule, $rule.entry()) }
    };
}

impl Verdict {
    /// Explains a decision. `name` tells what people call an id.
    pub fn of(
        method: Method,
        target: Target,
        access: Access,
        name: impl Fn(SlackId) -> String,
    ) -> Self {
        let resource = resource_side(method, access.resource, target, name);
        let scope = scope_side(method, access);
        Self {
            allowed: access.passes(),
            because: grounds(method, &scope, &resource)
                .into_iter()
                .map(|(_, entry)| *entry)
                .collect(),
            missing: scope.missing.into_iter().chain(resource.missing).collect(),
            scope: scope.half,
            resource: resource.half,
        }
    }

    /// The rules that decided, the weightiest first.
    pub(crate) fn rules(method: Method, target: Target, access: Access) -> Vec<Rule> {
        let resource = resource_side(method, access.resource, target, |id| id.to_string());
        let grounds = grounds(method, &scope_side(method, access), &resource);
        grounds.into_iter().map(|(rule, _)| *rule).collect()
    }

    /// The verdict where something keeps every call out; `standing` says what.
    pub(crate) fn barred(
        method: Method,
        access: Access,
        standing: &'static str,
        missing: Missing,
        rule: RuleEntry,
    ) -> Self {
        Self {
            allowed: false,
            scope: scope_side(method, access).half,
            resource: half(HalfState::Missing, standing),
            because: vec![rule],
            missing: vec![missing],
        }
    }
}

/// A half that is there needs no rule where the other is missing.
fn grounds(method: Method, scope: &Side, resource: &Side) -> Vec<Ground> {
    let scope_held = scope.half.state == HalfState::Held;
    let both_held = scope_held && resource.half.state == HalfState::Held;
    if method.needs() == Needs::Client {
        return vec![ground!(Rule::ClientMustIdentify)];
    }
    let of_scope = if scope_held { None } else { scope.rule };
    let travels =
        (both_held && method.needs() != Needs::Person).then_some(ground!(Rule::ScopesTravel));
    let grounds: Vec<Ground> = of_scope.into_iter().chain(resource.rule).chain(travels).collect();
    if !grounds.is_empty() {
        return grounds;
    }
    vec![if method.scopes().is_empty() {
        ground!(Rule::NoScopeNeeded)
    } else {
        ground!(Rule::ScopesTravel)
    }]
}

/// One method is closed by the documents' own word; the others by what else is known.
fn closed_by(method: Method) -> Ground {
    if method.name() == "auth.test" {
        ground!(Rule::ClosedToWorkspaceTokens)
    } else {
        ground!(Rule::NotForWorkspaceTokens)
    }
}

fn scope_side(method: Method, access: Access) -> Side {
    match access.scope {
        ScopeHalf::NotNeeded => Side {
            half: half(HalfState::NotNeeded, "no scope needed"),
            rule: Some(ground!(Rule::NoScopeNeeded)),
            missing: None,
        },
        ScopeHalf::Held(held) => Side {
            half: half(HalfState::Held, held.names().join(" and ")),
            rule: None,
            missing: None,
        },
        ScopeHalf::Missing(wanted) => {
            let any_of = helpful(wanted, access.resource).names();
            Side {
                half: half(HalfState::Missing, any_of.join(" or ")),
                rule: Some(ground!(Rule::MethodNeedsScope)),
                missing: Some(Missing::Scope { any_of }),
            }
        }
        ScopeHalf::Closed => Side {
            half: half(HalfState::Missing, "closed to this token"),
            rule: Some(closed_by(method)),
            missing: Some(Missing::OtherToken),
        },
    }
}

/// Of the scopes that enable a method, those that apply where the call goes.
fn helpful(wanted: ScopeSet, resource: ResourceHalf) -> ScopeSet {
    match resource {
        ResourceHalf::Stands(kind, _) if !wanted.applying_to(kind).is_empty() => {
            wanted.applying_to(kind)
        }
        ResourceHalf::Stands(_, _)
        | ResourceHalf::NotNeeded
        | ResourceHalf::NotNamed
        | ResourceHalf::Person { .. } => wanted,
    }
}

fn resource_side(
    method: Method,
    resource: ResourceHalf,
    target: Target,
    name: impl Fn(SlackId) -> String,
) -> Side {
    match resource {
        ResourceHalf::NotNeeded => Side {
            half: half(HalfState::NotNeeded, "no resource needed"),
            rule: (method.needs() == Needs::Conversation)
                .then_some(ground!(Rule::AppOpensHomeByPosting)),
            missing: None,
        },
        ResourceHalf::NotNamed => not_named(method),
        ResourceHalf::Stands(kind, containment) => {
            let named = target.conversation.filter(|_| kind != ResourceKind::Team);
            stands(method.catalogue(), kind, containment, named, name)
        }
        ResourceHalf::Person { granted } => match target.person {
            None => not_named(method),
            Some(user) => Side {
                half: half(
                    if granted { HalfState::Held } else { HalfState::Missing },
                    name(user.id()),
                ),
                rule: Some(ground!(Rule::PersonMustConsent)),
                missing: (!granted).then_some(Missing::Consent { user }),
            },
        },
    }
}

fn not_named(method: Method) -> Side {
    let (rule, kind) = if method.needs() == Needs::Person {
        (ground!(Rule::HeaderNamesPerson), ResourceKind::User)
    } else {
        (ground!(Rule::ResourcesLimitScopes), ResourceKind::Channel)
    };
    Side {
        half: half(HalfState::Missing, "not named"),
        rule: Some(rule),
        missing: Some(Missing::Name { kind }),
    }
}

fn stands(
    catalogue: Catalogue,
    kind: ResourceKind,
    containment: Containment,
    id: Option<SlackId>,
    name: impl Fn(SlackId) -> String,
) -> Side {
    let name = id.map_or_else(|| catalogue.plural(kind).to_owned(), name);
    let missing = |excluded| Some(Missing::Resource { kind, id, excluded });
    match containment {
        Containment::Specific => Side {
            half: half(HalfState::Held, name),
            rule: Some(ground!(Rule::ResourcesLimitScopes)),
            missing: None,
        },
        Containment::Wildcard => Side {
            half: half(HalfState::Held, format!("all {}", catalogue.plural(kind))),
            rule: Some(ground!(Rule::WildcardCoversAll)),
            missing: None,
        },
        Containment::Excluded => Side {
            half: half(HalfState::Excluded, name),
            rule: Some(ground!(Rule::ExcludedSupersedesWildcard)),
            missing: missing(true),
        },
        Containment::Outside => Side {
            half: half(HalfState::Missing, name),
            rule: Some(ground!(Rule::ResourcesLimitScopes)),
            missing: missing(false),
        },
    }
}

fn half(state: HalfState, label: impl Into<String>) -> Half {
    Half { state, label: label.into() }
}
