//! Every `// ASSUMPTION:` is a sentence that a test of the model is named after.

use crate::sources::below;

#[test]
fn every_assumption_has_a_test_named_after_it() {
    let tests: Vec<String> = below("crates/grantscope/tests/it", ".rs")
        .iter()
        .flat_map(|source| source.text.lines().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let mut found = 0;
    for source in below("crates/grantscope/src", ".rs") {
        for line in source.text.lines() {
            let Some((_, sentence)) = line.split_once("// ASSUMPTION: ") else { continue };
            assert!(sentence.ends_with('.'), "{}: one sentence on one line: {line}", source.path);
            let name = format!("fn {}()", test_name(sentence));
            assert!(
                tests.iter().any(|test| test.starts_with(&name)),
                "{}: there is no `{name}` for: {sentence}",
                source.path
            );
            found += 1;
        }
    }
    assert!(found > 0, "there are assumptions");
}

fn test_name(sentence: &str) -> String {
    let sentence = sentence.replace('\'', "");
    let words = sentence.split(|letter: char| !letter.is_ascii_alphanumeric());
    let words: Vec<String> = words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    words.join("_")
}
