//! The rule book as a page reads it.

use std::collections::BTreeSet;

use grantscope::{Rule, rule_book};

#[test]
fn the_book_has_every_rule_once_in_the_chapter_of_its_document() {
    let mut found = BTreeSet::new();
    for chapter in rule_book() {
        assert!(!chapter.rules.is_empty(), "{} has no rule", chapter.document);
        for rule in chapter.rules {
            assert_eq!((rule.document, rule.file), (chapter.document, chapter.file));
            assert!(!rule.sentence.is_empty() && !rule.heading.is_empty(), "{}", rule.id);
            assert!(found.insert(rule.id), "{} is there twice", rule.id);
        }
    }
    assert_eq!(found.len(), Rule::ALL.len());
}

#[test]
fn a_rule_is_found_by_its_identifier() {
    for rule in Rule::ALL {
        assert_eq!(Rule::parse(rule.entry().id), Some(*rule));
    }
    for unknown in ["", "Kick-Excludes", "kick_excludes"] {
        assert_eq!(Rule::parse(unknown), None, "{unknown}");
    }
}
