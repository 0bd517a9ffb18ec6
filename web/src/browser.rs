//! What the page asks of the browser: its theme, its width, and what it prefers.
//!
//! Everything here may be missing or forbidden; then the page goes on without it.

pub(crate) mod back;
pub(crate) mod emulator;
pub(crate) mod file;
pub(crate) mod link;
pub(crate) mod storage;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{
    Element, Event, HtmlElement, KeyboardEvent, MediaQueryList, ScrollIntoViewOptions,
    ScrollLogicalPosition, Storage, SvgElement,
};

use crate::tenths::tenths;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = import)]
    fn import(address: &str) -> js_sys::Promise;
}

/// A module that lies beside the page, in the page and in a worker: fetched when it is first asked for.
pub(crate) async fn module(place: &str) -> Option<JsValue> {
    let base = match web_sys::window() {
        Some(window) => window.document()?.base_uri().ok()??,
        None => js_sys::global().unchecked_into::<web_sys::WorkerGlobalScope>().location().href(),
    };
    // A worker's own file lies in a folder beside what it asks for.
    let place = if web_sys::window().is_some() { place.to_owned() } else { format!("../{place}") };
    let address = web_sys::Url::new_with_base(&place, &base).ok()?.href();
    wasm_bindgen_futures::JsFuture::from(import(&address)).await.ok()
}

/// Tells what stands around the program, as an event of the window.
pub(crate) fn tell(event: &str) {
    let event = Event::new(event).ok();
    let window = web_sys::window();
    let _ = window.zip(event).map(|(window, event)| window.dispatch_event(&event));
}

const THEME: &str = "grantscope-theme";

/// Light, dark, or as the system has it.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// Every theme, in the order in which a button goes through them.
    pub(crate) const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// Its name, for people and for the style sheet.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The one after it.
    pub(crate) const fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }

    /// The theme of the visit before, if it was kept.
    pub(crate) fn kept() -> Self {
        let kept = local_storage().and_then(|storage| storage.get_item(THEME).ok().flatten());
        let named = |name: String| Self::ALL.into_iter().find(|theme| theme.name() == name);
        kept.and_then(named).unwrap_or_default()
    }

    /// Shows the page in this theme, and keeps it for the next visit where that is allowed.
    pub(crate) fn apply(self) {
        if let Some(root) = web_sys::window()
            .and_then(|window| window.document())
            .and_then(|document| document.document_element())
        {
            let _ = root.set_attribute("data-theme", self.name());
        }
        if let Some(storage) = local_storage() {
            let _ = storage.set_item(THEME, self.name());
        }
    }
}

/// What was kept under a name, if that is allowed.
pub(crate) fn remembered(name: &str) -> Option<String> {
    local_storage()?.get_item(name).ok().flatten()
}

/// Keeps a text under a name, where that is allowed.
pub(crate) fn remember(name: &str, text: &str) {
    if let Some(storage) = local_storage() {
        let _ = storage.set_item(name, text);
    }
}

fn local_storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

/// A media query that can be watched.
pub(crate) fn media(query: &str) -> Option<MediaQueryList> {
    web_sys::window()?.match_media(query).ok().flatten()
}

/// Whether a media query holds.
pub(crate) fn matches(query: &str) -> bool {
    media(query).is_some_and(|media| media.matches())
}

/// What has the focus.
pub(crate) fn focused() -> Option<HtmlElement> {
    let document = web_sys::window().and_then(|window| window.document());
    document.and_then(|document| document.active_element())?.dyn_into().ok()
}

/// Moves the focus to the element of that id if nothing has it, as when a button that was pressed
/// is gone.
pub(crate) fn focus_if_lost(id: &str) {
    if !is_focused() {
        focus(id);
    }
}

/// Whether something has the focus.
pub(crate) fn is_focused() -> bool {
    focused().is_some_and(|active| active.tag_name() != "BODY")
}

/// Puts something that floats beside the element of that id: below it if there is room.
pub(crate) fn put_beside(floating: &HtmlElement, anchor: &str) {
    const GAP: f64 = 6.0;
    const EDGE: f64 = 8.0;
    let Some(window) = web_sys::window() else { return };
    let length = |length: Result<JsValue, _>| {
        length.ok().and_then(|length| length.as_f64()).unwrap_or_default()
    };
    let (width, height) = (length(window.inner_width()), length(window.inner_height()));
    let anchor = window.document().and_then(|document| document.get_element_by_id(anchor));
    let Some(anchor) = anchor.map(|anchor| anchor.get_bounding_client_rect()) else { return };
    let own = floating.get_bounding_client_rect();
    let middle = anchor.left() + anchor.width() / 2.0;
    let left = (middle - own.width() / 2.0).min(width - own.width() - EDGE).max(EDGE);
    let below = anchor.bottom() + GAP;
    let above = anchor.top() - own.height() - GAP;
    let fits = below + own.height() + EDGE <= height || above < EDGE;
    let top = if fits { below.min(height - own.height() - EDGE) } else { above }.max(EDGE);
    let style = floating.style();
    let _ = style.set_property("left", &format!("{}px", tenths(left)));
    let _ = style.set_property("top", &format!("{}px", tenths(top)));
}

/// The first element that a selector finds.
pub(crate) fn find(selector: &str) -> Option<HtmlElement> {
    let document = web_sys::window()?.document()?;
    document.query_selector(selector).ok()??.dyn_into().ok()
}

/// Brings what a selector finds into view, as far as it is not.
pub(crate) fn show(selector: &str) {
    scroll_to(selector, ScrollLogicalPosition::Nearest);
}

/// Whether keyboards have a ⌘ here.
pub(crate) fn is_mac() -> bool {
    let platform = web_sys::window().and_then(|window| window.navigator().platform().ok());
    platform.is_some_and(|platform| platform.starts_with("Mac") || platform.starts_with("iP"))
}

/// Brings the current step into view, as far as it is not.
pub(crate) fn show_current_step() {
    show("[aria-current=\"step\"]");
}

/// Brings what a selector finds into view; on a narrow screen to its top.
pub(crate) fn bring(selector: &str) {
    let narrow = matches("(max-width: 1099px)");
    let block = if narrow { ScrollLogicalPosition::Start } else { ScrollLogicalPosition::Nearest };
    scroll_to(selector, block);
}

fn scroll_to(selector: &str, block: ScrollLogicalPosition) {
    let document = web_sys::window().and_then(|window| window.document());
    if let Some(found) = document.and_then(|it| it.query_selector(selector).ok().flatten()) {
        let options = ScrollIntoViewOptions::new();
        options.set_block(block);
        found.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Moves the focus to the element of that id, if it is there.
pub(crate) fn focus(id: &str) {
    let element: Option<Element> = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id(id));
    let Some(element) = element else { return };
    let _ = match element.dyn_into::<HtmlElement>() {
        Ok(element) => element.focus(),
        Err(drawn) => drawn.dyn_into::<SvgElement>().map_or(Ok(()), |drawn| drawn.focus()),
    };
}

/// Hears every key that goes down, until it is dropped.
pub(crate) struct Keys(Closure<dyn FnMut(KeyboardEvent)>);

impl Keys {
    pub(crate) fn watch(mut heard: impl FnMut(&KeyboardEvent) + 'static) -> Self {
        let keys = Self(Closure::new(move |event: KeyboardEvent| heard(&event)));
        if let Some(document) = web_sys::window().and_then(|window| window.document()) {
            let heard = keys.0.as_ref().unchecked_ref();
            let _ = document.add_event_listener_with_callback("keydown", heard);
        }
        keys
    }
}

impl Drop for Keys {
    fn drop(&mut self) {
        if let Some(document) = web_sys::window().and_then(|window| window.document()) {
            let heard = self.0.as_ref().unchecked_ref();
            let _ = document.remove_event_listener_with_callback("keydown", heard);
        }
    }
}

/// Moves the focus by arrow keys among what a selector finds: to the neighbour before or after, or
/// to the nearest one in the row above or below.
pub(crate) fn go_among(event: &KeyboardEvent, selector: &str) {
    let all = all(selector);
    let at = focused().and_then(|now| all.iter().position(|one| one.is_same_node(Some(&now))));
    let (Some(at), false) = (at, event.ctrl_key() || event.meta_key() || event.alt_key()) else {
        return;
    };
    let next = match event.key().as_str() {
        "ArrowRight" => all.get(at + 1),
        "ArrowLeft" => at.checked_sub(1).and_then(|before| all.get(before)),
        "ArrowDown" => beyond(&all, at, 1),
        "ArrowUp" => beyond(&all, at, -1),
        "Home" => all.first(),
        "End" => all.last(),
        _ => return,
    };
    event.prevent_default();
    if let Some(next) = next {
        let _ = next.focus();
    }
}

/// The nearest one below, or above if the direction is negative.
fn beyond(all: &[HtmlElement], at: usize, direction: i32) -> Option<&HtmlElement> {
    let now = all.get(at)?;
    let (top, left) = (now.offset_top(), now.offset_left());
    let down = |one: &HtmlElement| (one.offset_top() - top) * direction;
    all.iter()
        .filter(|one| down(one) > 0)
        .min_by_key(|one| (down(one), (one.offset_left() - left).abs()))
}

fn all(selector: &str) -> Vec<HtmlElement> {
    let document = web_sys::window().and_then(|window| window.document());
    let Some(list) = document.and_then(|it| it.query_selector_all(selector).ok()) else {
        return Vec::new();
    };
    (0..list.length()).filter_map(|index| list.get(index)?.dyn_into().ok()).collect()
}

/// What stands in the field, or is chosen in the list, where an event happened.
pub(crate) fn value_of(event: &Event) -> String {
    let place = event.target().map(JsValue::from).unwrap_or_default();
    let value = js_sys::Reflect::get(&place, &"value".into()).ok();
    value.and_then(|value| value.as_string()).unwrap_or_default()
}

/// The text in small letters, as the browser's language tables have them: the program needs none.
pub(crate) fn folded(text: &str) -> String {
    js_sys::JsString::from(text).to_lower_case().into()
}
