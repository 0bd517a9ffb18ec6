//! Permission systems of one's own: read, checked, and at work in sandbox and ledger.

use expect_test::{Expect, expect};
use grantscope::{
    Call, Cast, Catalogue, Channels, Command, Drift, Fault, FaultCode, Input, InstallRoute,
    LookedUp, Question, SCRIPT_VERSION, Sandbox, ScopeSet, Script, TokenName, Verdict, drift,
    read_script, rule_book, to_json,
};

use crate::stage::{self, KITCHEN, LUNCH, OLIVE, POPEYE, SECRET, Stage, id, stage_with};

fn file_sharing() -> Catalogue {
    Catalogue::named("file-sharing").expect("it is shipped")
}

fn sharing_files() -> Stage {
    stage_with(Cast { catalogue: file_sharing(), ..Cast::default() })
}

/// All folders but one, more when it is needed, and a member's shelf.
fn told() -> Stage {
    sharing_files()
        .install(OLIVE, &["folders:read", "files:read"], InstallRoute::Settings)
        .approve(1, Channels::AllExcept(vec![id(SECRET)]))
        .call("files.list", &[("channel", LUNCH)])
        .call("files.list", &[("channel", SECRET)])
        .call("files.upload", &[("channel", LUNCH), ("name", "menu.txt"), ("text", "Spinach")])
        .click(POPEYE, LUNCH)
        .request("files:write")
        .approve(2, Channels::None)
        .call("files.upload", &[("channel", LUNCH), ("name", "menu.txt"), ("text", "Spinach")])
        .click(POPEYE, LUNCH)
        .request_for(POPEYE, "shelf:write:member")
        .approve(3, Channels::None)
        .call_as(POPEYE, "shelf.add", &[("file", "menu.txt")])
        .call_as(OLIVE, "shelf.add", &[("file", "menu.txt")])
        .kick(POPEYE, LUNCH)
        .call("files.list", &[("channel", LUNCH)])
}

#[test]
fn a_file_sharing_service_grants_all_folders_but_some_asks_for_more_and_acts_for_members() {
    stage::check(
        told(),
        expect![[r#"
        Olive began to install the app from its settings. [Not installed]
          because install-asks-consent
        Olive approved Lunch Train's request for all folders except secret-recipes. [Installed]
          » {"type":"resources_added","resources":[{"resource":{"type":"app_home","grant":{"type":"specific","resource_id":"D00000001"}},"scopes":[]},{"resource":{"type":"channel","grant":{"type":"wildcard"}},"scopes":["files:read","folders:read"]}]}
          because single-workspace-install, workspace-owns-installation, scopes-travel, install-gives-app-home, excluded-at-install
        The app called files.list in lunch: ok. [Waiting]
          = {"args":{"channel":"C061FA5PB"},"ok":true}
          because scopes-travel
        The app called files.list in secret-recipes: no_permission. [Waiting]
          = {"ok":false,"error":"no_permission"}
          because excluded-supersedes-wildcard
        The app called files.upload in lunch: missing_scope. [Waiting]
          = {"ok":false,"error":"missing_scope"}
          because method-needs-scope, wildcard-covers-all
        Popeye clicked the app's button in lunch. [Waiting]
          » a trigger, by interactive_message
          because interaction-gives-trigger, trigger-three-seconds
        The app called apps.permissions.request: ok. [Requested]
          = {"ok":true}
          because request-shows-dialog, no-answer-no-event
        Popeye approved Lunch Train's request. [Awarded]
          » {"type":"scope_granted","scopes":["files:write"],"trigger_id":"241582872338.63235480217.910a2dec89025cc15e41ab087439611e"}
          because approval-grants-scopes, scopes-travel
        The app called files.upload in lunch: ok. [Waiting]
          = {"args":{"channel":"C061FA5PB","name":"menu.txt","text":"Spinach"},"ok":true}
          because scopes-travel
        Popeye clicked the app's button in lunch. [Waiting]
          » a trigger, by interactive_message
          because interaction-gives-trigger, trigger-three-seconds
        The app called apps.permissions.users.request: ok. [Requested]
          = {"ok":true}
          because request-shows-dialog, no-answer-no-event
        Popeye approved Lunch Train's request. [Awarded]
          » {"type":"user_resource_granted","user":"U0HTT3Q0G","scopes":["shelf:write:member"],"trigger_id":"241582872339.63235480217.975835de1c9756ce64684c4f0fd784b4"}
          because person-must-consent, any-person-may-consent
        The app called shelf.add for Popeye: ok. [Waiting]
          = {"args":{"file":"menu.txt"},"ok":true}
          because acts-as-person
        The app called shelf.add for Olive: no_permission. [Waiting]
          = {"ok":false,"error":"no_permission"}
          because method-needs-scope, person-must-consent
        Popeye removed the app from lunch. [Removed]
          » {"type":"resources_removed","resources":[{"resource":{"type":"channel","grant":{"type":"specific","resource_id":"C061FA5PB"}},"scopes":["files:read","files:write","folders:read"]}]}
          because removal-takes-resource, kick-excludes
        The app called files.list in lunch: no_permission. [Waiting]
          = {"ok":false,"error":"no_permission"}
          because excluded-supersedes-wildcard
    "#]],
    );
}

#[test]
fn what_implies_a_scope_enables_its_methods() {
    let sandbox =
        sharing_files().installed_in(&["files:write"], Channels::AllExcept(vec![])).sandbox;
    let verdict = sandbox.explain(&asking("files.list", LUNCH)).expect("it can be asked").verdict;
    assert!(verdict.allowed);
    assert_eq!(verdict.scope.label, "files:write");
}

/// Each level implies all below it: there are more ways down than anybody could go.
#[test]
fn a_ladder_of_a_hundred_and_twenty_scopes_is_read_at_once() {
    let scopes: Vec<String> = (0..120)
        .map(|level| {
            let below: Vec<String> = (0..level).map(|it| format!("\"s{it:03}\"")).collect();
            format!(
                r#"{{"name":"s{level:03}","kinds":["channel"],"implies":[{}]}}"#,
                below.join(",")
            )
        })
        .collect();
    let text = format!(
        r#"{{"name":"ladder","title":"Ladder","scopes":[{}],"methods":[{{"name":"m","needs":"resource","scopes":["s000"],"arguments":["channel"]}}]}}"#,
        scopes.join(",")
    );
    let ladder = Catalogue::read(&text).expect("it is sound");
    let method = ladder.method("m").expect("it is there");
    assert_eq!(method.scopes().len(), 120);
    assert_eq!(ladder.scope("s119").expect("it is there").implied().len(), 119);
}

#[test]
fn a_plan_asks_for_the_scope_that_gives_least() {
    let catalogue = Catalogue::read(
        r#"{"name":"bank","title":"Bank","scopes":[
            {"name":"a:admin","kinds":["channel"],"implies":["z:read"]}, {"name":"z:read","kinds":["channel"]}],
            "methods":[{"name":"m","needs":"resource","scopes":["z:read"],"arguments":["channel"]}]}"#,
    )
    .expect("it is sound");
    let sandbox = stage_with(Cast { catalogue, ..Cast::default() }).sandbox;
    let plan =
        sandbox.explain(&asking("m", LUNCH)).expect("it can be asked").plan.expect("there is one");
    assert!(to_json(&plan).contains(r#""scopes":["z:read"]"#), "{}", to_json(&plan));
}

#[test]
fn a_code_among_ones_own_arguments_is_nobodys_secret() {
    let story = sharing_files()
        .installed_in(&["files:read"], Channels::AllExcept(vec![]))
        .call("files.download", &[("channel", LUNCH), ("file", "menu.txt"), ("code", "4711")]);
    assert!(story.last_reply().contains("4711"));
    assert!(to_json(&story.sandbox.script_to_share()).contains("4711"));
}

#[test]
fn an_argument_that_must_be_there_is_missed() {
    let story = sharing_files()
        .installed_in(&["files:write"], Channels::AllExcept(vec![]))
        .call("files.upload", &[("channel", LUNCH)]);
    assert_eq!(story.code(), "invalid_arguments");
}

#[test]
fn slacks_scopes_and_methods_are_unknown_to_another_system() {
    let catalogue = file_sharing();
    for method in Catalogue::SLACK
        .methods()
        .filter(|it| !it.is_of_the_protocol() && !it.name().starts_with("files."))
    {
        assert_eq!(catalogue.method(method.name()), None);
        assert_eq!(
            sharing_files().installed(&[]).call(method.name(), &[]).code(),
            "unknown_method"
        );
    }
    let own: Vec<&str> = catalogue.scopes().map(|scope| scope.name()).collect();
    for scope in Catalogue::SLACK.scopes().filter(|it| !own.contains(&it.name())) {
        assert_eq!(catalogue.scope(scope.name()), None);
        let story = sharing_files().install(OLIVE, &[scope.name()], InstallRoute::Settings);
        assert_eq!(
            story.sandbox.history().last().expect("it was tried").outcome.stage,
            grantscope::Stage::NotInstalled
        );
    }
}

#[test]
fn a_ledger_of_the_same_system_believes_what_is_so() {
    let sandbox = told().sandbox;
    for step in 0..=sandbox.history().len() {
        let unexplained = |drift: &Drift| drift.blind_spot.is_none();
        let drifts = drift(&sandbox.ledger_at(step).grants(), &sandbox.truth_at(step));
        assert!(!drifts.iter().any(unexplained), "{step}: {drifts:?}");
    }
    let ledger = sandbox.ledger_at(sandbox.history().len());
    assert!(ledger.allows("files.upload", Some("C061EG9SL"), None));
    assert!(!ledger.allows("files.upload", Some(LUNCH), None));
    assert!(ledger.allows("shelf.list", None, Some(POPEYE)));
    let says = |method| ledger.explain(&asking(method, "C061EG9SL")).expect("it can be asked");
    assert_eq!(says("files.list").resource.label, "all folders");
}

#[test]
fn a_ledger_starts_from_what_was_looked_up_in_any_system() {
    let catalogue = file_sharing();
    let info = sharing_files()
        .installed_in(&["files:read"], Channels::AllExcept(vec![]))
        .sandbox
        .ledger_at(2)
        .info();
    let looked_up = LookedUp { info: Some(info), ..LookedUp::default() };
    assert!(grantscope::Ledger::starting_from(catalogue, &looked_up).allows(
        "files.list",
        Some(LUNCH),
        None
    ));
}

#[test]
fn two_that_say_the_same_are_one_and_a_script_tells_which_it_is() {
    let text = r#"{"name":"lamps","title":"Lamps","scopes":[{"name":"lamps:switch","kinds":["channel"]}],
        "methods":[{"name":"lamps.on","needs":"resource","scopes":["lamps:switch"],"arguments":["channel"]}]}"#;
    let lamps = Catalogue::read(text).expect("it is sound");
    assert_eq!(Catalogue::read(text), Ok(lamps));
    assert_ne!(lamps, file_sharing());
    for catalogue in [Catalogue::SLACK, file_sharing(), lamps] {
        let sandbox =
            Sandbox::new(Cast { catalogue, ..Cast::default() }).expect("the cast is sound");
        let written = to_json(&sandbox.script());
        let read: Script = read_script(&written).expect("it was written by us");
        assert_eq!(read.cast.catalogue, catalogue, "{written}");
    }
}

#[test]
fn a_script_with_a_flawed_catalogue_says_all_that_is_wrong_with_it() {
    let text = r#"{"version":1,"cast":{"catalogue":{"name":"lamps","title":"Lamps","scopes":[],"methods":[]}},"inputs":[]}"#;
    let problem = read_script::<Script>(text).expect_err("it is flawed");
    expect!["line 1, column 91: `cast.catalogue`: scopes: expected at least one scope, got none; methods: expected at least one method, got none"].assert_eq(&problem.to_string());
}

#[test]
fn a_classic_app_is_slacks_alone() {
    let mut cast = Cast { catalogue: file_sharing(), ..Cast::default() };
    cast.app.kind = grantscope::AppKind::Classic;
    let error = Sandbox::new(cast).expect_err("there is no such app");
    assert_eq!(
        error.to_string(),
        "app.kind: expected `workspace` where the catalogue is not Slack's, got `classic`"
    );
}

#[test]
fn every_flaw_is_told_at_once_with_its_place() {
    check_flaws(
        "[]",
        expect![[r#"
            expected an object, got a list
        "#]],
    );
    check_flaws(
        "{",
        expect![[r#"
            line 1, column 1: expected a catalogue as JSON, and an object that ends, got the end of the text
        "#]],
    );
    check_flaws(
        "{}",
        expect![[r#"
        name: expected 1 to 120 of `A-Z a-z 0-9 . _ : -`, got nothing
        title: expected 1 to 120 characters, got nothing
        scopes: expected at least one scope, got none
        methods: expected at least one method, got none
    "#]],
    );
    check_flaws(
        r#""files""#,
        expect![[r#"
        expected a catalogue, or one of `slack`, `file-sharing`, got `files`
    "#]],
    );
    check_flaws(
        r#"{"name": "two words", "title": " ", "colour": "red", "app_home": ["a:read", "c:read"],
            "kinds": [{"name": "folder", "like": "channel"}, {"name": "folder", "like": "shelf", "many": 2}, 7],
            "scopes": [
              {"name": "a:read", "kinds": ["folder", "channel"], "implies": ["b:read"]},
              {"name": "b:read", "kinds": [], "implies": ["c:read", "a:read"]},
              {"name": "a:read", "kinds": ["folder", "user"]},
              {"name": "d:read", "kinds": "folder", "summary": null}],
            "methods": [
              {"name": "a.list", "needs": "resource", "scopes": ["a:read", "e:read"], "arguments": ["channel*", "a b"]},
              {"name": "a.list", "needs": "nothing", "scopes": ["a:read"]},
              {"name": "apps.list", "needs": "person", "scopes": ["a:read"]},
              {"name": "b.list", "needs": "sleep"},
              {"name": "c.list", "needs": "workspace", "scopes": []}]}"#,
        expect![[r#"
            name: expected 1 to 120 of `A-Z a-z 0-9 . _ : -`, got `two words`
            title: expected 1 to 120 characters, got ` `
            colour: expected one of the fields `$schema`, `name`, `title`, `kinds`, `scopes`, `methods`, `app_home`, got another
            app_home[1]: expected one of the catalogue's scopes, got `c:read`, 2 times in all: did you mean `a:read`?
            kinds[1].name: expected each once, got `folder` again, as in kinds[0]
            kinds[1].like: expected one of `team`, `channel`, `group`, `mpim`, `im`, `app_home`, `user`, got `shelf`
            kinds[1].many: expected one of the fields `name`, `plural`, `like`, got another
            kinds[2]: expected an object, got a number
            scopes[0].implies: expected no circle, got a:read → b:read → a:read
            scopes[1].kinds: expected at least one, got none
            scopes[2].name: expected each once, got `a:read` again, as in scopes[0]
            scopes[3].kinds: expected a list, got `folder`
            scopes[3].summary: expected 1 to 120 characters, got `null`
            methods[0].scopes[1]: expected one of the catalogue's scopes, got `e:read`: did you mean `a:read`?
            methods[0].arguments[1]: expected 1 to 120 of `A-Z a-z 0-9 . _ : -`, and `*` behind it if it must be there, got `a b`
            methods[1].name: expected each once, got `a.list` again, as in methods[0]
            methods[1].scopes: expected none where nothing is needed
            methods[2].name: expected a name that begins otherwise than the protocol's methods (`apps.`, `auth.`, `oauth.`, `api.test`), got `apps.list`
            methods[3].needs: expected one of `nothing`, `resource`, `any resource`, `workspace`, `person`, got `sleep`
            methods[4].scopes: expected at least one scope where something is needed, got none
        "#]],
    );
}

/// What was written between two brackets.
fn with(scopes: &str, methods: &str) -> String {
    format!(
        r#"{{"kinds":[{{"like":"channel","name":"room"}}],"methods":[{methods}],"name":"n","title":"T","scopes":[{scopes}]}}"#
    )
}

#[test]
fn flaws_are_told_in_the_order_of_the_document() {
    check_flaws(
        &with(
            r#"{"kinds":["rom"],"name":"a b"},{"implies":["c"],"name":"b","kinds":["room"]},{"name":"b","kinds":["room"]},7"#,
            r#"{"scopes":["b"],"needs":"sleep","name":"m"},{"name":"apps.m","needs":"nothing"}"#,
        ),
        expect![[r#"
            methods[0].needs: expected one of `nothing`, `resource`, `any resource`, `workspace`, `person`, got `sleep`
            methods[1].name: expected a name that begins otherwise than the protocol's methods (`apps.`, `auth.`, `oauth.`, `api.test`), got `apps.m`
            scopes[0].kinds[0]: expected one of `team`, `room`, `group`, `mpim`, `im`, `app_home`, `user`, got `rom`: did you mean `room`?
            scopes[0].name: expected 1 to 120 of `A-Z a-z 0-9 . _ : -`, got `a b`
            scopes[2].name: expected each once, got `b` again, as in scopes[1]
            scopes[3]: expected an object, got a number
        "#]],
    );
}

#[test]
fn what_may_follow_from_another_mistake_is_not_told() {
    let method = |needs: &str, scopes: &str| {
        format!(r#"{{"name":"m","needs":"{needs}","scopes":{scopes},"arguments":["channel"]}}"#)
    };
    // The scope is misspelt, or its kind is, or the kind behaves like none: each might fit then.
    check_flaws(
        &with(r#"{"name":"a","kinds":["room"]}"#, &method("person", r#"["b"]"#)),
        expect![[r#"
            methods[0].scopes[0]: expected one of the catalogue's scopes, got `b`
        "#]],
    );
    check_flaws(
        &with(r#"{"name":"a","kinds":["usr"]}"#, &method("person", r#"["a"]"#)),
        expect![[r#"
            scopes[0].kinds[0]: expected one of `team`, `room`, `group`, `mpim`, `im`, `app_home`, `user`, got `usr`: did you mean `user`?
        "#]],
    );
    let kind = with(r#"{"name":"a","kinds":["room"]}"#, &method("person", r#"["a"]"#));
    check_flaws(
        &kind.replace(r#""like":"channel""#, r#""like":"usr""#),
        expect![[r#"
        kinds[0].like: expected one of `team`, `channel`, `group`, `mpim`, `im`, `app_home`, `user`, got `usr`
    "#]],
    );
    // The list of scopes is none, or one of them has no name: any might be there.
    check_flaws(
        &with("", &method("resource", r#"["a"]"#)),
        expect![[r#"
        scopes: expected at least one scope, got none
    "#]],
    );
    check_flaws(
        &with(r#"{"kinds":["room"]}"#, &method("resource", r#"["a"]"#)),
        expect![[r#"
            scopes[0].name: expected 1 to 120 of `A-Z a-z 0-9 . _ : -`, got nothing
        "#]],
    );
    check_flaws(
        &with(r#"{"name":"a","kinds":["room"]}"#, &method("resource", r#""a""#)),
        expect![[r#"
            methods[0].scopes: expected a list, got `a`
        "#]],
    );
    check_flaws(
        &with(r#"{"name":"a","kinds":["room"]}"#, "7"),
        expect![[r#"
            methods[0]: expected an object, got a number
        "#]],
    );
}

#[test]
fn of_a_knot_of_scopes_that_imply_each_other_one_circle_is_told_however_dense_it_is() {
    let knot = |start: usize, count: usize| -> Vec<String> {
        let names: Vec<String> = (start..start + count).map(|it| format!("\"s{it:04}\"")).collect();
        let implying = |(place, name): (usize, &String)| {
            let others: Vec<&str> = names
                .iter()
                .enumerate()
                .filter(|it| it.0 != place)
                .map(|it| it.1.as_str())
                .collect();
            format!(r#"{{"name":{name},"kinds":["room"],"implies":[{}]}}"#, others.join(","))
        };
        names.iter().enumerate().map(implying).collect()
    };
    let scopes = [
        knot(0, 60),
        knot(100, 3),
        vec![r#"{"name":"a","kinds":["room"],"implies":["a"]}"#.to_owned()],
    ]
    .concat();
    let help = r#"{"name":"m","needs":"nothing"}"#;
    check_flaws(
        &with(&scopes.join(","), help),
        expect![[r#"
        scopes[0].implies: expected no circle, got s0000 → s0001 → s0000
        scopes[60].implies: expected no circle, got s0100 → s0101 → s0100
        scopes[63].implies: expected no circle, got a → a
    "#]],
    );
    let dense = with(&knot(0, 700).join(","), help);
    assert_eq!(Catalogue::read(&dense).expect_err("it is flawed").flaws.len(), 2);
}

#[test]
fn a_catalogue_comes_back_in_the_order_in_which_it_was_written() {
    let text =
        with(r#"{"kinds":["room"],"name":"a:order"}"#, r#"{"needs":"nothing","name":"m.order"}"#);
    let catalogue = Catalogue::read(&format!("\u{feff}{text}")).expect("it is sound");
    assert_eq!(to_json(&catalogue), text);
    let script = format!(r#"{{"version":1,"cast":{{"catalogue":{text}}},"inputs":[]}}"#);
    let read: Script = read_script(&script).expect("it is sound");
    assert!(to_json(&read).contains(&text), "{}", to_json(&read));
}

#[test]
fn ten_thousand_scopes_are_too_many_and_the_rest_is_told_as_well() {
    let with = |kind: &dyn Fn(usize) -> String| {
        let scope = |number: usize| {
            let (kind, next) = (kind(number), (number + 1) % 10_000);
            format!(r#"{{"name":"s{number}","kinds":["{kind}"],"implies":["s{next}"]}}"#)
        };
        let scopes: Vec<String> = (0..10_000).map(scope).collect();
        format!(
            r#"{{"name":"many","title":"Many","scopes":[{}],"methods":[{{"name":"m","needs":"resource","scopes":["none"],"arguments":["channel"]}}]}}"#,
            scopes.join(",")
        )
    };
    let text = with(&|_| "channel".to_owned());
    check_flaws(
        &text,
        expect![[r#"
            scopes: expected at most 120, got 10000
            scopes[0].implies: expected no circle, got s0 → s1 → s2 → s3 → s4 → s5 → s6 → s7 → s8 → s9 → s10 → s11 …
            methods[0].scopes[0]: expected one of the catalogue's scopes, got `none`
        "#]],
    );
    // What is misspelt ten thousand times is one mistake; ten thousand others are as many.
    let flaws = Catalogue::read(&with(&|_| "folder".to_owned())).expect_err("it is flawed");
    let told = flaws.flaws.iter().map(|flaw| flaw.reason.as_str());
    assert!(told.clone().any(|it| it.ends_with("got `folder`, 10000 times in all")), "{flaws}");
    let flaws = Catalogue::read(&with(&|number| format!("folder{number}"))).expect_err("it is");
    assert_eq!((flaws.flaws.len(), flaws.more), (100, 9_903));
}

#[test]
fn every_shipped_catalogue_is_sound_and_none_of_its_methods_is_out_of_reach() {
    for (name, text) in grantscope::SHIPPED {
        let catalogue = Catalogue::read(text).expect("it is sound");
        assert_eq!(catalogue.name(), name);
        assert_eq!(Catalogue::named(name), Ok(catalogue));
        for scope in catalogue.scopes() {
            assert!(scope.methods().next().is_some(), "{scope} enables nothing");
            assert!(!scope.summary().is_empty(), "{scope} says nothing");
        }
    }
}

/// In the sandbox whoever calls is told what they may not do; a question says the same.
#[test]
fn every_method_is_answered_as_the_question_about_it() {
    let mut story = told();
    for method in file_sharing().methods().filter(|it| !it.is_of_the_protocol()) {
        for place in [LUNCH, SECRET, "C061EG9SL"] {
            let call = Call {
                arguments: method
                    .arguments()
                    .map(|it| (it.name.to_owned(), place.to_owned()))
                    .collect(),
                acting_for: Some(POPEYE.to_owned()),
                token: TokenName::Current,
                ..Call::plain(method.name())
            };
            let asked = story.sandbox.explain(&call.question()).expect("it can be asked");
            story = story.command(Command::Call(call));
            assert_eq!(story.code() == "ok", asked.verdict.allowed, "{method} in {place}");
        }
    }
}

/// Each catalogue's first scopes have the same places: nothing of one may be taken for the other's.
#[test]
fn scopes_of_two_catalogues_are_never_in_one_set() {
    let first = |catalogue: Catalogue| catalogue.scopes().take(3).collect::<ScopeSet>();
    let (slacks, own) = (first(Catalogue::SLACK), first(file_sharing()));
    for (these, others) in [(slacks, own), (own, slacks)] {
        let other = others.iter().next().expect("there are some");
        let mut set = these;
        assert!(!set.insert(other) && !set.contains(other));
        assert_eq!(set, these);
        assert_eq!(these.union(others), these);
        assert_eq!(these.iter().chain(others.iter()).collect::<ScopeSet>(), these);
        assert_eq!(these.intersection(others), ScopeSet::EMPTY);
        assert_eq!(these.without(others), these);
        assert_eq!(ScopeSet::EMPTY.union(others).union(ScopeSet::EMPTY), others);
        assert_eq!(others.without(ScopeSet::EMPTY), others);
    }
    let mut empty = own.without(own);
    assert!(slacks.iter().all(|scope| empty.insert(scope)));
    assert_eq!(empty, slacks);
}

/// A system that has words of its own for everything.
fn lamps() -> Catalogue {
    Catalogue::read(
        r#"{"name":"lamps:words","title":"The lamps",
            "kinds":[{"like":"team","name":"house"},{"like":"channel","name":"room","plural":"rooms"},
                {"like":"group","name":"closet","plural":"closets"},{"like":"mpim","name":"hall"},
                {"like":"im","name":"whisper"},{"like":"app_home","name":"shelf"},
                {"like":"user","name":"guest"}],
            "scopes":[{"name":"lamps:switch","kinds":["room","closet"]}],
            "methods":[{"name":"lamps.on","needs":"resource","scopes":["lamps:switch"],"arguments":["channel*","text","scopes"]}]}"#,
    )
    .expect("it is sound")
}

#[test]
fn another_system_is_told_in_its_own_words_alone() {
    let sandbox = stage_with(Cast { catalogue: lamps(), ..Cast::default() })
        .install(OLIVE, &["lamps:switch"], InstallRoute::Settings)
        .approve(1, Channels::AllExcept(vec![id(SECRET)]))
        .command(Command::OpenAppHome { user: id(POPEYE) })
        .click(POPEYE, LUNCH)
        .request("lamps:switch")
        .command(Command::Fault(Fault { error: FaultCode::FatalError, method: None, calls: None }))
        .call("lamps.on", &[("channel", LUNCH)])
        .command(Command::Recover {})
        .command(Command::DeleteWorkspace { user: id(OLIVE) })
        .sandbox;
    let mut said = vec![sandbox.markdown()];
    for steps in 0..=sandbox.history().len() {
        for offer in sandbox.offers_at(steps, id(POPEYE)) {
            let told = sandbox.moment_at(steps).told(&offer.input);
            said.extend([offer.label].into_iter().chain(offer.obstacle));
            said.extend(told.map(|told| told.sentence));
            if let Command::CreateConversation { name, .. } = offer.input.command {
                said.push(name);
            }
        }
    }
    said.sort();
    said.dedup();
    for word in ["Slack", "channel", "direct message", "app home", "workspace", "#lunch"] {
        let those: Vec<&String> = said.iter().filter(|said| said.contains(word)).collect();
        assert!(those.is_empty(), "`{word}`: {those:#?}");
    }
    for words in [
        "Open their shelf",
        "Close the shelf",
        "Popeye opened their shelf.",
        "The service works again.",
        "the service would answer",
        "new-room-",
        "new-closet-",
        "rooms except",
        "deleted the house",
    ] {
        assert!(said.iter().any(|said| said.contains(words)), "{words}: {said:#?}");
    }
}

#[test]
fn a_mistake_is_told_in_the_words_of_the_system() {
    let told = |catalogue: Catalogue, misuse: &grantscope::Misuse| misuse.told_in(catalogue);
    let conversation = id(SECRET);
    let (user, prompt) = (id(OLIVE), grantscope::PromptId(1));
    for misuse in [
        grantscope::Misuse::NotAPublicChannel { conversation },
        grantscope::Misuse::NotAChannel { conversation },
        grantscope::Misuse::BadName { name: "channel".to_owned() },
        grantscope::Misuse::NoAppHome { user },
        grantscope::Misuse::ChooseOneChannel,
        grantscope::Misuse::NoChannelsAsked { prompt },
    ] {
        assert_eq!(told(Catalogue::SLACK, &misuse), misuse.to_string());
        let own = told(lamps(), &misuse).replace("`channel`", "");
        assert!(!own.contains("channel") && !own.contains("direct message"), "{own}");
        assert!(own.contains("room") || own.contains("shelf"), "{own}");
    }
}

/// Rules that only Slack's own methods, or classic apps, come to; and the names of headers and of a rule's
/// document, which are on the wire.
const OF_SLACK_ALONE: [&str; 8] = [
    "app-posts-as-itself",
    "app-opens-home-by-posting",
    "identity-needs-basic",
    "created-with-people",
    "only-creator-changes",
    "classic-tokens-kept-out",
    "classic-sign-in",
    "not-for-workspace-tokens",
];

const OF_SLACK: [&str; 6] =
    ["slack", "channel", "direct message", "conversation", "workspace", "app home"];

fn without_headers(said: &str) -> String {
    said.replace("X-Slack-User", "").replace("X-Slack-No-Retry", "").to_lowercase()
}

#[test]
fn the_rules_of_the_protocol_speak_of_no_places_of_slacks() {
    for rule in rule_book().iter().flat_map(|chapter| &chapter.rules) {
        let said = without_headers(rule.sentence);
        let word = OF_SLACK.iter().find(|word| said.contains(**word));
        assert!(word.is_none() || OF_SLACK_ALONE.contains(&rule.id), "{}: {said}", rule.id);
    }
}

#[test]
fn what_is_decided_in_another_system_is_explained_in_its_words() {
    let mut stage = stage_with(Cast { catalogue: lamps(), ..Cast::default() });
    let mut said = Vec::new();
    let mut ask = |sandbox: &Sandbox| {
        for method in lamps().methods() {
            for channel in [LUNCH, SECRET, KITCHEN, "C0NOWHERE"] {
                match sandbox.explain(&asking(method.name(), channel)) {
                    Err(error) => said.push(error.to_string()),
                    Ok(found) => {
                        let Verdict { scope, resource, because, .. } = found.verdict;
                        said.extend([scope.label, resource.label]);
                        for rule in because {
                            assert!(
                                !OF_SLACK_ALONE.contains(&rule.id),
                                "{}: {}",
                                method.name(),
                                rule.id
                            );
                            said.push(rule.sentence.to_owned());
                        }
                        said.extend(found.no_plan.map(|none| none.sentence.clone()));
                    }
                }
            }
        }
    };
    ask(&stage.sandbox);
    stage = stage.install(OLIVE, &["lamps:switch"], InstallRoute::Settings);
    stage = stage.approve(1, Channels::AllExcept(vec![id(SECRET)]));
    ask(&stage.sandbox);
    stage = stage.command(Command::Kick { user: id(POPEYE), conversation: id(LUNCH) });
    ask(&stage.sandbox);
    stage = stage.command(Command::DeleteWorkspace { user: id(OLIVE) });
    ask(&stage.sandbox);
    for word in OF_SLACK {
        let those: Vec<&String> =
            said.iter().filter(|said| without_headers(said).contains(word)).collect();
        assert!(those.is_empty(), "`{word}`: {those:#?}");
    }
    assert!(said.iter().any(|said| said
        == "What is excluded can be neither read nor written, whatever the wildcard says."));
}

/// Whoever replays a story of another system is told of its places, too.
#[test]
fn a_story_that_makes_no_sense_is_told_in_the_words_of_the_system() {
    let script = |catalogue: Catalogue| Script {
        version: SCRIPT_VERSION,
        cast: Cast { catalogue, ..Cast::default() },
        inputs: vec![Input {
            after: 0,
            command: Command::Archive { user: id(OLIVE), conversation: id("C0NOWHERE") },
        }],
        ..Script::default()
    };
    let told =
        |catalogue| Sandbox::replay(script(catalogue)).expect_err("it is not there").to_string();
    assert_eq!(
        told(Catalogue::SLACK),
        "inputs[0]: there is no conversation `C0NOWHERE`: expected one of the cast's"
    );
    assert_eq!(
        told(lamps()),
        "inputs[0]: there is no place `C0NOWHERE`: expected one of the cast's"
    );
}

#[test]
fn an_argument_of_ones_own_has_no_example_of_slacks() {
    let method = lamps().method("lamps.on").expect("it is there");
    let examples: Vec<&str> = method.arguments().map(|argument| argument.example()).collect();
    assert_eq!(examples, ["C061EG9SL", "", "lamps:switch"]);
}

fn asking(method: &str, channel: &str) -> Question {
    Question { method: method.to_owned(), channel: Some(channel.to_owned()), user: None }
}

#[track_caller]
fn check_flaws(text: &str, expected: Expect) {
    let flaws = Catalogue::read(text).expect_err("it is flawed");
    let lines: Vec<String> = flaws.flaws.iter().map(|flaw| format!("{flaw}\n")).collect();
    let more = if flaws.more > 0 { format!("and {} more\n", flaws.more) } else { String::new() };
    expected.assert_eq(&(lines.concat() + &more));
}
