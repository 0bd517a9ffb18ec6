//! The signature of what Slack posts, version v0: made, and checked as an app checks it.
//!
//! Not here: the old verification token, which is a field of the body.
//!
//! Source: FACTS, section b (B4).

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use thiserror::Error;

use crate::model::Rule;

/// The age at which a request is refused, in seconds.
const OLDEST: u64 = 300;

const VERSION: &str = "v0";

/// Why a request is not taken for Slack's.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum SignatureError {
    /// It may be an old request that somebody kept.
    #[error("the request is `{age}` seconds old: expected at most {OLDEST}")]
    TooOld {
        /// Its age, in seconds.
        age: u64,
    },
    /// It was signed with another secret, or is not as it was signed.
    #[error("the signature does not fit the request: check the signing secret, and sign raw bytes")]
    Wrong,
}

impl SignatureError {
    /// The rule by which it is refused.
    pub const fn rule(self) -> Rule {
        match self {
            Self::TooOld { .. } => Rule::SignatureExpires,
            Self::Wrong => Rule::SignatureV0,
        }
    }
}

/// The text of `X-Slack-Signature`: `v0=` and 64 hexadecimal digits.
///
/// `timestamp` is that of `X-Slack-Request-Timestamp`, in seconds since 1970.
pub fn sign(secret: &str, timestamp: u64, body: &[u8]) -> String {
    let code = authentication(secret, timestamp, body);
    let digits = code.map(|code| hex::encode(code.finalize().into_bytes()));
    format!("{VERSION}={}", digits.unwrap_or_default())
}

/// Whether a request comes from Slack, as an app finds out. Takes as long for a signature that is
/// almost right as for any other.
///
/// Times are in seconds since 1970; `now` is the receiver's clock.
///
/// # Errors
/// If the request is too old, or the signature is not that of the body.
pub fn verify(
    secret: &str,
    timestamp: u64,
    body: &[u8],
    signature: &str,
    now: u64,
) -> Result<(), SignatureError> {
    let age = now.saturating_sub(timestamp);
    if age > OLDEST {
        return Err(SignatureError::TooOld { age });
    }
    let digits = signature.strip_prefix(VERSION).and_then(|rest| rest.strip_prefix('='));
    let told = digits.and_then(|digits| hex::decode(digits).ok()).ok_or(SignatureError::Wrong)?;
    let code = authentication(secret, timestamp, body).ok_or(SignatureError::Wrong)?;
    code.verify_slice(&told).map_err(|_| SignatureError::Wrong)
}

/// Always there: a key may have any length.
fn authentication(secret: &str, timestamp: u64, body: &[u8]) -> Option<Hmac<Sha256>> {
    let code: Hmac<Sha256> = KeyInit::new_from_slice(secret.as_bytes()).ok()?;
    let head = format!("{VERSION}:{timestamp}:");
    Some(code.chain_update(head).chain_update(body))
}
