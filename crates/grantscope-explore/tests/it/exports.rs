//! A small graph in other tools' languages.

use std::collections::BTreeSet;

use expect_test::{Expect, expect};
use grantscope::{Cast, Sandbox};
use grantscope_explore::{Act, Exploration, Graph, Limits, Node, World};

use crate::worlds::{asking, explored, explored_from, hamlet, installed, village};

/// Invited, removed, and time passes.
fn graph() -> Graph {
    let mut cast = hamlet();
    cast.conversations.truncate(1);
    cast.conversations[0].name = "a \"b\" <c> #d; -- e".to_owned();
    let world = World { acts: vec![Act::Invite, Act::Kick, Act::Wait], ..asking(&cast, &[]) };
    explored_from(&installed(cast, &["chat:write"]), world).graph()
}

#[track_caller]
fn check(text: &str, expected: Expect) {
    expected.assert_eq(text);
}

#[test]
fn what_mermaid_does_not_draw_is_a_diagram_of_the_stages() {
    let small = graph();
    assert!(small.fits_mermaid());
    let mut many_edges = small.clone();
    let edge = many_edges.edges[0].clone();
    many_edges.edges.resize(501, edge);
    assert!(!many_edges.fits_mermaid(), "more than 500 edges");
    let mut long = small.clone();
    long.states[0].holds = "x".repeat(50_000);
    assert!(!long.fits_mermaid(), "more than 50,000 letters");
    check(
        &small.mermaid_by_stage(),
        expect![[r#"
            stateDiagram-v2
              state "Installed (1 state)" as Installed
              state "Added (2 states)" as Added
              state "Removed (4 states)" as Removed
              state "Waiting (6 states)" as Waiting
              [*] --> Installed
              Installed --> Waiting: Time passed.
              Installed --> Added: Olive invited the app to ＃a ”b”  c  ＃d, -- e.
              Installed --> Removed: Olive closed their direct message with the app.
              Waiting --> Added: Olive invited the app to ＃a ”b”  c  ＃d, -- e. And 3 other ways.
              Waiting --> Removed: Olive closed their direct message with the app. And 4 other ways.
              Added --> Waiting: Time passed. And 1 other way.
              Added --> Removed: Olive removed the app from ＃a ”b”  c  ＃d, -- e. And 2 other ways.
              Removed --> Waiting: Time passed. And 3 other ways.
              Removed --> Added: Olive invited the app to ＃a ”b”  c  ＃d, -- e. And 2 other ways.
        "#]],
    );
    check(
        &Graph::default().mermaid_by_stage(),
        expect![[r#"
        stateDiagram-v2
    "#]],
    );
}

#[test]
fn a_graph_is_a_mermaid_diagram_grouped_by_stage() {
    check(
        &graph().mermaid(),
        expect![[r#"
            stateDiagram-v2
              state "Installed" as Installed {
                state "0: chat꞉write, im꞉history (app homes), im꞉read (app homes), Olive's app home" as s0
              }
              state "Added" as Added {
                state "1: chat꞉write, im꞉history (app homes), im꞉read (app homes), ＃a ”b”  c  ＃d, -- e, Olive's app home" as s1
                state "7: chat꞉write, im꞉history (app homes), im꞉read (app homes), ＃a ”b”  c  ＃d, -- e" as s7
              }
              state "Removed" as Removed {
                state "2: chat꞉write, im꞉history (app homes), im꞉read (app homes)" as s2
                state "4: chat꞉write, im꞉history (app homes), im꞉read (app homes), not ＃a ”b”  c  ＃d, -- e, Olive's app home" as s4
                state "5: chat꞉write, im꞉history (app homes), im꞉read (app homes), ＃a ”b”  c  ＃d, -- e" as s5
                state "9: chat꞉write, im꞉history (app homes), im꞉read (app homes), not ＃a ”b”  c  ＃d, -- e" as s9
              }
              state "Waiting" as Waiting {
                state "3: chat꞉write, im꞉history (app homes), im꞉read (app homes), Olive's app home" as s3
                state "6: chat꞉write, im꞉history (app homes), im꞉read (app homes), ＃a ”b”  c  ＃d, -- e, Olive's app home" as s6
                state "8: chat꞉write, im꞉history (app homes), im꞉read (app homes)" as s8
                state "10: chat꞉write, im꞉history (app homes), im꞉read (app homes), not ＃a ”b”  c  ＃d, -- e, Olive's app home" as s10
                state "11: chat꞉write, im꞉history (app homes), im꞉read (app homes), ＃a ”b”  c  ＃d, -- e" as s11
                state "12: chat꞉write, im꞉history (app homes), im꞉read (app homes), not ＃a ”b”  c  ＃d, -- e" as s12
              }
              [*] --> s0
              s0 --> s1: Olive invited the app to ＃a ”b”  c  ＃d, -- e.
              s0 --> s2: Olive closed their direct message with the app.
              s0 --> s3: Time passed.
              s1 --> s4: Olive removed the app from ＃a ”b”  c  ＃d, -- e.
              s1 --> s5: Olive closed their direct message with the app.
              s1 --> s6: Time passed.
              s2 --> s7: Olive invited the app to ＃a ”b”  c  ＃d, -- e.
              s2 --> s8: Time passed.
              s3 --> s1: Olive invited the app to ＃a ”b”  c  ＃d, -- e.
              s3 --> s2: Olive closed their direct message with the app.
              s4 --> s1: Olive invited the app to ＃a ”b”  c  ＃d, -- e.
              s4 --> s9: Olive closed their direct message with the app.
              s4 --> s10: Time passed.
              s5 --> s9: Olive removed the app from ＃a ”b”  c  ＃d, -- e.
              s5 --> s11: Time passed.
              s6 --> s4: Olive removed the app from ＃a ”b”  c  ＃d, -- e.
              s6 --> s5: Olive closed their direct message with the app.
              s7 --> s9: Olive removed the app from ＃a ”b”  c  ＃d, -- e.
              s7 --> s11: Time passed.
              s8 --> s7: Olive invited the app to ＃a ”b”  c  ＃d, -- e.
              s9 --> s7: Olive invited the app to ＃a ”b”  c  ＃d, -- e.
              s9 --> s12: Time passed.
              s10 --> s1: Olive invited the app to ＃a ”b”  c  ＃d, -- e.
              s10 --> s9: Olive closed their direct message with the app.
              s11 --> s9: Olive removed the app from ＃a ”b”  c  ＃d, -- e.
              s12 --> s7: Olive invited the app to ＃a ”b”  c  ＃d, -- e.
        "#]],
    );
}

#[test]
fn a_graph_is_a_dot_digraph_grouped_by_stage() {
    check(
        &graph().dot(),
        expect![[r#"
            digraph {
              rankdir=LR
              node [shape=box style=rounded]
              subgraph "cluster_Installed" {
                label="Installed"
                s0 [label="0: chat:write, im:history (app homes), im:read (app homes); Olive's app home"]
              }
              subgraph "cluster_Added" {
                label="Added"
                s1 [label="1: chat:write, im:history (app homes), im:read (app homes); #a \"b\" <c> #d; -- e; Olive's app home"]
                s7 [label="7: chat:write, im:history (app homes), im:read (app homes); #a \"b\" <c> #d; -- e"]
              }
              subgraph "cluster_Removed" {
                label="Removed"
                s2 [label="2: chat:write, im:history (app homes), im:read (app homes)"]
                s4 [label="4: chat:write, im:history (app homes), im:read (app homes); not #a \"b\" <c> #d; -- e; Olive's app home"]
                s5 [label="5: chat:write, im:history (app homes), im:read (app homes); #a \"b\" <c> #d; -- e"]
                s9 [label="9: chat:write, im:history (app homes), im:read (app homes); not #a \"b\" <c> #d; -- e"]
              }
              subgraph "cluster_Waiting" {
                label="Waiting"
                s3 [label="3: chat:write, im:history (app homes), im:read (app homes); Olive's app home"]
                s6 [label="6: chat:write, im:history (app homes), im:read (app homes); #a \"b\" <c> #d; -- e; Olive's app home"]
                s8 [label="8: chat:write, im:history (app homes), im:read (app homes)"]
                s10 [label="10: chat:write, im:history (app homes), im:read (app homes); not #a \"b\" <c> #d; -- e; Olive's app home"]
                s11 [label="11: chat:write, im:history (app homes), im:read (app homes); #a \"b\" <c> #d; -- e"]
                s12 [label="12: chat:write, im:history (app homes), im:read (app homes); not #a \"b\" <c> #d; -- e"]
              }
              s0 -> s1 [label="Olive invited the app to #a \"b\" <c> #d; -- e."]
              s0 -> s2 [label="Olive closed their direct message with the app."]
              s0 -> s3 [label="Time passed."]
              s1 -> s4 [label="Olive removed the app from #a \"b\" <c> #d; -- e."]
              s1 -> s5 [label="Olive closed their direct message with the app."]
              s1 -> s6 [label="Time passed."]
              s2 -> s7 [label="Olive invited the app to #a \"b\" <c> #d; -- e."]
              s2 -> s8 [label="Time passed."]
              s3 -> s1 [label="Olive invited the app to #a \"b\" <c> #d; -- e."]
              s3 -> s2 [label="Olive closed their direct message with the app."]
              s4 -> s1 [label="Olive invited the app to #a \"b\" <c> #d; -- e."]
              s4 -> s9 [label="Olive closed their direct message with the app."]
              s4 -> s10 [label="Time passed."]
              s5 -> s9 [label="Olive removed the app from #a \"b\" <c> #d; -- e."]
              s5 -> s11 [label="Time passed."]
              s6 -> s4 [label="Olive removed the app from #a \"b\" <c> #d; -- e."]
              s6 -> s5 [label="Olive closed their direct message with the app."]
              s7 -> s9 [label="Olive removed the app from #a \"b\" <c> #d; -- e."]
              s7 -> s11 [label="Time passed."]
              s8 -> s7 [label="Olive invited the app to #a \"b\" <c> #d; -- e."]
              s9 -> s7 [label="Olive invited the app to #a \"b\" <c> #d; -- e."]
              s9 -> s12 [label="Time passed."]
              s10 -> s1 [label="Olive invited the app to #a \"b\" <c> #d; -- e."]
              s10 -> s9 [label="Olive closed their direct message with the app."]
              s11 -> s9 [label="Olive removed the app from #a \"b\" <c> #d; -- e."]
              s12 -> s7 [label="Olive invited the app to #a \"b\" <c> #d; -- e."]
            }
        "#]],
    );
}

#[test]
fn a_graph_is_an_scxml_document_with_stages_as_states() {
    check(
        &graph().scxml(),
        expect![[r#"
            <?xml version="1.0" encoding="UTF-8"?>
            <scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" initial="s0">
              <state id="Installed">
                <!-- chat:write, im:history (app homes), im:read (app homes); Olive's app home -->
                <state id="s0">
                  <!-- Olive invited the app to #a "b" <c> #d; – e. -->
                  <transition event="e0" target="s1"/>
                  <!-- Olive closed their direct message with the app. -->
                  <transition event="e1" target="s2"/>
                  <!-- Time passed. -->
                  <transition event="e2" target="s3"/>
                </state>
              </state>
              <state id="Added">
                <!-- chat:write, im:history (app homes), im:read (app homes); #a "b" <c> #d; – e; Olive's app home -->
                <state id="s1">
                  <!-- Olive removed the app from #a "b" <c> #d; – e. -->
                  <transition event="e3" target="s4"/>
                  <!-- Olive closed their direct message with the app. -->
                  <transition event="e1" target="s5"/>
                  <!-- Time passed. -->
                  <transition event="e2" target="s6"/>
                </state>
                <!-- chat:write, im:history (app homes), im:read (app homes); #a "b" <c> #d; – e -->
                <state id="s7">
                  <!-- Olive removed the app from #a "b" <c> #d; – e. -->
                  <transition event="e3" target="s9"/>
                  <!-- Time passed. -->
                  <transition event="e2" target="s11"/>
                </state>
              </state>
              <state id="Removed">
                <!-- chat:write, im:history (app homes), im:read (app homes) -->
                <state id="s2">
                  <!-- Olive invited the app to #a "b" <c> #d; – e. -->
                  <transition event="e0" target="s7"/>
                  <!-- Time passed. -->
                  <transition event="e2" target="s8"/>
                </state>
                <!-- chat:write, im:history (app homes), im:read (app homes); not #a "b" <c> #d; – e; Olive's app home -->
                <state id="s4">
                  <!-- Olive invited the app to #a "b" <c> #d; – e. -->
                  <transition event="e0" target="s1"/>
                  <!-- Olive closed their direct message with the app. -->
                  <transition event="e1" target="s9"/>
                  <!-- Time passed. -->
                  <transition event="e2" target="s10"/>
                </state>
                <!-- chat:write, im:history (app homes), im:read (app homes); #a "b" <c> #d; – e -->
                <state id="s5">
                  <!-- Olive removed the app from #a "b" <c> #d; – e. -->
                  <transition event="e3" target="s9"/>
                  <!-- Time passed. -->
                  <transition event="e2" target="s11"/>
                </state>
                <!-- chat:write, im:history (app homes), im:read (app homes); not #a "b" <c> #d; – e -->
                <state id="s9">
                  <!-- Olive invited the app to #a "b" <c> #d; – e. -->
                  <transition event="e0" target="s7"/>
                  <!-- Time passed. -->
                  <transition event="e2" target="s12"/>
                </state>
              </state>
              <state id="Waiting">
                <!-- chat:write, im:history (app homes), im:read (app homes); Olive's app home -->
                <state id="s3">
                  <!-- Olive invited the app to #a "b" <c> #d; – e. -->
                  <transition event="e0" target="s1"/>
                  <!-- Olive closed their direct message with the app. -->
                  <transition event="e1" target="s2"/>
                </state>
                <!-- chat:write, im:history (app homes), im:read (app homes); #a "b" <c> #d; – e; Olive's app home -->
                <state id="s6">
                  <!-- Olive removed the app from #a "b" <c> #d; – e. -->
                  <transition event="e3" target="s4"/>
                  <!-- Olive closed their direct message with the app. -->
                  <transition event="e1" target="s5"/>
                </state>
                <!-- chat:write, im:history (app homes), im:read (app homes) -->
                <state id="s8">
                  <!-- Olive invited the app to #a "b" <c> #d; – e. -->
                  <transition event="e0" target="s7"/>
                </state>
                <!-- chat:write, im:history (app homes), im:read (app homes); not #a "b" <c> #d; – e; Olive's app home -->
                <state id="s10">
                  <!-- Olive invited the app to #a "b" <c> #d; – e. -->
                  <transition event="e0" target="s1"/>
                  <!-- Olive closed their direct message with the app. -->
                  <transition event="e1" target="s9"/>
                </state>
                <!-- chat:write, im:history (app homes), im:read (app homes); #a "b" <c> #d; – e -->
                <state id="s11">
                  <!-- Olive removed the app from #a "b" <c> #d; – e. -->
                  <transition event="e3" target="s9"/>
                </state>
                <!-- chat:write, im:history (app homes), im:read (app homes); not #a "b" <c> #d; – e -->
                <state id="s12">
                  <!-- Olive invited the app to #a "b" <c> #d; – e. -->
                  <transition event="e0" target="s7"/>
                </state>
              </state>
            </scxml>
        "#]],
    );
}

#[test]
fn an_empty_graph_is_still_one() {
    let empty = Graph::default();
    assert_eq!(empty.mermaid(), "stateDiagram-v2\n");
    assert!(empty.dot().starts_with("digraph {") && empty.dot().ends_with("}\n"));
    assert!(empty.scxml().ends_with("version=\"1.0\">\n</scxml>\n"), "{}", empty.scxml());
}

#[test]
fn a_state_is_told_from_another_by_what_waits_for_somebody() {
    let cast = hamlet();
    let world =
        World { acts: vec![Act::Install, Act::Answer], ..asking(&cast, &[&["chat:write"]]) };
    let sandbox = Sandbox::new(cast).expect("the cast is sound");
    let graph = explored_from(&sandbox, world).graph();
    let labels: Vec<String> = graph.states.iter().map(Node::label).collect();
    assert_eq!(labels.first().map(String::as_str), Some("nothing"));
    let has =
        |words: &str| assert!(labels.iter().any(|label| label == words), "{words} {labels:?}");
    has("nothing; Olive is asked to install it with chat:write by OAuth");
    has("nothing; Olive is asked to install it from its settings");
    has("nothing; a code from Olive for chat:write in #general");
}

/// Explores what can happen to two people, and whether every state has a name of its own in its stage; how
/// many take a number for it.
fn numbered(cast: Cast) -> (usize, usize) {
    let scopes: &[&[&str]] = &[&["chat:write"], &["reminders:write:user"]];
    let world = World { acts: Act::ALL.to_vec(), ..asking(&cast, scopes) };
    let sandbox = Sandbox::new(cast).expect("the cast is sound");
    let limits = Limits { states: 5000, ..Limits::default() };
    let mut exploration = Exploration::new(&sandbox, 0, world, limits);
    while exploration.run(10_000).ended.is_none() {}
    let graph = exploration.graph();
    let mut seen = BTreeSet::new();
    for node in &graph.states {
        assert!(seen.insert((node.stage, node.label())), "{node:?}");
    }
    let numbered = graph.states.iter().filter(|node| !node.among.is_empty()).count();
    (numbered, graph.states.len())
}

#[test]
fn no_two_states_of_a_stage_are_called_the_same() {
    assert_eq!(numbered(village()), (0, 5000), "words tell all of them");
    let mut rotating = village();
    rotating.app.rotation = true;
    let (numbered, all) = numbered(rotating);
    assert!(numbered > 0, "a token's standing has no words");
    assert!(numbered * 2 < all, "words tell most: {numbered} of {all} do not");
}

#[test]
fn a_file_of_what_was_cut_off_says_so() {
    let cast = hamlet();
    let sandbox = Sandbox::new(cast.clone()).expect("the cast is sound");
    let limits = Limits { depth: 2, ..Limits::default() };
    let mut exploration = Exploration::new(&sandbox, 0, asking(&cast, &[]), limits);
    while exploration.run(10_000).ended.is_none() {}
    let graph = exploration.graph();
    let said = graph.unfinished().expect("there is more");
    assert!(said.ends_with("and more can happen, more steps away than was looked."), "{said}");
    let title = format!("---\ntitle: \"{said}\"\n---\nstateDiagram-v2\n");
    assert!(graph.mermaid().starts_with(&title), "{}", graph.mermaid());
    assert!(graph.mermaid_by_stage().starts_with(&title));
    assert!(graph.dot().starts_with(&format!("digraph {{\n  label=\"{said}\"")));
    assert!(graph.scxml().contains(&format!("<!-- {said} -->")));
    let whole = explored(&cast, World { acts: vec![Act::Install], ..asking(&cast, &[]) }).graph();
    assert_eq!(whole.unfinished(), None);
    assert!(!whole.dot().contains("not everything"));
}
