//! What a value holds: the elements of a list, the fields of an object, the variant of an enum.

use std::vec::IntoIter;

use serde::de::value::StrDeserializer;
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, EnumAccess, Error, IntoDeserializer, MapAccess,
    SeqAccess, Unexpected, VariantAccess, Visitor,
};
use serde_json::value::RawValue;

use super::shape::Pairs;
use super::{Flaw, Json};

/// The elements of a list.
pub(super) struct Elements<'de> {
    rest: IntoIter<&'de RawValue>,
    taken: usize,
    end: usize,
}

impl<'de> Elements<'de> {
    pub(super) fn of(list: Vec<&'de RawValue>) -> Self {
        Self { rest: list.into_iter(), taken: 0, end: 0 }
    }

    /// Up to where the text was read, if that is not the whole list.
    pub(super) fn end(&self) -> Option<usize> {
        (self.rest.len() > 0).then_some(self.end)
    }
}

impl<'de> SeqAccess<'de> for &mut Elements<'de> {
    type Error = Flaw;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Flaw> {
        let Some(element) = self.rest.next().map(Json) else {
            return Ok(None);
        };
        let index = self.taken;
        self.taken = index.saturating_add(1);
        self.end = element.end();
        seed.deserialize(element).map(Some).map_err(|flaw| flaw.under(&format!("[{index}]")))
    }
}

/// The fields of an object.
pub(super) struct Fields<'de> {
    rest: IntoIter<(Json<'de>, Json<'de>)>,
    name: String,
    value: Option<Json<'de>>,
    end: usize,
}

impl<'de> Fields<'de> {
    pub(super) fn of(Pairs(pairs): Pairs<'de>) -> Self {
        Self { rest: pairs.into_iter(), name: String::new(), value: None, end: 0 }
    }

    /// Up to where the text was read, if that is not the whole object.
    pub(super) fn end(&self) -> Option<usize> {
        (self.rest.len() > 0 || self.value.is_some()).then_some(self.end)
    }

    fn next_name(&mut self) -> Result<Option<&str>, Flaw> {
        let Some((name, value)) = self.rest.next() else {
            return Ok(None);
        };
        self.value = Some(value);
        self.end = name.end();
        self.name = name.text(&"a name")?;
        Ok(Some(&self.name))
    }

    fn refuse(&self, flaw: Flaw) -> Flaw {
        flaw.ending(self.end).under(&self.name)
    }
}

impl<'de> MapAccess<'de> for &mut Fields<'de> {
    type Error = Flaw;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Flaw> {
        let Some(name) = self.next_name()? else {
            return Ok(None);
        };
        let name: StrDeserializer<'_, Flaw> = name.into_deserializer();
        seed.deserialize(name).map(Some).map_err(|flaw| self.refuse(flaw))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Flaw> {
        let Some(value) = self.value.take() else {
            return Err(Flaw::custom("expected a field before its value"));
        };
        self.end = value.end();
        seed.deserialize(value).map_err(|flaw| flaw.under(&self.name))
    }
}

/// The variant of an enum: a text, or an object with one field.
pub(super) struct Variant<'de> {
    pub(super) name: String,
    pub(super) inside: Option<Json<'de>>,
}

impl<'de> Variant<'de> {
    fn inside(&self, expected: &str) -> Result<Json<'de>, Flaw> {
        self.inside.ok_or_else(|| Flaw::invalid_type(Unexpected::UnitVariant, &expected))
    }
}

impl<'de> EnumAccess<'de> for Variant<'de> {
    type Error = Flaw;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Flaw> {
        let name: StrDeserializer<'_, Flaw> = self.name.as_str().into_deserializer();
        Ok((seed.deserialize(name)?, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'de> {
    type Error = Flaw;

    fn unit_variant(self) -> Result<(), Flaw> {
        match self.inside {
            Some(inside) => <()>::deserialize(inside).map_err(|flaw| flaw.under(&self.name)),
            None => Ok(()),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Flaw> {
        let inside = self.inside("newtype variant")?;
        seed.deserialize(inside).map_err(|flaw| flaw.under(&self.name))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Flaw> {
        let inside = self.inside("tuple variant")?;
        inside.deserialize_seq(visitor).map_err(|flaw| flaw.under(&self.name))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Flaw> {
        let inside = self.inside("struct variant")?;
        inside.deserialize_map(visitor).map_err(|flaw| flaw.under(&self.name))
    }
}
