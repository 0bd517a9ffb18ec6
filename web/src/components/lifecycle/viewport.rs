//! The part of the drawing that is shown: how near one looks, and where.
//!
//! Plain numbers in the drawing's own units. Not here: wheels, fingers and keys (`picture.rs`).

use std::rc::Rc;

use yew::Reducible;

use crate::components::drawing::{Format, Point};
use crate::tenths::tenths;

/// One sees so much of the whole, at the nearest.
const NEAREST: f64 = 4.0;

/// What comes into view keeps so far from the edge.
const MARGIN: f64 = 32.0;

/// What a press on a button or a key nears by.
pub(crate) const STEP: f64 = 1.5;

/// The part of the drawing that is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Viewport {
    whole: (f64, f64),
    corner: Point,
    zoom: f64,
}

/// How one looks elsewhere.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Look {
    /// So many times as near, about a place that stays where it is.
    Nearer(f64, Point),
    /// The same, about the middle.
    NearerMiddle(f64),
    /// So far aside.
    Aside(Point),
    /// Until a place is in view.
    At(Point),
    /// At the whole.
    Whole,
}

impl Reducible for Viewport {
    type Action = Look;

    fn reduce(self: Rc<Self>, look: Look) -> Rc<Self> {
        Rc::new(match look {
            Look::Nearer(by, about) => self.nearer(by, about),
            Look::NearerMiddle(by) => self.nearer(by, self.middle()),
            Look::Aside(by) => {
                self.cornered(Point { x: self.corner.x + by.x, y: self.corner.y + by.y })
            }
            Look::At(place) => self.showing(place),
            Look::Whole => Self { corner: Point { x: 0.0, y: 0.0 }, zoom: 1.0, ..*self },
        })
    }
}

impl Viewport {
    /// The whole drawing.
    pub(crate) fn whole(format: Format) -> Self {
        Self { whole: format.size(), corner: Point { x: 0.0, y: 0.0 }, zoom: 1.0 }
    }

    /// Whether everything is shown.
    pub(crate) fn is_whole(&self) -> bool {
        self.zoom <= 1.0
    }

    /// Whether one cannot come nearer.
    pub(crate) fn is_nearest(&self) -> bool {
        self.zoom >= NEAREST
    }

    /// As the SVG has it.
    pub(crate) fn view_box(&self) -> String {
        let (width, height) = self.size();
        [self.corner.x, self.corner.y, width, height].map(tenths).join(" ")
    }

    /// The place of the drawing that lies so far inside an element of that size, and how many units
    /// of the drawing a pixel is. A drawing stands in the middle of its element.
    pub(crate) fn place(&self, inside: Point, element: (f64, f64)) -> (Point, f64) {
        let (width, height) = self.size();
        let unit = (width / element.0.max(1.0)).max(height / element.1.max(1.0));
        let x = self.corner.x + width / 2.0 + (inside.x - element.0 / 2.0) * unit;
        let y = self.corner.y + height / 2.0 + (inside.y - element.1 / 2.0) * unit;
        (Point { x, y }, unit)
    }

    fn size(&self) -> (f64, f64) {
        (self.whole.0 / self.zoom, self.whole.1 / self.zoom)
    }

    fn middle(&self) -> Point {
        let (width, height) = self.size();
        Point { x: self.corner.x + width / 2.0, y: self.corner.y + height / 2.0 }
    }

    fn nearer(&self, by: f64, about: Point) -> Self {
        let zoom = (self.zoom * by).clamp(1.0, NEAREST);
        let kept = self.zoom / zoom;
        let x = about.x - (about.x - self.corner.x) * kept;
        let y = about.y - (about.y - self.corner.y) * kept;
        Self { zoom, ..*self }.cornered(Point { x, y })
    }

    fn showing(&self, place: Point) -> Self {
        let (width, height) = self.size();
        let into = |corner: f64, length: f64, place: f64| {
            let margin = MARGIN.min(length / 2.0);
            corner.max(place + margin - length).min(place - margin)
        };
        let x = into(self.corner.x, width, place.x);
        let y = into(self.corner.y, height, place.y);
        self.cornered(Point { x, y })
    }

    fn cornered(&self, corner: Point) -> Self {
        let (width, height) = self.size();
        let x = corner.x.min(self.whole.0 - width).max(0.0);
        let y = corner.y.min(self.whole.1 - height).max(0.0);
        Self { corner: Point { x, y }, ..*self }
    }
}
