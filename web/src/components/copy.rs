//! A button that copies a text, and says whether that worked.

use wasm_bindgen_futures::JsFuture;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::html::html;
use crate::words;

/// What the button is told.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct CopyProperties {
    pub(crate) label: &'static str,
    pub(crate) text: String,
}

/// Copies a text.
#[component]
pub(crate) fn Copy(properties: &CopyProperties) -> Html {
    let said = use_state(|| None::<&'static str>);
    {
        let said = said.clone();
        use_effect_with(properties.text.clone(), move |_| said.set(None));
    }
    let onclick = {
        let (said, text) = (said.clone(), properties.text.clone());
        Callback::from(move |_: MouseEvent| {
            let (said, text) = (said.clone(), text.clone());
            spawn_local(async move {
                said.set(Some(if copied(&text).await { words::COPIED } else { words::NOT_COPIED }));
            });
        })
    };
    html! {
        <>
            <button type="button" {onclick}>{ properties.label }</button>
            <span class="heard" role="status">{ (*said).unwrap_or_default() }</span>
            if let Some(said) = *said {
                <span class="note" aria-hidden="true">{ said }</span>
            }
        </>
    }
}

/// Whether the browser allowed it.
pub(crate) async fn copied(text: &str) -> bool {
    let Some(window) = web_sys::window() else { return false };
    JsFuture::from(window.navigator().clipboard().write_text(text)).await.is_ok()
}
