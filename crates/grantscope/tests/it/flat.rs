//! What makes the ledger quick: every quick way gives the answer of the slow one.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use grantscope::{
    Catalogue, Handles, Ledger, LookedUp, Needs, Problem, SlackId, Target, UserId, read_script,
};
use proptest::prelude::*;

/// A workspace and questions, always the same: a hundred thousand.
struct Workload {
    channels: Vec<String>,
    groups: Vec<String>,
    users: Vec<String>,
    questions: Vec<(&'static str, String, String)>,
}

const EXCLUDED: usize = 500;
const GRANTED: usize = 300;
const PEOPLE: usize = 1_000;

/// The slow second model: what the documents say of these methods, and plain lists.
const METHODS: [(&str, &str, &str); 6] = [
    ("chat.postMessage", "conversation", "chat:write"),
    ("conversations.history", "conversation", "channels:history"),
    ("conversations.info", "conversation", "channels:read"),
    ("reminders.add", "person", "reminders:write:user"),
    ("users.info", "workspace", "users:read"),
    ("team.info", "workspace", "team:read"),
];

impl Workload {
    fn new() -> Self {
        let ids = |initial: char, count: u64| {
            let id = |number: u64| {
                let spread = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) % 36_u64.pow(8);
                format!("{initial}{}", base36(spread))
            };
            (1..=count).map(id).collect::<Vec<_>>()
        };
        let (channels, groups, users) = (ids('C', 10_000), ids('G', 2_000), ids('U', 5_000));
        let mut state = 1_u64;
        let mut random = |below: usize| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            usize::try_from((state >> 33) % below as u64).expect("it is small")
        };
        let questions = (0..100_000)
            .map(|_| {
                let method = match random(20) {
                    0..14 => random(3),
                    14..18 => 3,
                    _ => 4 + random(2),
                };
                let private = random(3) == 0;
                let places = if private { &groups } else { &channels };
                let place = places[random(places.len())].clone();
                (METHODS[method].0, place, users[random(users.len())].clone())
            })
            .collect();
        Self { channels, groups, users, questions }
    }

    fn ledger(&self) -> Ledger {
        let looked_up = serde_json::json!({
            "info": { "ok": true, "info": {
                "team": { "scopes": ["users:read"], "resources": { "ids": ["T061EG9R6"] } },
                "channel": {
                    "scopes": ["channels:history", "channels:read", "chat:write"],
                    "resources": { "ids": [], "wildcard": true, "excluded_ids": self.channels[..EXCLUDED] },
                },
                "group": { "scopes": ["chat:write"], "resources": { "ids": self.groups[..GRANTED] } },
            } },
            "usersList": { "ok": true, "resources": self.users[..PEOPLE].iter().map(|id| {
                serde_json::json!({ "id": id, "scopes": ["reminders:write:user"] })
            }).collect::<Vec<_>>() },
        });
        let looked_up = read_script::<LookedUp>(&looked_up.to_string()).expect("it is an answer");
        Ledger::starting_from(Catalogue::SLACK, &looked_up)
    }

    /// Yes or no from plain sets, method by method.
    fn answers(&self) -> Vec<bool> {
        let set = |ids: &[String]| ids.iter().cloned().collect::<BTreeSet<_>>();
        let excluded = set(&self.channels[..EXCLUDED]);
        let (groups, people) = (set(&self.groups[..GRANTED]), set(&self.users[..PEOPLE]));
        let held = BTreeMap::from([
            ("channel", vec!["channels:history", "channels:read", "chat:write"]),
            ("group", vec!["chat:write"]),
        ]);
        let answer = |(method, place, user): &(&str, String, String)| {
            let (_, needs, scope) =
                METHODS.iter().find(|row| row.0 == *method).expect("it is there");
            match *needs {
                "workspace" => *scope == "users:read",
                "person" => people.contains(user),
                _ if place.starts_with('G') => {
                    held["group"].contains(scope) && groups.contains(place)
                }
                _ => held["channel"].contains(scope) && !excluded.contains(place),
            }
        };
        self.questions.iter().map(answer).collect()
    }
}

fn base36(number: u64) -> String {
    let digit = |place: u32| {
        char::from(
            b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[(number / 36_u64.pow(place) % 36) as usize],
        )
    };
    (0..8).rev().map(digit).collect()
}

#[test]
fn every_quick_way_answers_a_hundred_thousand_questions_as_the_slow_second_model_does() {
    let workload = Workload::new();
    let (ledger, answers) = (workload.ledger(), workload.answers());
    let yes = answers.iter().filter(|answer| **answer).count();
    assert!((40_000..60_000).contains(&yes), "{yes} are allowed");
    let mut handles = Handles::numbered(0);
    let mut text = String::new();
    for ((method, place, user), answer) in workload.questions.iter().zip(&answers) {
        let question = format!("{method} in {place} for {user}");
        assert_eq!(ledger.allows(method, Some(place), Some(user)), *answer, "{question}, as texts");
        let parsed = Catalogue::SLACK.method(method).expect("it is a method");
        let (channel, person): (SlackId, SlackId) = (id(place), id(user));
        let target = if parsed.needs() == Needs::Person {
            Target::person(UserId::try_from(person).expect("a user"))
        } else {
            Target::conversation(channel)
        };
        assert_eq!(ledger.allows_target(parsed, target), *answer, "{question}, as a target");
        assert_eq!(ledger.decide(parsed, target).passes(), *answer, "{question}, to be explained");
        assert_eq!(
            ledger.allows_ids(parsed, Some(channel), Some(person)),
            *answer,
            "{question}, as ids"
        );
        let method_handle = handles.of_method(parsed);
        let known = [channel, person].map(|id| handles.of_id(id).expect("there is room"));
        let [channel, person] = known.map(|handle| handles.id(handle));
        let method = handles.method(method_handle).expect("it was given out");
        assert_eq!(ledger.allows_ids(method, channel, person), *answer, "{question}, as handles");
        let _ = writeln!(text, "{method} {place} {user}");
    }
    let bits = ledger.allows_lines(text.as_bytes()).expect("the lines are sound");
    let bit = |index: usize| bits[index / 8] >> (index % 8) & 1 == 1;
    assert!((0..answers.len()).all(|index| bit(index) == answers[index]), "as lines");
}

fn id(text: &str) -> SlackId {
    text.parse().expect("it is an id")
}

#[test]
fn a_line_of_questions_names_what_it_can_and_is_told_where_it_is_broken() {
    let ledger = Workload::new().ledger();
    let check = |text: &str, expected: Result<&[u8], usize>| {
        let answer =
            ledger.allows_lines(text.as_bytes()).map_err(|Problem { code, place, .. }| {
                assert_eq!(code, "bad_query");
                place.line
            });
        assert_eq!(answer, expected.map(<[u8]>::to_vec), "{text:?}");
    };
    check("", Ok(&[]));
    check("api.test", Ok(&[1]));
    check("api.test\n", Ok(&[1]));
    check("chat.postMessage\nchat.postMessage CNOTEXCLUDE\nno.method C1\n", Ok(&[0b010]));
    check(
        "users.info - -\nchat.postMessage c1 u1\nreminders.add - C1\napi.test x\n",
        Ok(&[0b1001]),
    );
    check(&"api.test\n".repeat(9), Ok(&[255, 1]));
    check("api.test\n\napi.test\n", Err(2));
    check("api.test - - -\n", Err(1));
    check("api.test\n chat.postMessage\n", Err(2));
    check("api.test - U1\r\n", Ok(&[1]));
    let windows = "chat.postMessage CNOTEXCLUDE\r\nchat.postMessage CNOTEXCLUDE\r\napi.test\r";
    check(windows, Ok(&[0b111]));
    check("api.test  U1\n", Err(1));
    check("api.test - \n", Err(1));
    check("api.test\rapi.test\n", Err(1));
}

#[test]
fn a_handle_is_known_to_the_ledger_that_gave_it_out_and_to_no_other() {
    let (mut ours, mut others) = (Handles::numbered(0), Handles::numbered(1));
    let general = id("C061EG9SL");
    let handle = ours.of_id(general).expect("there is room");
    assert_eq!(ours.of_id(general), Some(handle), "always the same");
    assert_eq!(ours.id(handle), Some(general));
    let post = Catalogue::SLACK.method("chat.postMessage").expect("it is a method");
    let of_post = ours.of_method(post);
    assert_eq!(ours.of_method(post), of_post, "always the same");
    assert_eq!(ours.method(of_post), Some(post));
    assert_eq!((ours.id(of_post), ours.method(handle)), (None, None), "not mixed up");
    assert_eq!((ours.method(of_post + 1), ours.method(of_post + 4)), (None, None), "nor made up");
    for number in 1..10_000 {
        let other = Handles::numbered(number);
        assert_eq!((other.id(handle), other.method(of_post)), (None, None), "{number}");
    }
    let elsewhere = others.of_id(general).expect("there is room");
    assert_eq!((ours.id(elsewhere), ours.id(0), ours.id(u32::MAX)), (None, None, None));
}

#[test]
fn handles_of_144_ledgers_in_a_row_never_meet_however_many_they_are() {
    const MOST: u32 = 1 << 22;
    let bases = |first: u32| (0..144).map(move |next: u32| first.wrapping_add(next));
    for first in [0, 1, 7_777_777, u32::MAX - 70] {
        let mut bases: Vec<_> = bases(first).map(|it| Handles::numbered(it).base()).collect();
        bases.sort_unstable();
        assert!(bases.iter().all(|base| (MOST..(1 << 30) - MOST).contains(base) && base % 4 == 0));
        assert!(bases.windows(2).all(|pair| pair[1] - pair[0] >= MOST), "{first}: {bases:?}");
    }
}

const LINES: [&str; 9] = [
    r#"{"token":"t","type":"event_callback","event_id":"Ev1","event_time":1525215129,"authed_teams":[],"event":{"type":"resources_added","resources":[{"resource":{"type":"channel","grant":{"type":"specific","resource_id":"C061EG9SL"}},"scopes":["channels:read","chat:write"]}]}}"#,
    r#"{"event":{"resources":[{"scopes":["chat:write"],"resource":{"grant":{"resource_id":"G061EG9SL","type":"specific"},"type":"group"}}],"type":"resources_removed"},"event_id":"Ev2","type":"event_callback"}"#,
    r#"{"type":"event_callback","event":{"type":"resources_added","resources":[{"resource":{"type":"workspace","grant":{"type":"specific","resource_id":"T061EG9R6"}},"scopes":["users:read"]},{"resource":{"type":"channel","grant":{"type":"wildcard"}},"scopes":[]}]},"event_id":"Ev3"}"#,
    r#"{"type":"event_callback","event":{"type":"scope_granted","scopes":["users:read","chat:write"],"trigger_id":"1.2.a"},"event_id":"Ev4"}"#,
    r#"{"type":"event_callback","event":{"type":"scope_denied","scopes":["users:read"],"trigger_id":"1.2.a"},"event_id":"Ev5"}"#,
    r#"{"type":"event_callback","event":{"type":"user_resource_granted","user":"U061F7AUR","scopes":["reminders:write:user"]},"event_id":"Ev6"}"#,
    r#"{"type":"event_callback","event":{"type":"user_resource_removed","user":"U061F7AUR"},"event_id":"Ev7"}"#,
    r#"{"type":"event_callback","event":{"type":"message","user":"U061F7AUR","text":"hi","blocks":[{"a":[1,-2.5e3,null,true]}]},"event_id":"Ev8"}"#,
    r#"{"type":"event_callback","event":{"type":"app_uninstalled"},"event_id":"Ev9"}"#,
];

/// A log taken in line by line, and the same lines taken in one by one by the reader of everything.
#[track_caller]
fn check_log(lines: &[String]) {
    let (mut quick, mut slow) = (Ledger::new(), Ledger::new());
    let taken = quick.apply_log(lines.join("\n").as_bytes());
    let mut applied = 0;
    let mut broken = None;
    for (index, line) in lines.iter().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match slow.apply_text(line) {
            Ok(entries) => applied += entries.len(),
            Err(problem) => {
                broken = Some((index + problem.place.line.max(1), problem.code, problem.reason));
                break;
            }
        }
    }
    let told = taken.as_ref().map_or_else(|broken| broken.applied, |applied| *applied);
    assert_eq!(told, applied, "{lines:#?}");
    let fault = taken.err().map(|it| (it.problem.place.line, it.problem.code, it.problem.reason));
    assert_eq!(fault, broken, "{lines:#?}");
    assert_eq!(quick.grants(), slow.grants(), "{lines:#?}");
    assert_eq!(quick.stage(), slow.stage(), "{lines:#?}");
}

#[test]
fn a_log_is_taken_in_line_by_line_as_each_line_would_be() {
    check_log(&LINES.map(str::to_owned));
    check_log(
        &[&LINES[..], &LINES[..3]].concat().into_iter().map(str::to_owned).collect::<Vec<_>>(),
    );
    check_log(&["".to_owned(), LINES[0].to_owned(), "  ".to_owned(), LINES[3].to_owned()]);
}

#[test]
fn a_log_that_is_broken_in_the_middle_says_where_and_what_came_before_stays() {
    for broken in
        ["{", "{}", "nonsense", r#"{"type":"event_callback","event":{"type":"nonsense"}}"#]
    {
        check_log(&[
            LINES[0].to_owned(),
            LINES[3].to_owned(),
            broken.to_owned(),
            LINES[8].to_owned(),
        ]);
    }
    let mut ledger = Ledger::new();
    let mut log = LINES[0].as_bytes().to_vec();
    log.extend(b"\n\xff\n");
    let broken = ledger.apply_log(&log).unwrap_err();
    assert_eq!(
        (broken.applied, broken.problem.code, broken.problem.place.line),
        (1, "bad_input", 2)
    );
    assert!(ledger.allows("conversations.info", Some("C061EG9SL"), None), "it was taken in");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn a_text_is_an_id_if_all_of_it_is_and_is_packed_as_it_is_written(
        text in prop_oneof!["[0-9A-Z]{0,14}", "[\\x00-\\x7f]{0,13}", "[0-9A-Z]{1,11}[@\\[/:`a-z\\x00é]", "[0-9A-Z\\x00é]{1,12}"],
    ) {
        let is_id = (1..=12).contains(&text.len()) && text.bytes().all(|it| it.is_ascii_digit() || it.is_ascii_uppercase());
        let parsed = text.parse::<SlackId>();
        prop_assert_eq!(parsed.as_ref().map(SlackId::to_string).ok(), is_id.then(|| text.clone()));
        // As characters a text has at most twelve, and none behind a zero.
        if text.len() > 12 || text.ends_with('\0') {
            return Ok(());
        }
        let mut characters = [0_u8; 12];
        characters[..text.len()].copy_from_slice(text.as_bytes());
        let quarter = |at: usize| u32::from_le_bytes(characters[at..at + 4].try_into().expect("four"));
        let nobody = id("0");
        prop_assert_eq!(SlackId::of_characters([quarter(0), quarter(4), quarter(8)]), parsed.unwrap_or(nobody));
    }

    #[test]
    fn a_line_that_was_damaged_anywhere_is_read_as_the_reader_of_everything_reads_it(
        line in 0..LINES.len(),
        place in any::<prop::sample::Index>(),
        length in 0..4_usize,
        other in "[ \\[\\]{}\",:0-9a-zA-Z\\\\.é_-]{0,3}",
    ) {
        let characters: Vec<char> = LINES[line].chars().collect();
        let start = place.index(characters.len());
        let end = (start + length).min(characters.len());
        let damaged: String =
            characters[..start].iter().copied().chain(other.chars()).chain(characters[end..].iter().copied()).collect();
        check_log(&[LINES[0].to_owned(), damaged, LINES[5].to_owned()]);
    }

    #[test]
    fn a_flat_ledger_holds_what_plain_sets_hold(steps in prop::collection::vec((0..56_u32, 0..3_u8), 0..800)) {
        let mut ledger = Ledger::new();
        let (mut inside, mut outside) = (BTreeSet::new(), BTreeSet::new());
        for (number, step) in steps {
            // Neighbours, so that they meet in the table, and as many as fill it.
            let id = format!("C0000{}", base36(number.into()).split_at(4).1);
            let r#type = if step == 0 { "resources_removed" } else { "resources_added" };
            let line = format!(r#"{{"type":"event_callback","event":{{"type":"{type}","resources":[{{"resource":{{"type":"channel","grant":{{"type":"specific","resource_id":"{id}"}}}},"scopes":[]}}]}}}}"#);
            prop_assert_eq!(ledger.apply_log(line.as_bytes()), Ok(1));
            let (to, from) = if step == 0 { (&mut outside, &mut inside) } else { (&mut inside, &mut outside) };
            from.remove(&id);
            to.insert(id);
        }
        let channel = ledger.info().info.channel.expect("it is always told").resources;
        let texts = |ids: Vec<SlackId>| ids.iter().map(SlackId::to_string).collect::<BTreeSet<_>>();
        prop_assert_eq!(texts(channel.ids), inside);
        prop_assert_eq!(texts(channel.excluded_ids.unwrap_or_default()), outside);
    }
}
