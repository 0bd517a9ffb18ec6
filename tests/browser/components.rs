//! The page, mounted piece by piece into a real document and used with clicks and keys.
//!
//! Not here: the built page as it is served (`tests/e2e`), and the rules themselves.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test says what is wrong by failing; clippy does not see that these are tests"
)]

mod belief;
mod keep;
mod picture;
mod time;

use std::cell::Cell;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::Poll;

use grantscope::{STAGES, Script, TRANSITIONS, read_script};
use grantscope_web::state::{Action, Index, State};
use grantscope_web::{App, AppProperties, Opening};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Document, Element, HtmlElement, KeyboardEvent};

const INDEX: &str = include_str!("../scenarios/index.json");
const KICKED: &str = include_str!("../scenarios/stories/kicked.json");
const ADDED: &str = include_str!("../scenarios/samples/resources-added-channel.json");
const REMOVED: &str = include_str!("../scenarios/samples/resources-removed-channel.json");

/// A page in a place of its own.
struct Mounted {
    place: Element,
    app: Option<yew::AppHandle<App>>,
}

impl Mounted {
    async fn with(opening: Opening) -> Self {
        let place = document().create_element("div").unwrap();
        document().body().unwrap().append_child(&place).unwrap();
        let properties = AppProperties { opening };
        let renderer = yew::Renderer::<App>::with_root_and_props(place.clone(), properties);
        let mounted = Self { place, app: Some(renderer.render()) };
        settle().await;
        mounted
    }

    async fn after(actions: impl IntoIterator<Item = Action>) -> Self {
        let mut state = State::default();
        actions.into_iter().for_each(|action| state.take(action));
        Self::with(state.into()).await
    }

    #[track_caller]
    fn find(&self, selector: &str) -> HtmlElement {
        let found = self.place.query_selector(selector).unwrap();
        found.unwrap_or_else(|| panic!("nothing matches {selector}")).unchecked_into()
    }

    fn count(&self, selector: &str) -> u32 {
        self.place.query_selector_all(selector).unwrap().length()
    }

    #[track_caller]
    fn button(&self, label: &str) -> HtmlElement {
        let buttons = self.place.query_selector_all("button").unwrap();
        let named = |button: &HtmlElement| {
            let text = button.text_content().unwrap_or_default();
            text.trim() == label || button.get_attribute("aria-label").as_deref() == Some(label)
        };
        let found = (0..buttons.length())
            .filter_map(|index| buttons.get(index))
            .map(JsCast::unchecked_into::<HtmlElement>)
            .find(named);
        found.unwrap_or_else(|| panic!("there is no button `{label}`"))
    }

    async fn click(&self, label: &str) {
        self.button(label).click();
        settle().await;
    }

    async fn press(&self, selector: &str, key: &str) {
        let event = keydown(key);
        self.find(selector).dispatch_event(&event).unwrap();
        settle().await;
    }

    fn stage(&self) -> String {
        self.find("svg [data-current='true']").get_attribute("data-stage").unwrap()
    }

    fn text(&self, selector: &str) -> String {
        self.find(selector).text_content().unwrap_or_default()
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        if let Some(app) = self.app.take() {
            app.destroy();
        }
        self.place.remove();
    }
}

fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

/// A key that goes down, as the browser's own constructor makes it.
fn keydown(key: &str) -> KeyboardEvent {
    let options = js_sys::Object::new();
    for (name, value) in
        [("key", key.into()), ("bubbles", true.into()), ("cancelable", true.into())]
    {
        js_sys::Reflect::set(&options, &name.into(), &value).unwrap();
    }
    let constructor = js_sys::Reflect::get(&js_sys::global(), &"KeyboardEvent".into()).unwrap();
    let arguments = js_sys::Array::of2(&"keydown".into(), &options);
    js_sys::Reflect::construct::<fn() -> wasm_bindgen::JsValue>(
        constructor.unchecked_ref(),
        &arguments,
    )
    .unwrap()
    .unchecked_into()
}

/// Lets the page draw, and the browser do what waits.
async fn settle() {
    wait(0).await;
    wait(0).await;
}

async fn wait(milliseconds: i32) {
    let (asked, rung) = (Cell::new(false), Rc::new(Cell::new(false)));
    poll_fn(|context| {
        if rung.get() {
            return Poll::Ready(());
        }
        if !asked.replace(true) {
            let (waker, rung) = (context.waker().clone(), rung.clone());
            let ring = Closure::once_into_js(move || {
                rung.set(true);
                waker.wake();
            });
            web_sys::window()
                .unwrap()
                .set_timeout_with_callback_and_timeout_and_arguments_0(
                    ring.unchecked_ref(),
                    milliseconds,
                )
                .unwrap();
        }
        Poll::Pending
    })
    .await;
}

fn index() -> Action {
    Action::IndexArrived(Ok(read_script::<Index>(INDEX).unwrap()))
}

fn story() -> Action {
    let script: Script = read_script(KICKED).unwrap();
    Action::StoryArrived("stories/kicked.json".to_owned(), Box::new(Ok(script)))
}

fn read(text: &str) -> Action {
    Action::Read(text.into())
}

#[wasm_bindgen_test]
async fn the_first_visit_shows_a_denial_and_one_click_repairs_it() {
    let page = Mounted::after([index(), story()]).await;
    assert_eq!(page.find(".answer").get_attribute("data-allowed").unwrap(), "false");
    assert_eq!(page.stage(), "removed");
    page.click("Do it").await;
    assert_eq!(page.find(".answer").get_attribute("data-allowed").unwrap(), "true");
    assert_eq!(page.stage(), "added");
    assert!(page.text(".step[aria-current]").contains("invited the app to #lunch"));
}

#[wasm_bindgen_test]
async fn every_stage_and_every_way_of_the_model_is_drawn_and_listed() {
    let page = Mounted::after([Action::StartEmpty]).await;
    assert_eq!(page.count("svg [data-stage]") as usize, STAGES.len());
    assert_eq!(page.count("svg .edge") as usize, TRANSITIONS.len());
    page.click("Table").await;
    assert_eq!(page.count("tr[data-stage]") as usize, STAGES.len());
    assert_eq!(page.count("tr[data-stage] li") as usize, TRANSITIONS.len());
    assert_eq!(page.count("tr[data-current='true']"), 1);
}

#[wasm_bindgen_test]
async fn an_earlier_step_shows_the_world_as_it_was() {
    let page = Mounted::after([index(), story()]).await;
    let marks = page.count(".matrix .column.lost");
    page.click("One step back").await;
    assert_eq!(page.stage(), "added");
    assert_eq!((marks, page.count(".matrix .column.lost")), (1, 0));
    page.click("To the beginning").await;
    assert_eq!(page.stage(), "not_installed");
    assert!(page.text(".grants").contains("Nothing is granted yet"));
    page.click("To the end").await;
    assert_eq!(page.stage(), "waiting");
}

#[wasm_bindgen_test]
async fn an_install_asks_for_scopes_then_for_consent() {
    let page = Mounted::after([Action::StartEmpty]).await;
    page.click("Install the app from its settings").await;
    page.find(".choices input").click();
    settle().await;
    page.click("Install with 1 scope").await;
    assert_eq!(page.count("[data-prompt='P1']"), 1);
    assert!(page.text("[data-prompt]").contains("Olive is asked"));
    page.click("Approve").await;
    assert_eq!(page.count("[data-prompt]"), 0);
    assert_eq!(page.stage(), "installed");
    assert_ne!(page.count(".matrix [data-scope]"), 0);
}

#[wasm_bindgen_test]
async fn what_is_impossible_says_why_and_does_nothing() {
    let page = Mounted::after([Action::StartEmpty]).await;
    let offer = page.find(".offers .impossible button");
    assert_eq!(offer.get_attribute("aria-disabled").unwrap(), "true");
    assert!(!page.text(".offers .impossible .reason").is_empty());
    offer.click();
    settle().await;
    assert!(page.text(".steps").contains("Nothing has happened yet"));
}

#[wasm_bindgen_test]
async fn a_text_that_cannot_be_read_names_the_place_and_changes_nothing() {
    let page = Mounted::after([read(ADDED), read("{\n  \"type\": 7\n}")]).await;
    let trouble = page.text(".feed .trouble");
    assert!(trouble.contains("Line 2"), "{trouble}");
    assert!(trouble.contains("type"), "{trouble}");
    assert_eq!(page.stage(), "added");
    assert_eq!(page.count("ol .step"), 2);
}

#[wasm_bindgen_test]
async fn replayed_events_move_the_lifecycle_and_the_grants() {
    let page = Mounted::after([read(&format!("{ADDED}\n{REMOVED}"))]).await;
    assert_eq!(page.stage(), "added");
    assert_eq!(page.count(".matrix [data-allowed='true']"), 1);
    page.click("One step on").await;
    assert_eq!(page.stage(), "removed");
    assert_eq!(page.count(".matrix [data-allowed='true']"), 0);
    assert!(page.text(".json").contains("resources_removed"));
}

#[wasm_bindgen_test]
async fn keys_move_between_tabs_and_cells() {
    let page = Mounted::after([index(), story()]).await;
    page.press("#tab-why", "ArrowRight").await;
    assert_eq!(page.find("#tab-step").get_attribute("aria-selected").unwrap(), "true");
    page.find("#cell-0-0").focus().unwrap();
    page.press("#cell-0-0", "ArrowRight").await;
    assert_eq!(document().active_element().unwrap().id(), "cell-0-1");
    page.press("#cell-0-1", "ArrowDown").await;
    assert_eq!(document().active_element().unwrap().id(), "cell-1-1");
    assert_eq!(page.count(".cell[tabindex='0']"), 1);
}

#[wasm_bindgen_test]
async fn names_from_outside_are_text_and_nothing_else() {
    let hostile = KICKED.replace("\"Olive\"", "\"<img src=x id=hostile>\"");
    let script: Script = read_script(&hostile).unwrap();
    let file = "stories/kicked.json".to_owned();
    let page = Mounted::after([index(), Action::StoryArrived(file, Box::new(Ok(script)))]).await;
    assert_eq!(page.count("#hostile"), 0);
    assert!(page.text(".steps").contains("<img src=x id=hostile>"));
}

#[wasm_bindgen_test]
async fn a_page_without_its_files_says_so_and_goes_on() {
    let page = Mounted::with(Opening::FirstVisit).await;
    for _ in 0..50 {
        if page.count(".trouble") > 0 {
            break;
        }
        wait(20).await;
    }
    assert!(page.text(".trouble").contains("could not be fetched"));
    assert_ne!(page.count(".offer:not([aria-disabled])"), 0);
    page.click("Wait 4 s").await;
    assert_eq!(page.count("ol .step"), 2);
}
