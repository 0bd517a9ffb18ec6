//! What one would write by hand, and what one would pick from the registry instead.

use std::collections::{HashMap, HashSet};
use std::hash::BuildHasher;
use std::str::FromStr;
use std::sync::OnceLock;

use casbin::rhai::Dynamic;
use casbin::{CoreApi, DefaultModel, Enforcer, MgmtApi, NullAdapter};
use cedar_policy::{Authorizer, Context, Decision, Entities, Entity, EntityId, EntityTypeName, EntityUid, PolicySet, Request, RestrictedExpression};
use casbin::function_map::OperatorFunction;

use crate::workload::{CHANNEL, GROUP, METHODS, PEOPLE, Question, TEAM, Workload};

/// Sets and maps of texts: what is worked out beforehand of a method, and where it may be used.
pub struct ByHand<H> {
    methods: HashMap<String, Row, H>,
    excluded: HashSet<String, H>,
    groups: HashSet<String, H>,
    people: HashSet<String, H>,
}

#[derive(Clone, Copy)]
struct Row {
    needs: u8,
    in_team: bool,
    in_channels: bool,
    in_groups: bool,
    for_people: bool,
}

const CONVERSATION: u8 = 0;
const PERSON: u8 = 1;

fn row((_, needs, scopes): &(&str, &str, &[&str])) -> Row {
    let held = |list: &[&str]| scopes.iter().any(|scope| list.contains(scope));
    Row {
        needs: match *needs {
            "conversation" => CONVERSATION,
            "person" => PERSON,
            _ => 2,
        },
        in_team: held(TEAM),
        in_channels: held(CHANNEL),
        in_groups: held(GROUP),
        for_people: held(PEOPLE),
    }
}

impl<H: BuildHasher + Default> ByHand<H> {
    pub fn new(workload: &Workload) -> Self {
        let set = |ids: &[String]| ids.iter().cloned().collect();
        Self {
            methods: METHODS.iter().map(|method| (method.0.to_owned(), row(method))).collect(),
            excluded: set(&workload.excluded),
            groups: set(&workload.granted),
            people: set(&workload.people),
        }
    }

    pub fn allows(&self, method: &str, resource: &str, user: &str) -> bool {
        let Some(row) = self.methods.get(method) else { return false };
        match row.needs {
            CONVERSATION if resource.starts_with('G') => row.in_groups && self.groups.contains(resource),
            CONVERSATION => row.in_channels && !self.excluded.contains(resource),
            PERSON => row.for_people && self.people.contains(user),
            _ => row.in_team,
        }
    }
}

/// The same on numbers that stand for texts.
pub struct ByHandOnIntegers {
    rows: Vec<Row>,
    inside: Vec<u8>,
    granted: Vec<bool>,
    places: HashMap<String, u32, rustc_hash::FxBuildHasher>,
}

impl ByHandOnIntegers {
    pub fn new(workload: &Workload) -> Self {
        let excluded: HashSet<&String> = workload.excluded.iter().collect();
        let groups: HashSet<&String> = workload.granted.iter().collect();
        let people: HashSet<&String> = workload.people.iter().collect();
        let resources = || workload.channels.iter().chain(&workload.groups);
        let inside = |id: &String| if id.starts_with('G') { u8::from(groups.contains(id)) << 1 } else { u8::from(!excluded.contains(id)) };
        let numbered = |ids: &mut dyn Iterator<Item = &String>| ids.enumerate().map(|(place, id)| (id.clone(), place as u32)).collect::<Vec<_>>();
        let methods: Vec<String> = METHODS.iter().map(|row| row.0.to_owned()).collect();
        let places = [numbered(&mut resources()), numbered(&mut workload.users.iter()), numbered(&mut methods.iter())];
        Self {
            rows: METHODS.iter().map(row).collect(),
            inside: resources().map(inside).collect(),
            granted: workload.users.iter().map(|user| people.contains(user)).collect(),
            places: places.into_iter().flatten().collect(),
        }
    }

    pub fn numbers(&self, Question { method, resource, user }: &Question) -> [u32; 3] {
        [method, resource, user].map(|text| self.places[text])
    }

    pub fn allows(&self, [method, resource, user]: [u32; 3]) -> bool {
        let row = self.rows[method as usize];
        match row.needs {
            CONVERSATION => (u8::from(row.in_channels) | u8::from(row.in_groups) << 1) & self.inside[resource as usize] != 0,
            PERSON => row.for_people && self.granted[user as usize],
            _ => row.in_team,
        }
    }
}

/// What is reached of each kind, for the libraries.
struct Reaches {
    excluded: HashSet<String>,
    groups: HashSet<String>,
    people: HashSet<String>,
}

impl Reaches {
    fn new(workload: &Workload) -> Self {
        let set = |ids: &[String]| ids.iter().cloned().collect();
        Self { excluded: set(&workload.excluded), groups: set(&workload.granted), people: set(&workload.people) }
    }

    fn reaches(&self, kind: &str, id: &str) -> bool {
        match kind {
            "team" => true,
            "channel" => !self.excluded.contains(id),
            "group" => self.groups.contains(id),
            _ => self.people.contains(id),
        }
    }
}

fn about(Question { method, resource, user }: &Question) -> (&'static str, &str) {
    match METHODS.iter().find(|row| row.0 == method).map_or("", |row| row.1) {
        "workspace" => ("team", resource),
        "person" => ("people", user),
        _ if resource.starts_with('G') => ("group", resource),
        _ => ("channel", resource),
    }
}

fn opened() -> impl Iterator<Item = (&'static str, &'static str)> {
    METHODS.iter().flat_map(|method| {
        let row = row(method);
        let kinds: &[(&str, bool)] = match row.needs {
            CONVERSATION => &[("channel", row.in_channels), ("group", row.in_groups)],
            PERSON => &[("people", row.for_people)],
            _ => &[("team", row.in_team)],
        };
        kinds.iter().filter(|(_, held)| *held).map(|(kind, _)| (method.0, *kind)).collect::<Vec<_>>()
    })
}

/// Cedar: policies that were parsed before; an entity says what of it matters.
pub struct Cedar {
    policies: PolicySet,
    reaches: Reaches,
    principal: EntityUid,
}

impl Cedar {
    pub fn new(workload: &Workload) -> Self {
        let policy = |(method, kind)| format!("permit(principal, action == Action::\"{method}\", resource is {kind}) when {{ resource.reached }};\n");
        let text: String = opened().map(policy).collect();
        Self {
            policies: PolicySet::from_str(&text).expect("the policies are sound"),
            reaches: Reaches::new(workload),
            principal: uid("App", "app"),
        }
    }

    pub fn allows(&self, question: &Question) -> bool {
        let (kind, id) = about(question);
        let resource = uid(kind, id);
        let reached = RestrictedExpression::new_bool(self.reaches.reaches(kind, id));
        let entity = Entity::new(resource.clone(), HashMap::from([("reached".to_owned(), reached)]), HashSet::new());
        let entities = Entities::from_entities([entity.expect("it is sound")], None).expect("they are sound");
        let action = uid("Action", &question.method);
        let request = Request::new(self.principal.clone(), action, resource, Context::empty(), None);
        let response = Authorizer::new().is_authorized(&request.expect("it is sound"), &self.policies, &entities);
        response.decision() == Decision::Allow
    }
}

fn uid(kind: &str, id: &str) -> EntityUid {
    EntityUid::from_type_name_and_id(EntityTypeName::from_str(kind).expect("a type"), EntityId::new(id))
}

/// casbin: a policy line for each method and kind, and a function for what is reached.
pub struct Casbin(Enforcer);

const MODEL: &str = "
[request_definition]
r = kind, id, act
[policy_definition]
p = kind, act
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = r.act == p.act && r.kind == p.kind && reaches(r.kind, r.id)
";

static REACHES: OnceLock<Reaches> = OnceLock::new();

impl Casbin {
    pub fn new(workload: &Workload) -> Self {
        REACHES.get_or_init(|| Reaches::new(workload));
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        let enforcer = runtime.block_on(async {
            let model = DefaultModel::from_str(MODEL).await.expect("the model is sound");
            let mut enforcer = Enforcer::new(model, NullAdapter).await.expect("it is sound");
            enforcer.add_function("reaches", OperatorFunction::Arg2(reaches));
            for (method, kind) in opened() {
                enforcer.add_policy(vec![kind.to_owned(), method.to_owned()]).await.expect("it is sound");
            }
            enforcer
        });
        Self(enforcer)
    }

    pub fn allows(&self, question: &Question) -> bool {
        let (kind, id) = about(question);
        self.0.enforce((kind, id, question.method.as_str())).expect("it can be decided")
    }
}

fn reaches(kind: Dynamic, id: Dynamic) -> Dynamic {
    let text = |value: Dynamic| value.into_string().unwrap_or_default();
    REACHES.get().is_some_and(|it| it.reaches(&text(kind), &text(id))).into()
}

/// A log folded by hand, after `serde_json` read it.
pub fn folded_by_hand(log: &str) -> usize {
    let (mut inside, mut excluded, mut groups) = (HashSet::new(), HashSet::new(), HashSet::new());
    let (mut people, mut scopes, mut seen) = (HashMap::new(), HashSet::new(), HashSet::new());
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let texts = |value: &serde_json::Value| value.as_array().into_iter().flatten().map(text).collect::<Vec<_>>();
    for line in log.lines() {
        let envelope: serde_json::Value = serde_json::from_str(line).expect("it is JSON");
        if !seen.insert(text(&envelope["event_id"])) {
            continue;
        }
        let event = &envelope["event"];
        let kind = text(&event["type"]);
        match kind.as_str() {
            "resources_added" | "resources_removed" => {
                for granted in event["resources"].as_array().into_iter().flatten() {
                    let id = text(&granted["resource"]["grant"]["resource_id"]);
                    if granted["resource"]["type"] == "group" {
                        groups.insert(id);
                    } else if kind == "resources_added" {
                        excluded.remove(&id);
                        inside.insert(id);
                        scopes.extend(texts(&granted["scopes"]));
                    } else {
                        inside.remove(&id);
                        excluded.insert(id);
                    }
                }
            }
            "scope_granted" => scopes.extend(texts(&event["scopes"])),
            "user_resource_granted" => {
                people.insert(text(&event["user"]), texts(&event["scopes"]));
            }
            _ => {
                people.remove(&text(&event["user"]));
            }
        }
    }
    inside.len() + excluded.len() + groups.len() + people.len() + scopes.len()
}
