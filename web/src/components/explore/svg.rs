//! The drawing's shapes, on the page and as a file that needs no style sheet.
//!
//! Not here: where everything stands (`worker.rs`).

use super::messages::{Drawn, Line, Placed};
use crate::tenths::tenths;
use crate::words;

/// How high a line is.
const LINE: f64 = 16.0;

impl Placed {
    /// Its lines, each with its height, and the note below them.
    pub(super) fn written(&self) -> impl Iterator<Item = (&str, f64)> {
        let first = self.top() + LINE + 4.0;
        let all = self.lines.iter().chain([&self.note]);
        all.scan(first, |y, line| {
            let here = *y;
            *y += LINE;
            Some((line.as_str(), here))
        })
    }

    pub(super) fn left(&self) -> f64 {
        self.x - self.width / 2.0
    }

    pub(super) fn top(&self) -> f64 {
        self.y - self.height / 2.0
    }
}

impl Line {
    pub(super) fn path(&self) -> String {
        let points = self.points.iter().map(|(x, y)| format!("{} {}", tenths(*x), tenths(*y)));
        format!("M{}", points.collect::<Vec<_>>().join("L"))
    }

    /// An arrow's tip at its end.
    pub(super) fn tip(&self) -> String {
        let mut ends = self.points.iter().rev();
        let (Some((x, y)), Some((from_x, from_y))) = (ends.next(), ends.next()) else {
            return String::new();
        };
        let (along, across) = (x - from_x, y - from_y);
        let length = along.hypot(across).max(0.1);
        let (along, across) = (along / length * 7.0, across / length * 7.0);
        let corner = |side: f64| {
            let (x, y) = (x - along - across * side, y - across + along * side);
            format!("{} {}", tenths(x), tenths(y))
        };
        format!("M{} {}L{}L{}Z", tenths(*x), tenths(*y), corner(0.5), corner(-0.5))
    }
}

impl Drawn {
    /// What is not drawn, and what was not found, in sentences; nothing if there is no such thing.
    pub(super) fn said(&self) -> String {
        let drawn = self.nodes.iter().filter(|node| node.state.is_some()).count();
        let folded: Vec<(&str, usize)> =
            self.folded.iter().map(|(stage, count)| (stage.label(), *count)).collect();
        let folded = (!folded.is_empty()).then(|| words::folded(drawn, &folded));
        let left_out = (self.left_out > 0).then(|| words::left_out(self.left_out, true));
        let all = folded.into_iter().chain(left_out).chain(self.unfinished.clone());
        all.collect::<Vec<_>>().join(" ")
    }

    /// The drawing as a file that needs no style sheet.
    pub(super) fn svg(&self) -> String {
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" \
             font-family=\"system-ui, sans-serif\" font-size=\"12\">\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n",
            tenths(self.width),
            tenths(self.height)
        );
        let said = self.said();
        if !said.is_empty() {
            svg.push_str(&format!("<title>{}</title>\n", escaped(&said)));
        }
        for group in &self.groups {
            svg.push_str(&boxed(group, "#f5f5f2", "#e3e3de"));
            svg.push_str(&text(
                group.left() + 12.0,
                group.top() + 16.0,
                "start",
                group.stage.label(),
            ));
        }
        for edge in &self.edges {
            svg.push_str(&format!(
                "<g fill=\"none\" stroke=\"#8a8d93\"><title>{}</title><path d=\"{}\"/><path d=\"{}\" fill=\"#8a8d93\"/></g>\n",
                escaped(&edge.label),
                edge.path(),
                edge.tip()
            ));
        }
        for node in &self.nodes {
            svg.push_str(&boxed(node, "#fff", "#53565d"));
            svg.push_str(&format!("<g><title>{}</title>\n", escaped(&node.label)));
            for (line, y) in node.written() {
                svg.push_str(&text(node.x, y, "middle", line));
            }
            svg.push_str("</g>\n");
        }
        svg.push_str("</svg>\n");
        svg
    }
}

fn boxed(placed: &Placed, fill: &str, stroke: &str) -> String {
    let [x, y, width, height] =
        [placed.left(), placed.top(), placed.width, placed.height].map(tenths);
    format!(
        "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"{fill}\" stroke=\"{stroke}\"/>\n"
    )
}

fn text(x: f64, y: f64, anchor: &str, words: &str) -> String {
    let (x, y, words) = (tenths(x), tenths(y), escaped(words));
    format!("<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{words}</text>\n")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
