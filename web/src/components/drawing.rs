//! Where the lifecycle's stages stand on the drawing, and how its ways run between them.
//!
//! Which stages and ways there are is the model's data; only their places are known here.

use grantscope::{STAGES, Stage, Transition};

use crate::tenths::tenths;

/// A place on the drawing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Point {
    pub(crate) x: f64,
    pub(crate) y: f64,
}

/// A drawing with all words, the same where there is less room, or a small one that names causes
/// below it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Format {
    Roomy,
    Middle,
    Compact,
}

/// How a way runs: how far beside the straight line, how bowed, and on which side its words are.
#[derive(Clone, Copy)]
struct Course {
    shift: f64,
    bow: f64,
    words: f64,
    /// How far along the words stand: 0.5 is the middle.
    place: f64,
}

/// A way, ready to be drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Curve {
    pub(crate) start: Point,
    pub(crate) bend: Point,
    pub(crate) end: Point,
    /// Half way along.
    pub(crate) middle: Point,
    /// Where the number of a step stands clear of the words.
    pub(crate) number: Point,
    /// Where its words are, and on which side of that place.
    pub(crate) words: Point,
    pub(crate) anchor: &'static str,
}

impl Format {
    /// Width and height.
    pub(crate) const fn size(self) -> (f64, f64) {
        match self {
            Self::Roomy => (664.0, 304.0),
            Self::Middle => (500.0, 304.0),
            Self::Compact => (358.0, 196.0),
        }
    }

    /// Half a stage's width and height.
    pub(crate) const fn half(self) -> (f64, f64) {
        match self {
            Self::Roomy => (53.0, 17.0),
            Self::Middle => (50.0, 16.0),
            Self::Compact => (43.0, 13.0),
        }
    }

    /// The hub's radius.
    pub(crate) const fn hub(self) -> f64 {
        match self {
            Self::Roomy => 44.0,
            Self::Middle => 40.0,
            Self::Compact => 31.0,
        }
    }

    /// The middle of a stage.
    pub(crate) const fn place(self, stage: Stage) -> Point {
        let (x, y) = match self {
            Self::Roomy => match stage {
                Stage::NotInstalled => (64.0, 36.0),
                Stage::Installed => (64.0, 152.0),
                Stage::Waiting => (244.0, 152.0),
                Stage::Added => (244.0, 24.0),
                Stage::Removed => (244.0, 280.0),
                Stage::Requested => (462.0, 152.0),
                Stage::Awarded => (594.0, 48.0),
                Stage::Rejected => (594.0, 256.0),
            },
            Self::Middle => match stage {
                Stage::NotInstalled => (60.0, 36.0),
                Stage::Installed => (60.0, 152.0),
                Stage::Waiting => (190.0, 152.0),
                Stage::Added => (190.0, 24.0),
                Stage::Removed => (190.0, 280.0),
                Stage::Requested => (366.0, 152.0),
                Stage::Awarded => (448.0, 48.0),
                Stage::Rejected => (448.0, 256.0),
            },
            Self::Compact => match stage {
                Stage::NotInstalled => (44.0, 24.0),
                Stage::Installed => (44.0, 98.0),
                Stage::Waiting => (146.0, 98.0),
                Stage::Added => (146.0, 18.0),
                Stage::Removed => (146.0, 178.0),
                Stage::Requested => (250.0, 98.0),
                Stage::Awarded => (312.0, 24.0),
                Stage::Rejected => (312.0, 172.0),
            },
        };
        Point { x, y }
    }

    /// How a way runs.
    pub(crate) fn curve(self, way: &Transition) -> Curve {
        let course = self.course(way);
        let (from, to) = (self.place(way.from), self.place(way.to));
        let ahead = unit(from, to);
        let aside = Point { x: -ahead.y, y: ahead.x };
        let middle = Point { x: (from.x + to.x) / 2.0, y: (from.y + to.y) / 2.0 };
        let bend = along(along(middle, aside, course.shift), aside, course.bow);
        let start = along(self.border(way.from, unit(from, bend)), aside, course.shift);
        let end = along(self.border(way.to, unit(to, bend)), aside, course.shift);
        let top = between(start, bend, end, course.place);
        let middle = between(start, bend, end, 0.5);
        let words = along(top, aside, course.words);
        let leaning = aside.x * course.words;
        let anchor = if leaning > 4.0 {
            "start"
        } else if leaning < -4.0 {
            "end"
        } else {
            "middle"
        };
        let aside_of_words = if anchor == "middle" && !way.cause.is_empty() { 0.15 } else { 0.5 };
        let number = between(start, bend, end, aside_of_words);
        Curve { start, bend, end, middle, number, words, anchor }
    }

    fn course(self, way: &Transition) -> Course {
        let (near, wide, home) = match self {
            Self::Roomy => (7.0, 66.0, 62.0),
            Self::Middle => (7.0, 74.0, 48.0),
            Self::Compact => (5.0, 58.0, 30.0),
        };
        let pair = Course { shift: -near, bow: -near, words: -10.0, place: 0.5 };
        let other_side = Course { shift: near, bow: near, words: 10.0, place: 0.5 };
        match (way.from, way.to) {
            (Stage::Awarded, Stage::Waiting) => {
                Course { shift: 0.0, bow: wide, words: 10.0, place: 0.5 }
            }
            (Stage::Rejected, Stage::Waiting) => {
                Course { shift: 0.0, bow: -wide, words: 10.0, place: 0.5 }
            }
            (Stage::Waiting, Stage::Removed)
            | (Stage::Removed, Stage::Waiting)
            | (Stage::Added, Stage::Waiting) => other_side,
            (Stage::Waiting, Stage::Added) => Course { place: 0.76, ..other_side },
            (Stage::Waiting, Stage::Requested) => Course { place: 0.6, ..pair },
            (Stage::Requested, Stage::Awarded) => {
                Course { shift: 0.0, bow: 0.0, words: -10.0, place: 0.5 }
            }
            (Stage::Requested, Stage::Rejected) => {
                Course { shift: 0.0, bow: 0.0, words: 10.0, place: 0.5 }
            }
            (Stage::Waiting, Stage::NotInstalled) => {
                Course { shift: 0.0, bow: home, words: -10.0, place: 0.25 }
            }
            (Stage::NotInstalled, _) => Course { shift: 0.0, bow: 0.0, words: 10.0, place: 0.5 },
            _ => pair,
        }
    }

    /// Where a line that leaves a stage's middle in some direction leaves the stage.
    fn border(self, stage: Stage, ahead: Point) -> Point {
        const GAP: f64 = 3.0;
        let middle = self.place(stage);
        if is_hub(stage) {
            return along(middle, ahead, self.hub() + GAP);
        }
        let (half_width, half_height) = self.half();
        let sideways = (half_width + GAP) / ahead.x.abs().max(0.001);
        let upright = (half_height + GAP) / ahead.y.abs().max(0.001);
        along(middle, ahead, sideways.min(upright))
    }
}

impl Curve {
    /// As a path.
    pub(crate) fn path(&self) -> String {
        format!("M{} Q{} {}", pair(self.start), pair(self.bend), pair(self.end))
    }

    /// The head of the arrow, as a path.
    pub(crate) fn head(&self) -> String {
        let back = unit(self.end, self.bend);
        let aside = Point { x: -back.y, y: back.x };
        let foot = along(self.end, back, 7.0);
        let (left, right) = (along(foot, aside, 3.5), along(foot, aside, -3.5));
        format!("M{} L{} L{}", pair(left), pair(self.end), pair(right))
    }

    /// The same way as seen from a point.
    pub(crate) fn seen_from(&self, origin: Point) -> String {
        let relative = |point: Point| Point { x: point.x - origin.x, y: point.y - origin.y };
        let (start, bend, end) = (relative(self.start), relative(self.bend), relative(self.end));
        format!("L{} Q{} {}", pair(start), pair(bend), pair(end))
    }
}

/// Whether the other stages lead back to this one.
pub(crate) fn is_hub(stage: Stage) -> bool {
    STAGES.iter().any(|entry| entry.stage == stage && entry.hub)
}

/// A point as a path has it.
pub(crate) fn pair(point: Point) -> String {
    format!("{} {}", tenths(point.x), tenths(point.y))
}

/// A point of a curve, so far along.
fn between(start: Point, bend: Point, end: Point, far: f64) -> Point {
    let near = 1.0 - far;
    let mix = |start: f64, bend: f64, end: f64| {
        near * near * start + 2.0 * near * far * bend + far * far * end
    };
    Point { x: mix(start.x, bend.x, end.x), y: mix(start.y, bend.y, end.y) }
}

fn along(from: Point, ahead: Point, distance: f64) -> Point {
    Point { x: from.x + ahead.x * distance, y: from.y + ahead.y * distance }
}

fn unit(from: Point, to: Point) -> Point {
    let (x, y) = (to.x - from.x, to.y - from.y);
    let length = x.hypot(y).max(0.001);
    Point { x: x / length, y: y / length }
}
