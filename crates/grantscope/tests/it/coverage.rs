//! `docs/COVERAGE.md`: what each document says, which rules do it, which tests hold those.
//!
//! Statements are data, in words of ours (`coverage/*.rs`); rules are the book's; a test names the
//! rules that it holds in a line above it, `// Holds: kick-excludes, removal-takes-resource.`
//! Not here: the documents, which are no part of the project.
#![allow(clippy::disallowed_methods, reason = "tests are files")]

mod document;
mod email_narrowing;
mod gaps;
mod legacy_workspace_apps;
mod permissions_api;
mod tests;
mod users_request;
mod working_on_behalf_of_users;

use expect_test::{expect, expect_file};
use grantscope::{
    ApiError, CalendarEntry, Catalogue, Document, Milestone, Rule, RuleEntry, SWITCHES, Standing,
    Switch, Topic,
};

use self::tests::Scan;

const SEEDS: &[Seed] = &[
    working_on_behalf_of_users::SEED,
    permissions_api::SEED,
    users_request::SEED,
    legacy_workspace_apps::SEED,
    email_narrowing::SEED,
];

/// Rules that statements ask for and the book does not have yet. A rule that joins the book has to
/// leave this list, which the test says.
const PENDING: &[&str] = &[];

/// A document, with the names in it that no statement may leave out.
struct Seed {
    title: &'static str,
    file: &'static str,
    sections: &'static [Section],
    methods: &'static [&'static str],
    events: &'static [&'static str],
    scopes: &'static [&'static str],
    errors: &'static [&'static str],
    /// As a statement has them: backticks where it is code, none where it is a date.
    others: &'static [&'static str],
}

/// What stands under a heading. A heading that comes twice has one section.
struct Section {
    heading: &'static str,
    statements: &'static [Statement],
}

struct Statement {
    says: &'static str,
    held: Held,
}

enum Held {
    /// Identifiers of rules, separated by commas.
    By(&'static str),
    /// It is a shape and no rule: the test that holds it.
    Tested(&'static str),
    /// It says nothing that a model can do, and why.
    Not(&'static str),
}

const fn section(heading: &'static str, statements: &'static [Statement]) -> Section {
    Section { heading, statements }
}

const fn says(says: &'static str, rules: &'static str) -> Statement {
    Statement { says, held: Held::By(rules) }
}

const fn tested(says: &'static str, test: &'static str) -> Statement {
    Statement { says, held: Held::Tested(test) }
}

const fn nothing(says: &'static str, because: &'static str) -> Statement {
    Statement { says, held: Held::Not(because) }
}

impl Seed {
    fn statements(&self) -> impl Iterator<Item = (&'static str, &'static Statement)> {
        let sections = self.sections.iter();
        sections.flat_map(|section| section.statements.iter().map(|it| (section.heading, it)))
    }
}

impl Statement {
    fn rules(&self) -> impl Iterator<Item = &'static str> {
        let rules = match self.held {
            Held::By(rules) => rules,
            Held::Tested(_) | Held::Not(_) => "",
        };
        rules.split(", ").filter(|rule| !rule.is_empty())
    }
}

/// All that the document is made of.
struct Coverage<'a> {
    seeds: &'a [Seed],
    rules: Vec<RuleEntry>,
    pending: &'a [&'a str],
    scan: Scan,
}

impl Coverage<'static> {
    fn of_this_project() -> Self {
        let book = Rule::ALL.iter().map(|rule| rule.entry());
        let calendar = Milestone::ALL.iter().map(|milestone| milestone.entry());
        let calendar = calendar.filter(|entry| entry.effective).map(dated);
        let rules = book.chain(calendar).chain(SWITCHES.iter().map(switched)).collect();
        Self { seeds: SEEDS, rules, pending: PENDING, scan: Scan::of_this_folder() }
    }
}

/// What holds from a day on counts as a rule: `calendar/retired`.
fn dated(entry: CalendarEntry) -> RuleEntry {
    let CalendarEntry { id, sentence, document, heading, standing, .. } = entry;
    let files = SEEDS.iter().find(|seed| seed.title.eq_ignore_ascii_case(document));
    let file = files.map_or(Document::Facts.file(), |seed| seed.file);
    RuleEntry { id: format!("calendar/{id}").leak(), sentence, document, file, heading, standing }
}

/// So does a switch of the dialect: `dialect/auth_test`.
fn switched(switch: &Switch) -> RuleEntry {
    RuleEntry {
        id: format!("dialect/{}", switch.name).leak(),
        sentence: switch.sentence,
        document: Document::Facts.title(),
        file: Document::Facts.file(),
        heading: switch.source,
        standing: Standing::Recovered,
    }
}

#[test]
fn every_statement_has_a_rule_and_every_rule_a_test() {
    let gaps = Coverage::of_this_project().gaps();
    assert!(gaps.is_empty(), "{}", gaps.join("\n"));
}

/// `UPDATE_EXPECT=1` in the environment writes the document anew.
#[test]
fn the_document_says_what_the_code_does() {
    let written = Coverage::of_this_project().to_string();
    expect_file!["../../../../docs/COVERAGE.md"].assert_eq(&written);
}

#[test]
fn no_name_in_the_documents_is_left_out() {
    for seed in SEEDS {
        let said: String = seed.statements().map(|(_, statement)| statement.says).collect();
        let code = [seed.methods, seed.events, seed.scopes, seed.errors].concat();
        let code = code.iter().map(|name| format!("`{name}`"));
        for name in code.chain(seed.others.iter().map(|name| (*name).to_owned())) {
            assert!(said.contains(&name), "{}: no statement has {name}", seed.file);
        }
    }
}

#[test]
fn the_model_knows_every_method_event_scope_and_error_of_the_documents() {
    for seed in SEEDS {
        for name in seed.methods {
            assert!(Catalogue::SLACK.method(name).is_some(), "{name}");
        }
        for name in seed.events {
            assert!(Topic::ALL.iter().any(|topic| topic.name() == *name), "{name}");
        }
        for name in seed.scopes {
            assert!(Catalogue::SLACK.scope(name).is_some(), "{name}");
        }
        for name in seed.errors {
            assert!(ApiError::ALL.iter().any(|error| error.code() == *name), "{name}");
        }
    }
}

/// What is told of a document, a book and tests without a gap, after a change to them.
fn gaps_after(change: fn(&mut Coverage<'_>)) -> String {
    const SECTIONS: &[Section] = &[
        section("Wildcard resources", &[says("All but some.", "wildcard-covers-all")]),
        section("Wildcard exclusions", &[says("The kicked too.", "kick-excludes, some-day")]),
    ];
    let seeds = [Seed { sections: SECTIONS, ..permissions_api::SEED }];
    let mut scan = Scan::default();
    scan.read("a", "// Holds: kick-excludes, wildcard-covers-all.\n#[test]\nfn b() {}\n");
    let rules = vec![Rule::WildcardCoversAll.entry(), Rule::KickExcludes.entry()];
    let mut coverage = Coverage { seeds: &seeds, rules, pending: &["some-day"], scan };
    change(&mut coverage);
    coverage.gaps().join("\n") + "\n"
}

#[test]
fn a_gap_anywhere_is_told() {
    const LOST: &[Seed] = &[Seed { sections: &[LOST_SECTION], ..permissions_api::SEED }];
    const LOST_SECTION: Section = section("Resources", &[says("Lost.", "")]);
    assert_eq!(gaps_after(|_| ()), "\n");
    let changes: [fn(&mut Coverage<'_>); 12] = [
        |it| it.rules.push(Rule::DenialTold.entry()),
        |it| it.rules.push(Rule::TriggerThreeSeconds.entry()),
        |it| it.rules[1].heading = "Wildcard resources",
        |it| it.rules.truncate(1),
        |it| it.seeds = LOST,
        |it| it.pending = &["kick-excludes", "some-day"],
        |it| it.pending = &["some-day", "some-other-day"],
        |it| it.pending = &[],
        |it| it.scan.tests.clear(),
        |it| it.scan.read("c", "// Holds: no-rule.\n#[test]\nfn d() {}\n"),
        |it| it.scan.read("c", "// Holds: kick-excludes\n#[test]\nfn d() {}\n"),
        |it| it.scan.read("c", "// Holds: kick-excludes.\nfn d() {}\n"),
    ];
    let told = changes.map(gaps_after).join("\n");
    expect![[r#"
        `denial-told` is of 001_da8ff31ae8236703.txt, scope_denied: expected a statement there that names it
        no test holds `denial-told`

        no test holds `trigger-three-seconds`

        `kick-excludes` is of 001_da8ff31ae8236703.txt, Wildcard resources: expected a statement there that names it

        001_da8ff31ae8236703.txt, Wildcard exclusions: `The kicked too.`: expected a rule or a pending one, got `kick-excludes`
        a::b holds `kick-excludes`: expected a rule of the book

        001_da8ff31ae8236703.txt, Resources: `Lost.` names no rule
        `wildcard-covers-all` is of 001_da8ff31ae8236703.txt, Wildcard resources: expected a statement there that names it
        `kick-excludes` is of 001_da8ff31ae8236703.txt, Wildcard exclusions: expected a statement there that names it
        `some-day` is pending, and no statement names it

        `kick-excludes` is in the book: take it off the pending ones

        `some-other-day` is pending, and no statement names it

        001_da8ff31ae8236703.txt, Wildcard exclusions: `The kicked too.`: expected a rule or a pending one, got `some-day`

        no test holds `wildcard-covers-all`
        no test holds `kick-excludes`

        c::d holds `no-rule`: expected a rule of the book

        c: expected a full stop after `// Holds: kick-excludes`

        c: expected `#[test]` below `// Holds: kick-excludes.`
    "#]].assert_eq(&told);
}
