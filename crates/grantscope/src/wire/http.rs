//! HTTP as plain values: a request and a response, without sockets.
//!
//! Not here: what a request means (`front_door`).

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// A request, as it came.
///
/// As JSON: `{"method":"POST","url":"/api/auth.revoke","headers":[["Authorization","Bearer …"]],
/// "body":"test=1","address":"203.0.113.7"}`. All but `method` and `url` may be left out; a body is
/// a text or, if it is none, a list of bytes.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct HttpRequest {
    /// The verb: `GET`, `POST`.
    pub method: String,
    /// Path and query, or the whole address; the host makes no difference.
    pub url: String,
    /// Names and values, in order. Names count in any case.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<(String, String)>,
    /// The bytes of the body. Empty: there is none.
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "body")]
    pub body: Vec<u8>,
    /// The address that it comes from, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// A response, ready to be sent. The same shapes as a request; the length of the body is not
/// among the headers.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct HttpResponse {
    /// The status: 200 even where the Web API refuses, 429 where there were too many calls.
    pub status: u16,
    /// Names and values, in order. Most are the same in every response.
    pub headers: Vec<(Cow<'static, str>, Cow<'static, str>)>,
    /// The bytes of the body.
    #[serde(default, with = "body")]
    pub body: Vec<u8>,
}

impl HttpRequest {
    /// A request without a body.
    pub fn get(url: &str) -> Self {
        Self { method: "GET".to_owned(), url: url.to_owned(), ..Self::default() }
    }

    /// A request with a body of that type.
    pub fn post(url: &str, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        let request = Self { method: "POST".to_owned(), body: body.into(), ..Self::get(url) };
        request.with_header("Content-Type", content_type)
    }

    /// The same with one more header.
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The value of the first header of that name.
    pub fn header(&self, name: &str) -> Option<&str> {
        first(&self.headers, name)
    }
}

impl HttpResponse {
    /// The value of the first header of that name.
    pub fn header(&self, name: &str) -> Option<&str> {
        first(&self.headers, name)
    }

    /// The body as a text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

fn first<'a, T: AsRef<str>>(headers: &'a [(T, T)], name: &str) -> Option<&'a str> {
    let named = headers.iter().find(|(known, _)| known.as_ref().eq_ignore_ascii_case(name));
    named.map(|(_, value)| value.as_ref().trim())
}

/// A body is a text wherever it can be one: people read it.
mod body {
    use std::fmt;

    use serde::de::{SeqAccess, Visitor};
    use serde::{Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(body: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        match std::str::from_utf8(body) {
            Ok(text) => serializer.serialize_str(text),
            Err(_) => serializer.collect_seq(body),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<u8>, D::Error> {
        deserializer.deserialize_any(Body)
    }

    struct Body;

    impl<'de> Visitor<'de> for Body {
        type Value = Vec<u8>;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("a text or a list of bytes")
        }

        fn visit_str<E>(self, text: &str) -> Result<Vec<u8>, E> {
            Ok(text.as_bytes().to_vec())
        }

        fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Vec<u8>, E> {
            Ok(bytes.to_vec())
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<u8>, A::Error> {
            let mut bytes = Vec::new();
            while let Some(byte) = list.next_element()? {
                bytes.push(byte);
            }
            Ok(bytes)
        }
    }
}
