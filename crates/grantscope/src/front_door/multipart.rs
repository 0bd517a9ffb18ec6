//! Forms in parts: `multipart/form-data`.
//!
//! Of a file its name, type and size are kept, as JSON, and its content is not. Our own reader, because the well-kept ones
//! are asynchronous: a body is here already.
//!
//! Source: 002_092bebbe0adfac6f.txt, Errors; the form from RFC 7578 and RFC 2046.

use super::form::Arguments;
use super::payload::{Charset, parameter};
use crate::model::Malformed;
use crate::wire::json;

/// Reads a body whose parts are separated by a boundary.
///
/// # Errors
/// If there is no boundary, the last one is missing, or a part has no name.
pub(super) fn body(
    body: &[u8],
    boundary: Option<String>,
    charset: Charset,
) -> Result<Arguments, Malformed> {
    let boundary = boundary.filter(|boundary| !boundary.is_empty()).ok_or(Malformed::FormData)?;
    let first = format!("--{boundary}");
    let between = format!("\r\n--{boundary}");
    let start = find(body, first.as_bytes()).ok_or(Malformed::FormData)?;
    let mut rest = after(body, start, first.len());
    let mut arguments = Vec::new();
    while !rest.starts_with(b"--") {
        let line = find(rest, b"\r\n").ok_or(Malformed::FormData)?;
        let part_onwards = after(rest, line, 0);
        let end = find(part_onwards, between.as_bytes()).filter(|end| *end > 0);
        let end = end.ok_or(Malformed::FormData)?;
        let part = part_onwards.get(2..end).ok_or(Malformed::FormData)?;
        arguments.push(argument(part, charset)?);
        rest = after(part_onwards, end, between.len());
    }
    Ok(arguments)
}

/// A part: headers, an empty line, a value.
fn argument(part: &[u8], charset: Charset) -> Result<(String, String), Malformed> {
    let border = find(part, b"\r\n\r\n").ok_or(Malformed::FormData)?;
    let headers = String::from_utf8_lossy(part.get(..border).unwrap_or_default());
    let header = |wanted: &str| {
        headers.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.trim().eq_ignore_ascii_case(wanted).then_some(value.trim())
        })
    };
    let disposition = header("content-disposition").ok_or(Malformed::FormData)?;
    let name = parameter(disposition, "name").ok_or(Malformed::FormData)?;
    let content = after(part, border, 4);
    let value = match parameter(disposition, "filename") {
        Some(filename) => {
            let kind = header("content-type").unwrap_or_default();
            json!({"name": filename, "type": kind, "size": content.len()}).to_string()
        }
        None => charset.decode(content.to_vec()).ok_or(Malformed::FormData)?,
    };
    Ok((name, value))
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

fn after(bytes: &[u8], place: usize, length: usize) -> &[u8] {
    bytes.get(place.saturating_add(length)..).unwrap_or_default()
}
