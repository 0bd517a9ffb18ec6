//! JSON bodies, as the texts that arguments are.
//!
//! Source: FACTS, section a (A0).

use serde_json::Value;

use super::form::Arguments;
use super::payload::Charset;
use crate::model::Malformed;

/// Reads a body.
///
/// # Errors
/// If it is no JSON, or no object.
pub(super) fn body(body: &[u8], charset: Charset) -> Result<Arguments, Malformed> {
    let text = charset.decode(body.to_vec()).ok_or(Malformed::Json)?;
    match serde_json::from_str(&text).map_err(|_| Malformed::Json)? {
        Value::Object(fields) => {
            let argument = |(name, value)| Some((name, argument(value)?));
            Ok(fields.into_iter().filter_map(argument).collect())
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
            Err(Malformed::JsonNotObject)
        }
    }
}

/// `null` is no argument.
// ASSUMPTION: a JSON list of plain values is a list with commas, and deeper JSON stays JSON.
fn argument(value: Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text),
        Value::Bool(_) | Value::Number(_) | Value::Object(_) => Some(value.to_string()),
        Value::Array(list) => Some(commas(&list).unwrap_or_else(|| Value::Array(list).to_string())),
    }
}

fn commas(list: &[Value]) -> Option<String> {
    let plain = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    };
    let texts: Option<Vec<String>> = list.iter().map(plain).collect();
    texts.filter(|texts| !texts.is_empty()).map(|texts| texts.join(","))
}
