//! Numbers with at most one digit behind the point, which is all that the page ever draws or says.
//!
//! Of its own, because the standard library's exact printing of fractions weighs more than every
//! number here is worth.

/// The number to the nearest tenth, without a useless `.0`.
pub(crate) fn tenths(number: f64) -> String {
    let tenths = (number * 10.0).round() as i64;
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, rest) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    match rest {
        0 => format!("{sign}{whole}"),
        rest => format!("{sign}{whole}.{rest}"),
    }
}
