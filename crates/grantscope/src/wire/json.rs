//! A JSON value inside a text, for serde to read, and the flaw that it finds there.
//!
//! Whatever comes from outside is read through this one door, so that each type's reading is
//! compiled once. A value stays a piece of its text, so that a flaw is told where it stands. Not
//! here: texts that are no JSON, which are found before (`read.rs`).

mod flaw;
mod inside;
mod shape;
mod sound;

pub(super) use flaw::Flaw;
pub(super) use sound::Sound;

use inside::{Elements, Fields, Variant};
use serde::de::{Deserializer, Error, Expected, Unexpected, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::value::RawValue;
use shape::{Pairs, Shape};

use super::problem::reason_of;
use crate::model::FIRST;

/// A value that is known to be JSON.
#[derive(Clone, Copy)]
pub(super) struct Json<'de>(pub(super) &'de RawValue);

impl<'de> Json<'de> {
    /// The text that it is.
    pub(super) fn raw(self) -> &'de str {
        self.0.get()
    }

    /// The address where it ends.
    pub(super) fn end(self) -> usize {
        self.start().saturating_add(self.raw().len())
    }

    /// The field of an object, unless it is `null`.
    pub(super) fn field(self, name: &str) -> Option<Self> {
        let Pairs(pairs) = self.pairs(&"an object").ok()?;
        let named =
            |(key, value): (Json<'de>, _)| (key.text(&"a name").ok()? == name).then_some(value);
        pairs.into_iter().filter_map(named).next_back().filter(|value| value.raw() != "null")
    }

    /// The elements of a list, if it is one.
    pub(super) fn items(self) -> Option<Vec<&'de RawValue>> {
        self.list(&"a list").ok()
    }

    /// The fields of an object, if it is one: each with its name as a text, where that stands, and its value.
    pub(super) fn named_fields(self) -> Option<Vec<(String, Self, Self)>> {
        let Pairs(pairs) = self.pairs(&"an object").ok()?;
        let named = |(key, value): (Self, Self)| Some((key.text(&"a name").ok()?, key, value));
        Some(pairs.into_iter().filter_map(named).collect())
    }

    /// The first field of that name, with where its name stands.
    pub(super) fn named(self, name: &str) -> Option<(Self, Self)> {
        let mut fields = self.named_fields()?.into_iter();
        fields.find(|(its, ..)| its == name).map(|(_, key, value)| (key, value))
    }

    /// The field of an object that has one only.
    pub(super) fn only(self) -> Option<(String, Self)> {
        let mut fields = self.named_fields()?.into_iter();
        let (name, _, value) = fields.next()?;
        fields.next().is_none().then_some((name, value))
    }

    fn start(self) -> usize {
        self.raw().as_ptr() as usize
    }

    fn shape(self) -> Result<Shape<'de>, Flaw> {
        Shape::of(self.raw()).map_err(|error| Flaw::custom(reason_of(&error)).ending(self.end()))
    }

    fn truth(self, expected: &dyn Expected) -> Result<bool, Flaw> {
        let Shape::Truth(truth) = self.shape()? else {
            return Err(self.refuse(expected));
        };
        Ok(truth)
    }

    fn natural(self, expected: &dyn Expected) -> Result<u64, Flaw> {
        let Shape::Natural(number) = self.shape()? else {
            return Err(self.refuse(expected));
        };
        Ok(number)
    }

    fn text(self, expected: &dyn Expected) -> Result<String, Flaw> {
        let Shape::Text(text) = self.shape()? else {
            return Err(self.refuse(expected));
        };
        Ok(text)
    }

    fn list(self, expected: &dyn Expected) -> Result<Vec<&'de RawValue>, Flaw> {
        let Shape::List(list) = self.shape()? else {
            return Err(self.refuse(expected));
        };
        Ok(list)
    }

    fn pairs(self, expected: &dyn Expected) -> Result<Pairs<'de>, Flaw> {
        let Shape::Object(pairs) = self.shape()? else {
            return Err(self.refuse(expected));
        };
        Ok(pairs)
    }

    fn variant(self) -> Result<Variant<'de>, Flaw> {
        if let Ok(name) = self.text(&"a name") {
            return Ok(Variant { name, inside: None });
        }
        let Pairs(pairs) = self.pairs(&"string or map")?;
        match pairs.as_slice() {
            [(name, inside)] => Ok(Variant { name: name.text(&"a name")?, inside: Some(*inside) }),
            _ => Err(Flaw::invalid_value(Unexpected::Map, &"map with a single key")),
        }
    }

    /// A list and an object are refused before they are looked into.
    fn refuse(self, expected: &dyn Expected) -> Flaw {
        match self.shape() {
            Ok(shape @ (Shape::List(_) | Shape::Object(_))) => {
                Flaw::invalid_type(shape.unexpected(), expected).ending(self.start())
            }
            Ok(Shape::Integer(number)) => {
                Flaw::invalid_value(Unexpected::Signed(number), expected).ending(self.end())
            }
            Ok(shape) => Flaw::invalid_type(shape.unexpected(), expected).ending(self.end()),
            Err(flaw) => flaw,
        }
    }

    fn visit_list<V: Visitor<'de>>(
        self,
        list: Vec<&'de RawValue>,
        visitor: V,
    ) -> Result<V::Value, Flaw> {
        let length = list.len();
        let mut elements = Elements::of(list);
        let read = visitor.visit_seq(&mut elements);
        match (read, elements.end()) {
            (Ok(_), Some(end)) => Err(Flaw::invalid_length(length, &"fewer elements").ending(end)),
            (read, end) => read.map_err(|flaw| flaw.ending(end.unwrap_or(self.end()))),
        }
    }

    fn visit_pairs<V: Visitor<'de>>(self, pairs: Pairs<'de>, visitor: V) -> Result<V::Value, Flaw> {
        let mut fields = Fields::of(pairs);
        let read = visitor.visit_map(&mut fields);
        read.map_err(|flaw| flaw.ending(fields.end().unwrap_or(self.end())))
    }
}

impl<'de> Deserializer<'de> for Json<'de> {
    type Error = Flaw;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Flaw> {
        let read = match self.shape()? {
            Shape::Null => visitor.visit_unit(),
            Shape::Truth(truth) => visitor.visit_bool(truth),
            Shape::Natural(number) => visitor.visit_u64(number),
            Shape::Integer(number) => visitor.visit_i64(number),
            Shape::Float(number) => visitor.visit_f64(number),
            Shape::Text(text) => visitor.visit_string(text),
            Shape::List(list) => self.visit_list(list, visitor),
            Shape::Object(pairs) => self.visit_pairs(pairs, visitor),
        };
        read.map_err(|flaw| flaw.ending(self.end()))
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Flaw> {
        let truth = self.truth(&visitor)?;
        visitor.visit_bool(truth)
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Flaw> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Flaw> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Flaw> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Flaw> {
        let number = self.natural(&visitor)?;
        visitor.visit_u64(number).map_err(|flaw: Flaw| flaw.ending(self.end()))
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Flaw> {
        self.deserialize_string(visitor)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Flaw> {
        let text = self.text(&visitor)?;
        visitor.visit_string(text).map_err(|flaw: Flaw| flaw.ending(self.end()))
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Flaw> {
        self.deserialize_string(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Flaw> {
        match self.raw() {
            "null" => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Flaw> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Flaw> {
        self.visit_list(self.list(&visitor)?, visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Flaw> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Flaw> {
        self.visit_pairs(self.pairs(&visitor)?, visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Flaw> {
        if name == FIRST {
            let pairs = self.pairs(&visitor)?.beginning_with(fields);
            return visitor.visit_map(&mut Fields::of(pairs));
        }
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Flaw> {
        let read = self.variant().and_then(|variant| visitor.visit_enum(variant));
        read.map_err(|flaw| flaw.ending(self.end()))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Flaw> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u128 f32 f64 char bytes byte_buf unit unit_struct tuple_struct
    }
}
