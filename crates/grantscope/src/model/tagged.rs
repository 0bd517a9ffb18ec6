//! Enums whose values say in a field `type` which of the variants they are.
//!
//! serde can read such enums, but keeps every value aside first, and compiles each variant's reading
//! for a list and for an object, from there and from the text. Here the fields are read as they
//! come, after `type`, which [`FIRST`] asks for.

use serde::de::{Error, MapAccess};

/// The name by which a deserializer is asked for an object with its field `type` first.
pub(crate) const FIRST: &str = "grantscope::type_first";

/// Defines such an enum. Of a field's attributes only `default` says how it is read, and comes first.
macro_rules! tagged {
    (
        $(#[$attribute:meta])*
        pub enum $Enum:ident { $($(#[$meaning:meta])* $Variant:ident $fields:tt,)* }
    ) => {
        $(#[$attribute])*
        #[derive(serde::Serialize)]
        #[serde(tag = "type", rename_all = "snake_case")]
        pub enum $Enum { $($(#[$meaning])* $Variant $fields,)* }

        impl<'de> serde::Deserialize<'de> for $Enum {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                #[derive(serde::Deserialize)]
                #[serde(variant_identifier, rename_all = "snake_case")]
                enum Type { $($Variant),* }

                struct Reading;

                impl<'de> serde::de::Visitor<'de> for Reading {
                    type Value = $Enum;

                    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        formatter.write_str("an object with a `type`")
                    }

                    fn visit_map<A: serde::de::MapAccess<'de>>(
                        self,
                        mut map: A,
                    ) -> Result<$Enum, A::Error> {
                        let read = match $crate::model::tagged::type_of(&mut map)? {
                            $(Type::$Variant => $crate::model::tagged::variant!(map, $Enum::$Variant $fields),)*
                        };
                        // A flaw is told of the whole: which variant it is may be what is wrong.
                        read.map_err(serde::de::Error::custom)
                    }
                }

                deserializer.deserialize_struct($crate::model::FIRST, &["type"], Reading)
            }
        }
    };
}

/// The rest of the object as a variant.
macro_rules! variant {
    ($map:ident, $Enum:ident::$Variant:ident {
        $($(#[doc = $meaning:expr])* $(#[serde(default $($how:tt)*)])? $field:ident: $type:ty,)*
    }) => {
        (|| -> Result<$Enum, A::Error> {
            $crate::model::fields::read_fields!(Fields $map, $Enum::$Variant {
                $($field $(= $crate::model::tagged::default!($($how)*))?),*
            })
        })()
    };
    ($map:ident, $Enum:ident::$Variant:ident ($type:ty)) => {
        <$type as serde::Deserialize>::deserialize(serde::de::value::MapAccessDeserializer::new($map))
            .map($Enum::$Variant)
    };
}

macro_rules! default {
    ($($how:tt)*) => {
        Default::default()
    };
}

pub(super) use {default, tagged, variant};

/// Reads the field `type`, which comes first.
pub(super) fn type_of<'de, T: serde::Deserialize<'de>, A: MapAccess<'de>>(
    map: &mut A,
) -> Result<T, A::Error> {
    match map.next_key::<String>()?.as_deref() {
        Some("type") => map.next_value(),
        Some(_) | None => Err(A::Error::missing_field("type")),
    }
}
