//! Short names between the program and its glue. wasm-bindgen's end in a hash, in both of them, and of
//! a hash nothing packs.
//!
//! Not here: packing (`small.rs`). The parts that come later share only what the linker exports, which
//! keeps its names.
//!
//! Source: the WebAssembly core specification, 5.5 (sections, imports, exports).

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::failure::{Failure, Outcome};

const IMPORTS: u8 = 2;
const EXPORTS: u8 = 7;
const FUNCTION: u8 = 0;
const HEADER: usize = 8;
const HASH: usize = 16;
const DIGITS: usize = 36;

/// Gives the program and the glue beside it short names for each other.
pub(crate) fn shorten(folder: &Path, program: &str) -> Outcome {
    let glue = folder.join(program.replace("_bg.wasm", ".js"));
    let program = folder.join(program);
    let text = fs::read_to_string(&glue).map_err(because("read", &glue))?;
    let plain = fs::read(&program).map_err(because("read", &program))?;
    let names = Names::of(&text);
    let shortened = names
        .in_program(&plain)
        .ok_or_else(|| Failure::new(format!("expected a module in {}", program.display())))?;
    fs::write(&program, shortened).map_err(because("write", &program))?;
    fs::write(&glue, names.in_glue(&text)).map_err(because("write", &glue))
}

/// The names with a hash, each with a short one.
struct Names<'a>(BTreeMap<&'a str, String>);

impl<'a> Names<'a> {
    /// All that the glue says.
    fn of(glue: &'a str) -> Self {
        let hashed: BTreeSet<&str> = words(glue).filter(|word| ends_in_a_hash(word)).collect();
        Self(hashed.into_iter().enumerate().map(|(at, name)| (name, short(at))).collect())
    }

    fn in_glue(&self, glue: &str) -> String {
        words(glue).map(|word| self.0.get(word).map_or(word, String::as_str)).collect()
    }

    /// The same of what a module imports and exports. Nothing if it is none.
    fn in_program(&self, plain: &[u8]) -> Option<Vec<u8>> {
        let mut bytes = Bytes(plain);
        let mut written = bytes.take(HEADER)?.to_vec();
        while !bytes.0.is_empty() {
            let section = bytes.byte()?;
            let length = bytes.number()?;
            let content = bytes.take(length)?;
            let content = match section {
                IMPORTS => Cow::from(self.in_section(content, 2)?),
                EXPORTS => Cow::from(self.in_section(content, 1)?),
                _ => Cow::from(content),
            };
            written.push(section);
            write_number(&mut written, content.len());
            written.extend_from_slice(&content);
        }
        Some(written)
    }

    /// Entries that begin with so many names, of which the last is a function's or whatever it is.
    fn in_section(&self, content: &[u8], names: usize) -> Option<Vec<u8>> {
        let mut bytes = Bytes(content);
        let mut written = Vec::with_capacity(content.len());
        let entries = bytes.number()?;
        write_number(&mut written, entries);
        for _ in 0..entries {
            for _ in 0..names {
                let length = bytes.number()?;
                let name = std::str::from_utf8(bytes.take(length)?).ok()?;
                let name = self.0.get(name).map_or(name, String::as_str);
                write_number(&mut written, name.len());
                written.extend_from_slice(name.as_bytes());
            }
            let kind = bytes.byte()?;
            // Of what else is imported there is more than a number, and the glue gives nothing such.
            if names == 2 && kind != FUNCTION {
                return None;
            }
            written.push(kind);
            write_number(&mut written, bytes.number()?);
        }
        bytes.0.is_empty().then_some(written)
    }
}

/// What is left to read.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    /// Seven bits a byte, the lowest first.
    fn number(&mut self) -> Option<usize> {
        let mut number = 0;
        for place in 0..5 {
            let byte = self.byte()?;
            number |= usize::from(byte & 127) << (7 * place);
            if byte < 128 {
                return Some(number);
            }
        }
        None
    }
}

fn write_number(written: &mut Vec<u8>, mut number: usize) {
    while number > 127 {
        written.push((number & 127) as u8 | 128);
        number >>= 7;
    }
    written.push(number as u8);
}

/// Names, and what is between them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let belongs = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$');
    text.as_bytes()
        .chunk_by(move |one, other| belongs(one) == belongs(other))
        .filter_map(|word| std::str::from_utf8(word).ok())
}

fn ends_in_a_hash(name: &str) -> bool {
    let Some((start, hash)) = name.len().checked_sub(HASH).and_then(|at| name.split_at_checked(at))
    else {
        return false;
    };
    let starts_well = start.ends_with('_') || start.ends_with("_h");
    starts_well && hash.bytes().all(|it| matches!(it, b'0'..=b'9' | b'a'..=b'f'))
}

/// `$0`, `$1`, …, `$10`: nothing else in the glue is called so.
fn short(mut number: usize) -> String {
    let mut digits = Vec::new();
    loop {
        digits.extend(char::from_digit((number % DIGITS) as u32, DIGITS as u32));
        number /= DIGITS;
        if number == 0 {
            break;
        }
    }
    std::iter::once('$').chain(digits.into_iter().rev()).collect()
}

fn because(what: &str, file: &Path) -> impl FnOnce(std::io::Error) -> Failure + use<> {
    Failure::because(format!("{what} {}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str =
        "({m:{__wbg_log_0123456789abcdef:(…)=>1,__wbg_log_0123456789abcdeg:2},memory})";

    /// A module that imports and exports these, and has something of another kind between.
    fn module(imports: &[(&str, u8)], exports: &[&str]) -> Vec<u8> {
        let mut bytes = b"\0asm\x01\0\0\0".to_vec();
        let mut section = |number: u8, entries: Vec<Vec<u8>>| {
            let content: Vec<u8> = [vec![entries.len() as u8], entries.concat()].concat();
            bytes.extend([number, content.len() as u8]);
            bytes.extend(content);
        };
        let name = |text: &str| [vec![text.len() as u8], text.as_bytes().to_vec()].concat();
        let import = |(text, kind): &(&str, u8)| [name("m"), name(text), vec![*kind, 5]].concat();
        section(2, imports.iter().map(import).collect());
        section(3, vec![vec![1]]);
        section(7, exports.iter().map(|text| [name(text), vec![0, 9]].concat()).collect());
        bytes
    }

    #[test]
    fn names_with_a_hash_are_short_in_both_and_all_others_stay() {
        let names = Names::of(GLUE);
        assert_eq!(names.in_glue(GLUE), "({m:{$0:(…)=>1,__wbg_log_0123456789abcdeg:2},memory})");
        let long = module(&[("__wbg_log_0123456789abcdef", 0)], &["memory", "x_h0000000000000001"]);
        let expected = module(&[("$0", 0)], &["memory", "x_h0000000000000001"]);
        assert_eq!(names.in_program(&long), Some(expected), "what the glue does not say stays");
    }

    #[test]
    fn what_is_no_module_of_functions_is_refused() {
        let names = Names::of(GLUE);
        let whole = module(&[("memory", 0)], &[]);
        assert!(names.in_program(&whole).is_some());
        for length in [3, 9, 12, whole.len() - 1] {
            assert_eq!(names.in_program(&whole[..length]), None, "{length} bytes");
        }
        assert_eq!(names.in_program(&module(&[("memory", 2)], &[])), None);
    }

    #[test]
    fn short_names_are_all_different() {
        let all: BTreeSet<String> = (0..3000).map(short).collect();
        assert_eq!(all.len(), 3000);
        assert!(all.contains("$0") && all.contains("$z") && all.contains("$10"));
    }
}
