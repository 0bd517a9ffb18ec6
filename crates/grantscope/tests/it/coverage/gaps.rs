//! What is missing between the documents, the rule book and the tests.

use std::collections::BTreeSet;

use grantscope::RuleEntry;

use super::{Coverage, Held, Seed, Statement};

impl Coverage<'_> {
    /// Every gap, as a sentence that says what to do.
    pub(super) fn gaps(&self) -> Vec<String> {
        let mut gaps = self.scan.faults.clone();
        self.seeds.iter().for_each(|seed| self.check_statements(seed, &mut gaps));
        self.rules.iter().for_each(|rule| self.check_rule(rule, &mut gaps));
        self.check_pending(&mut gaps);
        self.check_marks(&mut gaps);
        gaps
    }

    pub(super) fn rule(&self, id: &str) -> Option<&RuleEntry> {
        self.rules.iter().find(|rule| rule.id == id)
    }

    fn check_statements(&self, seed: &Seed, gaps: &mut Vec<String>) {
        for (heading, statement) in seed.statements() {
            let place = format!("{}, {heading}: `{}`", seed.file, statement.says);
            if matches!(statement.held, Held::By(_)) && statement.rules().next().is_none() {
                gaps.push(format!("{place} names no rule"));
            }
            if let Held::Tested(test) = statement.held
                && !self.scan.tests.iter().any(|it| it.name == test)
            {
                gaps.push(format!("{place}: there is no test `{test}`"));
            }
            for id in statement.rules() {
                if self.rule(id).is_none() && !self.pending.contains(&id) {
                    gaps.push(format!("{place}: expected a rule or a pending one, got `{id}`"));
                }
            }
        }
    }

    fn check_rule(&self, rule: &RuleEntry, gaps: &mut Vec<String>) {
        if let Some(seed) = self.seeds.iter().find(|seed| seed.file == rule.file) {
            let mut statements = seed.statements();
            let stands = |(heading, statement): (&str, &Statement)| {
                heading == rule.heading && statement.rules().any(|id| id == rule.id)
            };
            if !statements.any(stands) {
                gaps.push(format!(
                    "`{}` is of {}, {}: expected a statement there that names it",
                    rule.id, rule.file, rule.heading
                ));
            }
        }
        if self.scan.holding(rule.id).next().is_none() {
            gaps.push(format!("no test holds `{}`{}", rule.id, self.near(rule.id)));
        }
    }

    /// The tests that name a rule and may hold it.
    fn near(&self, rule: &str) -> String {
        let near = self.scan.tests.iter().filter(|test| test.mentions(rule));
        let near: Vec<&str> = near.map(|test| test.name.as_str()).collect();
        if near.is_empty() {
            String::new()
        } else {
            format!(", but these name it: {}", near.join(", "))
        }
    }

    fn check_pending(&self, gaps: &mut Vec<String>) {
        let statements = self.seeds.iter().flat_map(Seed::statements);
        let named: BTreeSet<&str> = statements.flat_map(|(_, it)| it.rules()).collect();
        for id in self.pending {
            if self.rule(id).is_some() {
                gaps.push(format!("`{id}` is in the book: take it off the pending ones"));
            }
            if !named.contains(id) {
                gaps.push(format!("`{id}` is pending, and no statement names it"));
            }
        }
    }

    fn check_marks(&self, gaps: &mut Vec<String>) {
        for test in &self.scan.tests {
            for id in test.holds.iter().filter(|id| self.rule(id).is_none()) {
                gaps.push(format!("{} holds `{id}`: expected a rule of the book", test.name));
            }
        }
    }
}
