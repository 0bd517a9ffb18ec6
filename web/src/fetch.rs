//! Fetches the files that lie beside the page. Addresses are relative: the page may live anywhere.

use gloo_net::http::Request;
use grantscope::{Script, read_script};
use serde::de::DeserializeOwned;

use crate::state::Index;
use crate::words;

const FOLDER: &str = "scenarios";

/// The list of files.
///
/// # Errors
/// If it cannot be fetched or read; in words for a person.
pub(crate) async fn index() -> Result<Index, String> {
    read("index.json").await
}

/// A story.
///
/// # Errors
/// If it cannot be fetched or read; in words for a person.
pub(crate) async fn story(file: &str) -> Result<Script, String> {
    read(file).await
}

/// A file of the page's own.
///
/// # Errors
/// If it cannot be fetched or read; in words for a person.
pub(crate) async fn read<T: DeserializeOwned>(file: &str) -> Result<T, String> {
    let text = text(file).await?;
    read_script(&text).map_err(|problem| words::not_fetched(file, &problem.to_string()))
}

/// Several files, one after the other as one text.
///
/// # Errors
/// If one of them cannot be fetched; in words for a person.
pub(crate) async fn texts(files: &[String]) -> Result<String, String> {
    let mut all = String::new();
    for file in files {
        all.push_str(&text(file).await?);
        all.push('\n');
    }
    Ok(all)
}

async fn text(file: &str) -> Result<String, String> {
    let said = |error: gloo_net::Error| words::not_fetched(file, &error.to_string());
    let response = Request::get(&format!("{FOLDER}/{file}")).send().await.map_err(said)?;
    if !response.ok() {
        return Err(words::not_fetched(file, &words::status(response.status())));
    }
    response.text().await.map_err(said)
}
