//! Classes of ids: those of a class are answered alike, whatever the method, and a change may part them.

use std::collections::BTreeMap;

use grantscope::{
    CLASSES, Catalogue, Classes, KindSet, Ledger, Method, Needs, ResourceKind, Scope, SlackId,
    Target, UserId,
};

const INITIALS: [char; 7] = ['C', 'G', 'D', 'T', 'U', 'W', 'A'];
const KINDS: [&str; 8] =
    ["workspace", "channel", "channel", "group", "mpim", "im", "app_home", "user"];
const SCOPES: [&str; 11] = [
    "channels:history",
    "channels:read",
    "chat:write",
    "conversations.app_home:create",
    "groups:write",
    "im:history",
    "mpim:read",
    "reminders:write:user",
    "identity:read:user",
    "team:read",
    "users:read",
];

/// Always the same numbers.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % limit as u64).expect("it is small")
    }

    fn id(&mut self) -> String {
        format!("{}{}", INITIALS[self.below(INITIALS.len())], self.below(12))
    }

    fn scopes(&mut self, all: &[&str]) -> String {
        let some = all.iter().filter(|_| self.below(3) == 0);
        serde_json::to_string(&some.collect::<Vec<_>>()).expect("they are texts")
    }

    fn event(&mut self, all: &[&str]) -> String {
        let change = if self.below(3) == 0 { "resources_removed" } else { "resources_added" };
        let (kind, id, scopes) = (KINDS[self.below(KINDS.len())], self.id(), self.scopes(all));
        let grant = match self.below(6) {
            0 => r#"{"type":"wildcard"}"#.to_owned(),
            _ => format!(r#"{{"type":"specific","resource_id":"{id}"}}"#),
        };
        let person = format!("U{}", self.below(12));
        let event = match self.below(40) {
            0 => r#"{"type":"app_uninstalled"}"#.to_owned(),
            1..6 => format!(r#"{{"type":"scope_granted","scopes":{scopes},"trigger_id":"1.2.a"}}"#),
            6..20 => format!(
                r#"{{"type":"user_resource_granted","user":"{person}","scopes":{scopes},"trigger_id":"1.2.a"}}"#
            ),
            20..24 => format!(r#"{{"type":"user_resource_removed","user":"{person}"}}"#),
            _ => format!(
                r#"{{"type":"{change}","resources":[{{"resource":{{"type":"{kind}","grant":{grant}}},"scopes":{scopes}}}]}}"#
            ),
        };
        format!(r#"{{"type":"event_callback","event":{event}}}"#)
    }
}

fn every_id() -> Vec<SlackId> {
    let ids = INITIALS.iter().flat_map(|initial| (0..12).map(move |at| format!("{initial}{at}")));
    ids.map(|id| id.parse().expect("it is an id")).collect()
}

/// The slow way: with both halves, as for an explanation.
fn decided(ledger: &Ledger, method: Method, id: SlackId) -> bool {
    let target = match method.needs() {
        Needs::Conversation => Target::conversation(id),
        Needs::Person => match UserId::try_from(id) {
            Ok(user) => Target::person(user),
            Err(_) => return false,
        },
        Needs::Nothing | Needs::Anywhere | Needs::Workspace | Needs::Closed | Needs::Client => {
            Target::default()
        }
    };
    ledger.stage() != grantscope::Stage::NotInstalled && ledger.decide(method, target).passes()
}

#[test]
fn ids_of_a_class_are_answered_alike_after_every_change_whatever_the_method() {
    let (mut random, ids) = (Random(1), every_id());
    let (mut ledger, mut most) = (Ledger::new(), 0);
    for change in 0..1_500 {
        let event = random.event(&SCOPES);
        ledger.apply_text(&event).expect("the event is sound");
        let mut classes = Classes::default();
        let mut answers: BTreeMap<u32, (SlackId, Vec<bool>)> = BTreeMap::new();
        for id in &ids {
            let told: Vec<bool> =
                ledger.catalogue().methods().map(|it| decided(&ledger, it, *id)).collect();
            let quick = ledger.catalogue().methods().map(|it| ledger.allows_about(it, Some(*id)));
            assert!(quick.eq(told.iter().copied()), "{id} after {change}: {event}");
            let Some(class) = classes.of(&ledger, *id) else { continue };
            assert!((1..CLASSES).contains(&class), "{class}");
            let (first, answered) = answers.entry(class).or_insert((*id, told.clone()));
            assert_eq!(*answered, told, "{first} and {id} after {change}: {event}");
        }
        most = most.max(answers.len());
    }
    assert!(most > 15, "they were told apart: {most}");
}

#[test]
fn when_all_numbers_are_taken_an_id_has_no_class() {
    let mut ledger = Ledger::new();
    let user = |number: usize| format!("U{number}");
    for number in 0..100_usize {
        let scopes: Vec<_> =
            (0..SCOPES.len()).filter(|at| number >> at & 1 == 1).map(|at| SCOPES[at]).collect();
        let event = serde_json::json!({ "type": "event_callback", "event": {
            "type": "user_resource_granted", "user": user(number), "scopes": scopes, "trigger_id": "1.2.a",
        } });
        ledger.apply_text(&event.to_string()).expect("the event is sound");
    }
    let mut classes = Classes::default();
    let mut numbers = |number: usize| classes.of(&ledger, user(number).parse().expect("an id"));
    let first: Vec<_> = (0..100).map(&mut numbers).collect();
    let taken = usize::try_from(CLASSES).expect("it is small") - 1;
    assert!(first[..taken].iter().all(Option::is_some), "as many as there are numbers");
    assert!(first[taken..].iter().all(Option::is_none), "and no more");
    assert_eq!((0..100).map(numbers).collect::<Vec<_>>(), first, "always the same");
}

/// By the answers that are kept, and by the decision itself, of whatever can be asked.
fn check_answers(ledger: &Ledger, ids: &[SlackId], methods: &[Method], when: &str) {
    let kinds = [KindSet::default(), KindSet::of(&[ResourceKind::User])]
        .into_iter()
        .chain(ResourceKind::ALL.map(|kind| KindSet::of(&[kind])));
    let kinds: Vec<_> = kinds.collect();
    let gone = ledger.stage() == grantscope::Stage::NotInstalled;
    let check = |method: Method, target: Target| {
        let decided = !gone && ledger.decide(method, target).passes();
        assert_eq!(ledger.allows_target(method, target), decided, "{method} {target:?} {when}");
    };
    for method in methods {
        check(*method, Target::default());
        for id in ids {
            let plain = Target::conversation(*id);
            check(*method, plain);
            kinds.iter().for_each(|kinds| check(*method, Target { kinds: *kinds, ..plain }));
            if let Ok(user) = UserId::try_from(*id) {
                check(*method, Target::person(user));
                check(*method, Target { person: Some(user), ..plain });
            }
            let by_text =
                ledger.allows(method.name(), Some(&id.to_string()), Some(&id.to_string()));
            if method.catalogue() == ledger.catalogue() {
                assert_eq!(by_text, decided(ledger, *method, *id), "{method} {id} {when}");
            }
        }
    }
}

#[test]
fn what_is_kept_ready_is_what_the_decision_says_after_every_change_in_every_system() {
    for catalogue in Catalogue::shipped() {
        let (mut random, ids) = (Random(2), every_id());
        // Methods of another system, too, which no ledger keeps answers for.
        let methods: Vec<_> = Catalogue::shipped().flat_map(Catalogue::methods).collect();
        let scopes: Vec<_> = catalogue.scopes().map(Scope::name).take(SCOPES.len()).collect();
        let mut ledger = Ledger::of(catalogue);
        check_answers(&ledger, &ids, &methods, "before anything is told");
        for change in 0..60 {
            let event = random.event(&scopes);
            ledger.apply_text(&event).expect("the event is sound");
            let some: Vec<_> = ids.iter().copied().filter(|_| random.below(8) == 0).collect();
            check_answers(&ledger, &some, &methods, &format!("after {change}: {event}"));
        }
    }
}

#[test]
fn more_classes_than_a_byte_has_numbers_are_answered_all_the_same() {
    let scopes: Vec<_> = (0..10).map(|at| format!("scope:{at}")).collect();
    let told = serde_json::json!({
        "name": "many", "title": "Many scopes",
        "scopes": scopes.iter().map(|name| serde_json::json!({ "name": name, "kinds": ["user"] })).collect::<Vec<_>>(),
        "methods": scopes.iter().map(|scope| serde_json::json!({
            "name": format!("do.{}", scope.replace(':', "")), "needs": "person", "scopes": [scope],
        })).collect::<Vec<_>>(),
    });
    let catalogue = Catalogue::read(&told.to_string()).expect("it is sound");
    let mut ledger = Ledger::of(catalogue);
    let user = |number: usize| format!("U{number}");
    let held = |number: usize| (0..scopes.len()).filter(move |at| number >> at & 1 == 1);
    let tell = |ledger: &mut Ledger, r#type: &str, number: usize, scopes: Vec<&String>| {
        let event = serde_json::json!({ "type": "event_callback", "event": {
            "type": r#type, "user": user(number), "scopes": scopes, "trigger_id": "1.2.a",
        } });
        ledger.apply_text(&event.to_string()).expect("the event is sound");
    };
    let check = |ledger: &Ledger, number: usize, granted: bool| {
        for (at, scope) in scopes.iter().enumerate() {
            let method = format!("do.{}", scope.replace(':', ""));
            let expected = granted && number >> at & 1 == 1;
            assert_eq!(
                ledger.allows(&method, None, Some(&user(number))),
                expected,
                "{number} {at}"
            );
            let parsed = catalogue.method(&method).expect("it is a method");
            let target = Target::person(user(number).parse().expect("a user"));
            assert_eq!(ledger.allows_target(parsed, target), expected, "{number} {at}");
        }
    };
    for number in 0..1_000 {
        tell(
            &mut ledger,
            "user_resource_granted",
            number,
            held(number).map(|at| &scopes[at]).collect(),
        );
    }
    (0..1_000).for_each(|number| check(&ledger, number, true));
    for number in (0..1_000).step_by(3) {
        tell(&mut ledger, "user_resource_removed", number, Vec::new());
    }
    (0..1_000).for_each(|number| check(&ledger, number, number % 3 != 0));
    // What one had who is in no byte is granted to one who is, and the other way round.
    tell(&mut ledger, "user_resource_granted", 999, vec![&scopes[0]]);
    tell(&mut ledger, "user_resource_granted", 0, vec![&scopes[0]]);
    assert!(
        ledger.allows("do.scope0", None, Some("U0"))
            && ledger.allows("do.scope0", None, Some("U999"))
    );
    assert_eq!(ledger.grants().users.len(), 1_000 - 334 + 2);
}
