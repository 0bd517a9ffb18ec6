//! `docs/COVERAGE.md` as text: a table for each document, and one for the rules from elsewhere.

use std::fmt::{Display, Formatter, Result};

use grantscope::{Document, RuleEntry, Standing};

use super::{Coverage, Held, Seed, Statement};

const OPENING: &str = "\
# Coverage

What each document says, in our words; the rules of the model that do it; the tests that hold those rules. A rule is
documented unless it says otherwise: *recovered* from other public material of the time, or *assumed* where nobody says.

Written by a test from the rule book and from the `// Holds:` lines above the tests. Do not edit; write it anew with
`UPDATE_EXPECT=1 cargo test -p grantscope --test it coverage`.
";

impl Display for Coverage<'_> {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        writeln!(out, "{OPENING}")?;
        self.count(out)?;
        self.seeds.iter().try_for_each(|seed| self.table(seed, out))?;
        self.others(out)
    }
}

impl Coverage<'_> {
    fn count(&self, out: &mut Formatter<'_>) -> Result {
        let statements = self.seeds.iter().flat_map(Seed::statements).count();
        let tests = self.scan.tests.iter().filter(|test| !test.holds.is_empty()).count();
        let (documents, rules) = (self.seeds.len(), self.rules.len());
        writeln!(
            out,
            "{statements} statements of {documents} documents, {rules} rules, {tests} tests that hold them."
        )?;
        writeln!(out, "\n**Not held yet: {}.**\n", self.pending.len())?;
        for id in self.pending {
            writeln!(out, "- `{id}`: {}", self.places(id).join("; "))?;
        }
        Ok(())
    }

    /// Where statements name the rule.
    fn places(&self, id: &str) -> Vec<String> {
        let place = |seed: &Seed| {
            let statements = seed.statements().filter(|(_, it)| it.rules().any(|rule| rule == id));
            let mut headings: Vec<&str> = statements.map(|(heading, _)| heading).collect();
            headings.dedup();
            (!headings.is_empty()).then(|| format!("{} ({})", seed.title, headings.join("; ")))
        };
        self.seeds.iter().filter_map(place).collect()
    }

    fn table(&self, seed: &Seed, out: &mut Formatter<'_>) -> Result {
        writeln!(out, "\n## {}\n\n`{}`\n", seed.title, seed.file)?;
        writeln!(out, "| heading | statement | rules | tests |\n| --- | --- | --- | --- |")?;
        let mut before = "";
        for (heading, statement) in seed.statements() {
            let shown = if heading == before { String::new() } else { format!("**{heading}**") };
            let (rules, tests) = (self.rules_of(statement), self.tests_of(statement));
            writeln!(out, "| {shown} | {} | {rules} | {tests} |", statement.says)?;
            before = heading;
        }
        Ok(())
    }

    fn rules_of(&self, statement: &Statement) -> String {
        match statement.held {
            Held::By(_) => {}
            Held::Tested(_) => return "a shape".to_owned(),
            Held::Not(because) => return format!("none: {because}"),
        }
        let shown = |id| match self.rule(id) {
            None => format!("**`{id}`: not held yet**"),
            Some(rule) => format!("`{id}`{}", reservation(rule)),
        };
        statement.rules().map(shown).collect::<Vec<_>>().join("<br>")
    }

    fn tests_of(&self, statement: &Statement) -> String {
        if let Held::Tested(test) = statement.held {
            return test.to_owned();
        }
        let mut tests: Vec<&str> = Vec::new();
        for test in statement.rules().flat_map(|rule| self.scan.holding(rule)) {
            if !tests.contains(&test) {
                tests.push(test);
            }
        }
        tests.join("<br>")
    }

    /// The rules that no document of the five says.
    fn others(&self, out: &mut Formatter<'_>) -> Result {
        writeln!(
            out,
            "\n## {}\n\nRules that the book has from elsewhere, or from nowhere. Statements above name some of them too.\n",
            Document::Facts.title()
        )?;
        writeln!(
            out,
            "| heading | rule | standing | says | tests |\n| --- | --- | --- | --- | --- |"
        )?;
        let mut rules: Vec<&RuleEntry> =
            self.rules.iter().filter(|rule| rule.file == Document::Facts.file()).collect();
        rules.sort_by_key(|rule| rule.heading);
        let mut before = "";
        for rule in rules {
            let heading = rule.heading;
            let shown = if heading == before { String::new() } else { format!("**{heading}**") };
            let tests = self.scan.holding(rule.id).collect::<Vec<_>>().join("<br>");
            let standing = standing(rule.standing);
            writeln!(
                out,
                "| {shown} | `{}` | {standing} | {} | {tests} |",
                rule.id, rule.sentence
            )?;
            before = heading;
        }
        Ok(())
    }
}

fn reservation(rule: &RuleEntry) -> String {
    match rule.standing {
        Standing::Documented => String::new(),
        Standing::Recovered | Standing::Assumed => format!(" ({})", standing(rule.standing)),
    }
}

const fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Documented => "documented",
        Standing::Recovered => "recovered",
        Standing::Assumed => "assumed",
    }
}
