//! A request as a command to copy: for a shell, and as JavaScript.
//!
//! Whatever stands in it is quoted, and no secret is: tokens are taken from the environment, and
//! secret arguments stand there by name. Not here: how a request comes about
//! (`front_door/request.rs`).

use super::{HttpRequest, to_json};

/// Arguments whose values are nobody else's business.
const SECRET: [&str; 4] = ["client_secret", "code", "refresh_token", "token"];

impl HttpRequest {
    /// As a `curl` command. The token is `$TOKEN`, a secret argument its name in capitals.
    ///
    /// ```
    /// let request = grantscope::HttpRequest::get("https://slack.com/api/users.list")
    ///     .with_header("Authorization", "Bearer xoxa-1");
    /// let expected = "curl 'https://slack.com/api/users.list' \\\n  -H \"Authorization: Bearer $TOKEN\"";
    /// assert_eq!(request.to_curl(), expected);
    /// ```
    pub fn to_curl(&self) -> String {
        let verb = if self.method == "GET" {
            String::new()
        } else {
            format!("-X {} ", shell(&self.method))
        };
        let mut lines = vec![format!("curl {verb}{}", shell(&self.address_shown()))];
        for (name, value) in &self.headers {
            lines.push(match scheme(name, value) {
                Some(scheme) => format!("-H \"Authorization: {scheme} $TOKEN\""),
                None => format!("-H {}", shell(&format!("{name}: {value}"))),
            });
        }
        if !self.body.is_empty() {
            lines.push(format!("--data-raw {}", shell(&self.body_shown())));
        }
        lines.join(" \\\n  ")
    }

    /// As JavaScript, for Node and browsers. The token is `process.env.TOKEN`, a secret argument its
    /// name in capitals.
    pub fn to_javascript(&self) -> String {
        let mut text =
            format!("const response = await fetch({}, {{\n", script(&self.address_shown()));
        text.push_str(&format!("  method: {},\n", script(&self.method)));
        if !self.headers.is_empty() {
            text.push_str("  headers: {\n");
            for (name, value) in &self.headers {
                let value = match scheme(name, value) {
                    Some(scheme) => format!("`{scheme} ${{process.env.TOKEN}}`"),
                    None => script(value),
                };
                text.push_str(&format!("    {}: {value},\n", script(name)));
            }
            text.push_str("  },\n");
        }
        if !self.body.is_empty() {
            text.push_str(&format!("  body: {},\n", script(&self.body_shown())));
        }
        text.push_str("});\nconsole.log(await response.json());\n");
        text
    }

    fn address_shown(&self) -> String {
        let host = if self.url.starts_with('/') { "https://slack.com" } else { "" };
        match self.url.split_once('?') {
            Some((place, query)) => format!("{host}{place}?{}", without_secrets(query)),
            None => format!("{host}{}", self.url),
        }
    }

    fn body_shown(&self) -> String {
        let text = String::from_utf8_lossy(&self.body);
        let form = self.header("Content-Type").is_some_and(|it| it.contains("form-urlencoded"));
        if form { without_secrets(&text) } else { text.into_owned() }
    }
}

/// The scheme of an `Authorization` header, whose rest is a secret.
fn scheme(name: &str, value: &str) -> Option<&'static str> {
    let basic = value.get(..5).is_some_and(|it| it.eq_ignore_ascii_case("basic"));
    let scheme = if basic { "Basic" } else { "Bearer" };
    name.eq_ignore_ascii_case("authorization").then_some(scheme)
}

fn without_secrets(form: &str) -> String {
    let shown = |pair: &str| match pair.split_once('=') {
        Some((name, _)) if SECRET.contains(&name) => {
            format!("{name}={}", name.to_ascii_uppercase())
        }
        _ => pair.to_owned(),
    };
    form.split('&').map(shown).collect::<Vec<_>>().join("&")
}

/// Between single quotes nothing means anything to a shell but their end.
fn shell(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''").replace('\0', ""))
}

/// JSON's texts are JavaScript's, but for two letters that older engines take for ends of lines.
fn script(text: &str) -> String {
    let quoted = to_json(text);
    quoted.replace('\u{2028}', r"\u2028").replace('\u{2029}', r"\u2029")
}
