//! Random permission systems without mistakes, as data of the test's own.

use grantscope::Catalogue;
use proptest::prelude::*;
use serde_json::{Value, json};

pub(crate) const OLIVE: &str = "U061F7AUR";
pub(crate) const POPEYE: &str = "U0HTT3Q0G";
pub(crate) const KITCHEN: &str = "G024BE91L";
pub(crate) const PUBLIC: [&str; 3] = ["C061EG9SL", "C061FA5PB", "C01234BCD"];
pub(crate) const PLACES: [&str; 4] = ["C061EG9SL", "C061FA5PB", "C01234BCD", KITCHEN];

/// So many scopes, and methods, at most.
pub(crate) const MOST: usize = 6;

/// What a scope is about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Sort {
    Public,
    Private,
    Both,
    Workspace,
    People,
}

impl Sort {
    const ALL: [Self; 5] = [Self::Public, Self::Private, Self::Both, Self::Workspace, Self::People];
}

#[derive(Clone, Debug)]
pub(crate) struct Scope {
    pub(crate) name: String,
    pub(crate) sort: Sort,
    /// Only later ones, so that there is no circle.
    pub(crate) implies: Vec<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Needs {
    Nothing,
    Resource,
    AnyResource,
    Workspace,
    Person,
}

#[derive(Clone, Debug)]
pub(crate) struct Method {
    pub(crate) name: String,
    pub(crate) needs: Needs,
    pub(crate) scopes: Vec<usize>,
}

#[derive(Clone, Debug)]
pub(crate) struct System {
    pub(crate) scopes: Vec<Scope>,
    pub(crate) methods: Vec<Method>,
}

/// Any system without mistakes, its names in any order.
pub(crate) fn sound() -> impl Strategy<Value = System> {
    // Long chains and methods that name one scope: what is implied shows there.
    let implied = prop_oneof![3 => Just(1), 1 => any::<u8>()];
    let others = prop_oneof![2 => Just(0), 1 => any::<u8>()];
    let scope = (prop::sample::select(&Sort::ALL[..]), implied, 0..100_u8);
    let method = (any::<prop::sample::Index>(), others, 0..4_u8, 0..100_u8);
    let scopes = prop::collection::vec(scope, 1..=MOST);
    let methods = prop::collection::vec(method, 1..=MOST);
    (scopes, methods).prop_map(|(scopes, methods)| {
        let named = |(place, (sort, implied, tag)): (usize, (Sort, u8, u8))| Scope {
            name: format!("s{tag}:{place}"),
            sort,
            implies: (place + 1..scopes.len())
                .filter(|it| implied & (1 << (it - place - 1)) != 0)
                .collect(),
        };
        let named: Vec<Scope> = scopes.iter().copied().enumerate().map(named).collect();
        let methods = methods.iter().enumerate().map(|(place, (first, others, choice, tag))| {
            let first = first.index(named.len());
            let needs = match (named[first].sort, choice) {
                (_, 0) => Needs::Nothing,
                (Sort::Workspace, _) => Needs::Workspace,
                (Sort::People, _) => Needs::Person,
                (_, 1) => Needs::AnyResource,
                (_, _) => Needs::Resource,
            };
            let chosen = |it: &usize| *it == first || others & (1 << it) != 0;
            let scopes = (0..named.len()).filter(chosen).filter(|_| needs != Needs::Nothing);
            Method { name: format!("m{tag}.{place}"), needs, scopes: scopes.collect() }
        });
        let methods = methods.collect();
        System { scopes: named, methods }
    })
}

impl System {
    /// The same, as it is written down.
    pub(crate) fn catalogue(&self) -> Catalogue {
        let names = |scopes: &[usize]| -> Vec<&str> {
            scopes.iter().map(|scope| self.scopes[*scope].name.as_str()).collect()
        };
        let scopes = self.scopes.iter().map(|scope| {
            let kinds: &[&str] = match scope.sort {
                Sort::Public => &["folder"],
                Sort::Private => &["group"],
                Sort::Both => &["group", "folder"],
                Sort::Workspace => &["drive"],
                Sort::People => &["user"],
            };
            json!({"name": scope.name, "kinds": kinds, "implies": names(&scope.implies)})
        });
        let methods = self.methods.iter().map(|method| {
            let needs = match method.needs {
                Needs::Nothing => "nothing",
                Needs::Resource => "resource",
                Needs::AnyResource => "any resource",
                Needs::Workspace => "workspace",
                Needs::Person => "person",
            };
            let arguments: &[&str] = if needs == "resource" { &["channel"] } else { &[] };
            json!({"name": method.name, "needs": needs, "scopes": names(&method.scopes), "arguments": arguments})
        });
        let kinds =
            json!([{"like": "channel", "name": "folder"}, {"like": "team", "name": "drive"}]);
        let written = json!({
            "name": "random", "title": "Random", "kinds": kinds,
            "scopes": scopes.collect::<Vec<Value>>(), "methods": methods.collect::<Vec<Value>>()
        });
        Catalogue::read(&written.to_string()).unwrap_or_else(|flaws| panic!("{flaws}: {written}"))
    }
}
