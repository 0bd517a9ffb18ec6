//! Enums whose values say in a field `type` which of the variants they are.
//!
//! serde can read such enums, but keeps every value aside first, and compiles each variant's reading
//! for a list and for an object, from there and from the text. Here the fields are read as they
//! come, after `type`, which [`FIRST`] asks for.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, MapAccess, Unexpected,
    VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;

/// The name by which a deserializer is asked for an object with its field `type` first.
pub(crate) const FIRST: &str = "grantscope::type_first";

/// Defines such an enum. Its name is written out once more: serde's attributes take literals only.
macro_rules! tagged {
    (
        $(#[$attribute:meta])*
        pub enum $Enum:ident = $name:literal { $($variants:tt)* }
    ) => {
        $(#[$attribute])*
        #[derive(serde::Serialize)]
        #[serde(tag = "type", rename_all = "snake_case")]
        pub enum $Enum { $($variants)* }

        #[derive(serde::Deserialize)]
        #[serde(remote = $name, rename_all = "snake_case", deny_unknown_fields)]
        enum Variants { $($variants)* }

        impl<'de> serde::Deserialize<'de> for $Enum {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Variants::deserialize($crate::model::tagged::Tagged { name: $name, deserializer })
            }
        }
    };
}

pub(super) use tagged;

/// Hands out an object as an enum.
pub(super) struct Tagged<D> {
    /// The enum's.
    pub(super) name: &'static str,
    pub(super) deserializer: D,
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Tagged<D> {
    type Error = D::Error;

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        let type_first = TypeFirst { name: self.name, visitor };
        self.deserializer.deserialize_struct(FIRST, &["type"], type_first)
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, D::Error> {
        Err(D::Error::custom("expected to be read as an enum"))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

struct TypeFirst<V> {
    name: &'static str,
    visitor: V,
}

impl<'de, V: Visitor<'de>> Visitor<'de> for TypeFirst<V> {
    type Value = V::Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "internally tagged enum {}", self.name)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<V::Value, A::Error> {
        match fields.next_key::<String>()?.as_deref() {
            Some("type") => self.visitor.visit_enum(Fields(fields)),
            Some(_) | None => Err(A::Error::missing_field("type")),
        }
    }
}

/// The fields of an object, of which the value of `type` is the next to be read.
struct Fields<A>(A);

impl<'de, A: MapAccess<'de>> EnumAccess<'de> for Fields<A> {
    type Error = A::Error;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(
        mut self,
        seed: V,
    ) -> Result<(V::Value, Self), A::Error> {
        Ok((self.0.next_value_seed(seed)?, self))
    }
}

/// A flaw in a variant is told of the whole: which variant it is may be what is wrong.
impl<'de, A: MapAccess<'de>> VariantAccess<'de> for Fields<A> {
    type Error = A::Error;

    fn unit_variant(self) -> Result<(), A::Error> {
        IgnoredAny.visit_map(self.0).map(|_| ())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, A::Error> {
        seed.deserialize(MapAccessDeserializer::new(self.0)).map_err(A::Error::custom)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, A::Error> {
        Err(A::Error::invalid_type(Unexpected::TupleVariant, &visitor))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, A::Error> {
        visitor.visit_map(self.0).map_err(A::Error::custom)
    }
}
