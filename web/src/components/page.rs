//! The whole page: fetches what it needs, keeps the clock of a story that plays, lays out the panes.

use std::rc::Rc;

use gloo_timers::callback::Interval;
use grantscope::{HalfState, Stage};
use yew::platform::spawn_local;
use yew::prelude::*;

use super::back::use_back;
use super::explore::{Explore, use_explore};
use super::import::use_drop_anywhere;
use super::keeping::{Keeper, use_keeping, use_link};
use super::keys::use_keys;
use super::part::Part;
use super::rest::{Rest, use_rest};
use super::watching::use_emulator;
use super::{
    Send, coach, detail, embedded, focus, footer, grants, header, kept, lifecycle, next, player,
    steps, tabs,
};
use crate::browser::emulator::Emulator;
use crate::browser::link::{self, Asked};
use crate::browser::{self, Theme};
use crate::fetch::Files;
use crate::html::html;
use crate::state::keep::Action as Keep;
use crate::state::{Action, Index, Mode, Overlay, Pane, Scene, State, WatchAction};
use crate::words;

/// How the page begins.
#[derive(Clone, Default, PartialEq)]
pub enum Opening {
    /// It fetches the stories and opens the first.
    #[default]
    FirstVisit,
    /// It shows what it is given, and fetches nothing. For tests.
    Given(Given),
}

/// A state to begin with; two are the same if they are the same object.
#[derive(Clone)]
pub struct Given(pub Rc<State>);

impl PartialEq for Given {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl From<State> for Opening {
    fn from(state: State) -> Self {
        Self::Given(Given(Rc::new(state)))
    }
}

/// What the page is told from outside.
#[derive(Clone, Default, PartialEq, Properties)]
pub struct AppProperties {
    /// How it begins.
    #[prop_or_default]
    pub opening: Opening,
}

/// What comes later.
struct Parts {
    rest: Part<Rest>,
    explore: Part<Explore>,
}

/// The whole page.
#[component]
pub fn App(properties: &AppProperties) -> Html {
    let opening = properties.opening.clone();
    let fetches = opening == Opening::FirstVisit;
    let asked = use_memo((), |()| if fetches { link::asked() } else { Asked::default() });
    let keeper = use_memo((), |()| Keeper::default());
    let emulator = use_memo((), |()| if fetches { Emulator::here() } else { None });
    let keeper = Some(keeper).filter(|_| fetches && !asked.embedded && emulator.is_none());
    let state = {
        let (keeper, asked) = (keeper.clone(), asked.clone());
        let watches = emulator.is_some();
        use_reducer(move || match opening {
            Opening::FirstVisit if watches => watching_state(),
            Opening::FirstVisit => first_state(keeper.as_deref(), &asked),
            Opening::Given(Given(state)) => State::clone(&state),
        })
    };
    let theme = use_state(Theme::kept);
    let parts = Parts { rest: use_rest(), explore: use_explore() };
    let focused = focus::use_kept_focus(&state);
    let send: Send = {
        let (dispatcher, keeper, focused) = (state.dispatcher(), keeper.clone(), focused.clone());
        use_callback((), move |action, ()| {
            *focused.borrow_mut() |= browser::is_focused();
            if let Some(keeper) = &keeper {
                keeper.before(&action);
            }
            dispatcher.dispatch(action);
        })
    };
    use_keeping(keeper.as_ref(), &state, &send);
    use_link(fetches, state.keep.awaits, &send);
    use_emulator((*emulator).clone(), &state, &send);
    use_drop_anywhere(keeper.is_some(), &send);
    use_keys(!asked.embedded, &state, &send);
    use_back(fetches && !asked.embedded && state.overlay.is_some(), &send);
    use_effect_with(*theme, |theme| theme.apply());
    let fetching = send.clone();
    use_effect_with(state.library.attempt, {
        // What the address names is opened once, and later only where it takes nobody's work away.
        let (asked, untouched) = (asked.clone(), state.drive().is_untouched());
        move |attempt| {
            let wished = asked.story.is_some() && (*attempt == 0 || untouched);
            let asked = if wished { asked } else { Rc::default() };
            if fetches {
                spawn_local(fetch_all(fetching, asked));
            }
        }
    });
    coach::use_guide(&state, &send, fetches, &parts.rest);
    let ticking = send.clone();
    use_effect_with((state.playing, state.time.pace), move |(playing, pace)| {
        let beat = pace.beat();
        let clock = playing.then(|| Interval::new(beat, move || ticking.emit(Action::Tick)));
        move || drop(clock)
    });
    let next_theme = {
        let theme = theme.clone();
        Callback::from(move |_: MouseEvent| theme.set(theme.next()))
    };
    let scene = use_memo(state.moment(), |_| state.scene());
    use_effect_with((state.mode, scene.at, state.pane), |_| browser::show_current_step());
    // Nothing would stand where it stands a moment later.
    if fetches && state.library.attempt == 0 && state.is_waiting() {
        return starting();
    }
    if asked.embedded {
        return embedded::embedded(&state, &scene, &parts.rest, &send);
    }
    let kept = kept::kept(&state, keeper.as_ref(), &send);
    page(&state, &scene, &send, &parts, header::theme_button(*theme, next_theme), kept)
}

/// What was saved. In a document nothing is saved, and a story that the address names comes first.
fn first_state(keeper: Option<&Keeper>, asked: &Asked) -> State {
    let mut state = keeper.map(Keeper::first_state).unwrap_or_default();
    if asked.story.is_some() || (link::hash().is_some() && keeper.is_none()) {
        state.take(Keep::Await.into());
    }
    state
}

/// An emulator's steps come first; nothing of one's own is looked for or kept.
fn watching_state() -> State {
    let mut state = State::default();
    state.take(Keep::Await.into());
    state.take(WatchAction::Begin.into());
    state
}

/// What index.html shows, for a moment longer.
fn starting() -> Html {
    html! {
        <div class="waiting">
            { super::rings::rings(HalfState::Missing, HalfState::Missing, "logo") }
            <p role="status">{ words::STARTING }</p>
        </div>
    }
}

/// The first story first, so that it is on the screen before the others are read.
async fn fetch_all(send: Send, asked: Rc<Asked>) {
    let files = match Files::fetch().await {
        Ok(files) => files,
        Err(reason) => return send.emit(Action::IndexArrived(Err(reason))),
    };
    let index = files.read("index.json");
    let wished = asked.story.as_deref();
    let stories = index.as_ref().map(|index| in_order(index, wished)).unwrap_or_default();
    let there = wished.filter(|wished| stories.iter().any(|file| file == wished));
    send.emit(Action::IndexArrived(index));
    if let Some(unknown) = wished.filter(|_| there.is_none()) {
        send.emit(Keep::Refuse(words::unknown_story(unknown)).into());
    }
    for file in &stories {
        send.emit(Action::StoryArrived(file.clone(), Box::new(files.read(file))));
        if there.is_some_and(|wished| wished == file) {
            send.emit(Keep::OpenStory(file.clone(), asked.step.unwrap_or(1)).into());
        }
    }
}

fn in_order(index: &Index, wished: Option<&str>) -> Vec<String> {
    let files = index.stories.iter().map(|listed| listed.file.clone());
    let first = wished.filter(|wished| index.stories.iter().any(|it| it.file == *wished));
    let first = first.unwrap_or(&index.first.story);
    let (mut files, others): (Vec<String>, Vec<String>) = files.partition(|file| file == first);
    files.extend(others);
    files
}

fn page(state: &State, scene: &Scene, send: &Send, parts: &Parts, theme: Html, kept: Html) -> Html {
    let pane = match state.pane {
        Pane::Steps => "steps",
        Pane::Grants => "grants",
        Pane::Detail => "detail",
    };
    html! {
        <div class="page" data-pane={pane} data-look={state.look().map(crate::state::Look::name)}>
            { super::rings::hatches() }
            <a class="skip" href="#picture">{ words::SKIP }</a>
            { header::header(state, send, theme) }
            { kept }
            <main class="panes">
                { left(state, scene, send, &parts.rest) }
                <section id="picture" class="pane picture" aria-label={words::LIFECYCLE} tabindex="-1">
                    { picture(state, scene, &parts.rest, send) }
                </section>
                <section class="pane grants" aria-label={words::GRANTS}
                    tabindex={scene.matrix.rows.is_empty().then_some("0")}>
                    <grants::Grants catalogue={scene.names.catalogue()} matrix={scene.matrix.clone()} belief={scene.belief.is_some()}
                        witness={state.witness(scene)} widening={state.widening.clone()}
                        rest={parts.rest.clone()} send={send} />
                </section>
                { detail::detail(state, scene, send, &parts.rest) }
            </main>
            <div class="bottom">
                if state.guide.on.is_some() {
                    { parts.rest.draw(|it| (it.coach)(state, scene, send)) }
                }
                { tabs::panes(state.pane, send) }
                { player::player(state, scene, send) }
            </div>
            { footer::footer() }
            {
                match &state.overlay {
                    None => Html::default(),
                    Some(Overlay::Explore) => {
                        parts.explore.lay(send, |it| (it.view)(state, scene, send))
                    }
                    Some(_) => parts.rest.lay(send, |it| (it.overlay)(state, scene, send)),
                }
            }
        </div>
    }
}

/// What the person who acts is called.
fn acting(state: &State, scene: &Scene) -> AttrValue {
    state.actor().map(|user| scene.names.of(&user.to_string())).unwrap_or_default().into()
}

/// The lifecycle at this moment.
pub(super) fn picture(state: &State, scene: &Scene, rest: &Part<Rest>, send: &Send) -> Html {
    html! {
        <lifecycle::Lifecycle stage={scene.stage} at={scene.at}
            way={scene.way.clone()} walked={scene.walked.clone()}
            trail={scene.trail.clone()} asked={asked(scene)}
            witness={state.witness(scene)} user={state.actor()} acting={acting(state, scene)}
            rest={rest.clone()} send={send} />
    }
}

/// Where each open question would lead.
fn asked(scene: &Scene) -> Vec<Stage> {
    let prompts = scene.world.iter().flat_map(|world| &world.prompts);
    prompts.map(|prompt| if prompt.install { Stage::Installed } else { Stage::Requested }).collect()
}

fn left(state: &State, scene: &Scene, send: &Send, rest: &Part<Rest>) -> Html {
    html! {
        <section class="pane left" aria-label={words::STEPS}>
            { steps::steps(state, scene, send) }
            {
                match state.mode {
                    Mode::Drive => next::next(state, scene, send),
                    Mode::Replay => rest.draw(|it| (it.feed)(state, scene, send)),
                }
            }
        </section>
    }
}
