//! What is wrong with a value: the reason, the way to it, and where the text ends up to there.

use std::fmt::{self, Display};

use serde::de::{Error, Expected, Unexpected};
use serde_json::Number;

/// Small, because every reading returns one or nothing.
#[derive(Debug)]
pub(in crate::wire) struct Flaw(Box<Told>);

#[derive(Debug)]
struct Told {
    reason: String,
    path: String,
    end: Option<usize>,
}

impl Flaw {
    pub(in crate::wire) fn reason(&self) -> &str {
        &self.0.reason
    }

    /// `resources[0].scopes`. Empty for the whole.
    pub(in crate::wire) fn path(&self) -> &str {
        &self.0.path
    }

    /// The address up to which the text had been read.
    pub(in crate::wire) fn end(&self) -> Option<usize> {
        self.0.end
    }

    /// Says where it ends, unless that is known already.
    pub(super) fn ending(mut self, end: usize) -> Self {
        self.0.end.get_or_insert(end);
        self
    }

    /// Says that it is inside a field, or inside an element of a list: `[0]`.
    pub(in crate::wire) fn under(mut self, part: &str) -> Self {
        let path = &mut self.0.path;
        if !path.is_empty() && !path.starts_with('[') {
            path.insert(0, '.');
        }
        path.insert_str(0, part);
        self
    }
}

impl Error for Flaw {
    fn custom<T: Display>(reason: T) -> Self {
        Self(Box::new(Told { reason: reason.to_string(), path: String::new(), end: None }))
    }

    fn invalid_type(got: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::custom(format_args!("invalid type: {}, expected {expected}", Got(got)))
    }

    fn invalid_value(got: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::custom(format_args!("invalid value: {}, expected {expected}", Got(got)))
    }
}

/// What came, as JSON writes it. That also leaves out the standard library's printing of fractions.
struct Got<'a>(Unexpected<'a>);

impl Display for Got<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Unexpected::Unit => formatter.write_str("null"),
            Unexpected::Bool(truth) => write!(formatter, "boolean `{truth}`"),
            Unexpected::Unsigned(number) => write!(formatter, "integer `{number}`"),
            Unexpected::Signed(number) => write!(formatter, "integer `{number}`"),
            Unexpected::Float(number) => {
                // JSON has no fractions without a value.
                let number = Number::from_f64(number).unwrap_or_else(|| 0.into());
                write!(formatter, "floating point `{number}`")
            }
            Unexpected::Str(text) => write!(formatter, "string {text:?}"),
            Unexpected::Seq => formatter.write_str("list"),
            Unexpected::Map => formatter.write_str("object"),
            Unexpected::UnitVariant => formatter.write_str("unit variant"),
            Unexpected::Other(other) => formatter.write_str(other),
            Unexpected::Char(_)
            | Unexpected::Bytes(_)
            | Unexpected::Option
            | Unexpected::NewtypeStruct
            | Unexpected::Enum
            | Unexpected::NewtypeVariant
            | Unexpected::TupleVariant
            | Unexpected::StructVariant => formatter.write_str("what JSON does not have"),
        }
    }
}

impl Display for Flaw {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.reason())
    }
}

impl std::error::Error for Flaw {}
