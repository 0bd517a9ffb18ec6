//! Forms: `application/x-www-form-urlencoded`, in an address or a body.
//!
//! Source: FACTS, section a (A0); the form from the WHATWG URL standard.

use percent_encoding::{NON_ALPHANUMERIC, percent_decode, utf8_percent_encode};

use super::payload::Charset;
use crate::model::Malformed;

/// Arguments in order, as they came.
pub(super) type Arguments = Vec<(String, String)>;

/// Reads the query of an address, and takes every byte for what it can be.
pub(super) fn query(query: &str) -> Arguments {
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    pairs(query.as_bytes()).map(|(name, value)| (text(name), text(value))).collect()
}

/// Reads a body.
///
/// # Errors
/// If it has bytes that no form has: a `%` without its digits, or none of the charset's letters.
// ASSUMPTION: a form with bytes that are no letters is syntactically invalid.
pub(super) fn body(body: &[u8], charset: Charset) -> Result<Arguments, Malformed> {
    if !escapes_are_whole(body) {
        return Err(Malformed::FormData);
    }
    let text = |bytes| charset.decode(bytes).ok_or(Malformed::FormData);
    pairs(body).map(|(name, value)| Ok((text(name)?, text(value)?))).collect()
}

/// `name=value`, ready to stand in an address.
pub(super) fn pair(name: &str, value: &str) -> String {
    format!("{name}={}", utf8_percent_encode(value, NON_ALPHANUMERIC))
}

fn pairs(form: &[u8]) -> impl Iterator<Item = (Vec<u8>, Vec<u8>)> {
    let named = form.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty());
    named.map(|pair| {
        let mut halves = pair.splitn(2, |byte| *byte == b'=');
        let mut half = || halves.next().map(decoded).unwrap_or_default();
        (half(), half())
    })
}

fn decoded(bytes: &[u8]) -> Vec<u8> {
    let mut spaced = bytes.to_vec();
    spaced.iter_mut().filter(|byte| **byte == b'+').for_each(|plus| *plus = b' ');
    if spaced.contains(&b'%') { percent_decode(&spaced).collect() } else { spaced }
}

fn escapes_are_whole(form: &[u8]) -> bool {
    let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_hexdigit);
    let mut escapes = form.split(|byte| *byte == b'%').skip(1);
    escapes.all(|after| digit(after.first()) && digit(after.get(1)))
}
