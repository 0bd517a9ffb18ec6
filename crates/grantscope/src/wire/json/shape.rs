//! What a value is, without looking into what it holds.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Unexpected, Visitor};
use serde_json::value::RawValue;
use serde_json::{Number, from_str};

use super::Json;

/// What a value is.
pub(super) enum Shape<'de> {
    Null,
    Truth(bool),
    Natural(u64),
    Integer(i64),
    Float(f64),
    Text(String),
    List(Vec<&'de RawValue>),
    Object(Pairs<'de>),
}

/// The fields of an object as they stand in the text.
pub(super) struct Pairs<'de>(pub(super) Vec<(Json<'de>, Json<'de>)>);

impl<'de> Shape<'de> {
    pub(super) fn of(text: &'de str) -> serde_json::Result<Self> {
        match text.as_bytes().first() {
            Some(b'n') => Ok(Self::Null),
            Some(b't') => Ok(Self::Truth(true)),
            Some(b'f') => Ok(Self::Truth(false)),
            Some(b'"') => from_str(text).map(Self::Text),
            Some(b'[') => from_str(text).map(Self::List),
            Some(b'{') => from_str(text).map(Self::Object),
            _ => from_str(text).map(|number: Number| Self::of_number(&number)),
        }
    }

    fn of_number(number: &Number) -> Self {
        match (number.as_u64(), number.as_i64()) {
            (Some(number), _) => Self::Natural(number),
            (None, Some(number)) => Self::Integer(number),
            (None, None) => Self::Float(number.as_f64().unwrap_or_default()),
        }
    }

    /// What a message calls it.
    pub(super) fn unexpected(&self) -> Unexpected<'_> {
        match self {
            Self::Null => Unexpected::Unit,
            Self::Truth(truth) => Unexpected::Bool(*truth),
            Self::Natural(number) => Unexpected::Unsigned(*number),
            Self::Integer(number) => Unexpected::Signed(*number),
            Self::Float(number) => Unexpected::Float(*number),
            Self::Text(text) => Unexpected::Str(text),
            Self::List(_) => Unexpected::Seq,
            Self::Object(_) => Unexpected::Map,
        }
    }
}

impl Pairs<'_> {
    /// The same with those fields before all others.
    pub(super) fn beginning_with(self, names: &[&str]) -> Self {
        let named = |(name, _): &(Json<'_>, _)| {
            name.text(&"a name").is_ok_and(|it| names.contains(&it.as_str()))
        };
        let (mut first, others): (Vec<_>, Vec<_>) = self.0.into_iter().partition(named);
        first.extend(others);
        Self(first)
    }
}

impl<'de> Deserialize<'de> for Pairs<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(PairsVisitor)
    }
}

struct PairsVisitor;

impl<'de> Visitor<'de> for PairsVisitor {
    type Value = Pairs<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Self::Value, A::Error> {
        let mut pairs = Vec::new();
        while let Some((name, value)) = fields.next_entry()? {
            pairs.push((Json(name), Json(value)));
        }
        Ok(Pairs(pairs))
    }
}
