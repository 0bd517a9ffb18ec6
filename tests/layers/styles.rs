//! The page's sheets as text: a class means one thing, so one sheet says what it looks like.
//!
//! Elsewhere it may be named with what it stands in (`.card .note`), or for another screen.

use crate::sources::{below, read};

#[test]
fn a_class_is_defined_by_one_sheet_only() {
    let mut homes: Vec<(String, String)> = Vec::new();
    for sheet in below("web/styles", ".css") {
        for class in defined(&sheet.text) {
            let home = homes.iter().find(|(known, _)| *known == class);
            let other = home.map(|(_, path)| path.as_str()).filter(|path| *path != sheet.path);
            assert_eq!(other, None, "{}: `{class}` is defined by another sheet too", sheet.path);
            homes.push((class, sheet.path.clone()));
        }
    }
    assert!(homes.len() > 150, "only {} classes were found", homes.len());
}

#[test]
fn what_system_colours_are_said_about_is_a_class_of_the_page() {
    let page: String = below("web/src", ".rs").into_iter().map(|source| source.text).collect();
    for sheet in below("web/styles", ".css") {
        let forced = sheet.text.split("@media (forced-colors: active) {").skip(1);
        for rules in forced.filter_map(|rest| rest.split("\n}").next()) {
            for class in rules.split('.').skip(1).filter_map(|rest| name(rest)) {
                let ways = [format!("\"{class}\""), format!("\"{class} "), format!(" {class}\"")];
                let used = ways.iter().any(|way| page.contains(way));
                assert!(used, "{}: nothing has the class `{class}`", sheet.path);
            }
        }
    }
    assert!(read("web/styles/layout.css").contains("forced-colors"));
}

/// The selectors that are a class, or classes of one element, and stand outside of `@media`.
fn defined(sheet: &str) -> Vec<String> {
    let mut depth = 0;
    let mut classes = Vec::new();
    for line in sheet.lines() {
        if let (0, Some((selectors, _))) = (depth, line.split_once(" {")) {
            let alone = |selector: &&str| {
                selector.starts_with('.') && !selector.contains([' ', ':', '[', '(', ')', '>', '+'])
            };
            let selectors = selectors.split(", ").filter(|_| !selectors.contains('('));
            classes.extend(selectors.filter(alone).map(str::to_owned));
        }
        depth += line.matches('{').count();
        depth -= line.matches('}').count();
    }
    classes
}

/// The class that a text begins with.
fn name(text: &str) -> Option<&str> {
    let end = text.find(|it: char| !it.is_alphanumeric() && it != '-').unwrap_or(text.len());
    text.get(..end).filter(|name| name.starts_with(char::is_alphabetic))
}
