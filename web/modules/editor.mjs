// The editor of the replay: CodeMirror in a shadow root, so that its styles stay inside and need no
// <style> element, which the page's policy forbids. Not here: what a text means, and what is wrong
// with it; the page says so (`web/src/components/editor.rs`). Colours are the page's variables.

import { defaultKeymap, history, historyKeymap, isolateHistory } from "@codemirror/commands";
import {
  bracketMatching, continuedIndent, foldGutter, foldInside, foldKeymap, foldNodeProp, HighlightStyle, indentNodeProp,
  LRLanguage, syntaxHighlighting,
} from "@codemirror/language";
import { EditorState, RangeSet, StateEffect, StateField } from "@codemirror/state";
import {
  Decoration, EditorView, GutterMarker, gutterLineClass, keymap, lineNumbers, placeholder, WidgetType,
} from "@codemirror/view";
import { styleTags, tags } from "@lezer/highlight";
import { parser } from "./json-values.grammar";

const json = LRLanguage.define({
  name: "json",
  parser: parser.configure({
    props: [
      foldNodeProp.add({ "Object Array": foldInside }),
      indentNodeProp.add({ "Object Array": continuedIndent({ except: /^\s*[\]}]/ }) }),
      styleTags({
        PropertyName: tags.propertyName,
        String: tags.string,
        Number: tags.number,
        "True False Null": tags.atom,
      }),
    ],
  }),
});

const colours = HighlightStyle.define([
  { tag: tags.propertyName, class: "key" },
  { tag: tags.string, class: "string" },
  { tag: [tags.number, tags.atom], class: "value" },
]);

const look = EditorView.theme({
  "&": {
    color: "var(--ink)",
    backgroundColor: "var(--raised)",
    border: "1px solid var(--line-strong)",
    borderRadius: "8px",
    fontSize: "12px",
    height: "100%",
    overflow: "hidden",
  },
  "&.cm-focused": { outline: "2px solid var(--accent)", outlineOffset: "1px" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "18px" },
  ".cm-content": { caretColor: "var(--ink)", paddingBlock: "8px" },
  ".cm-gutters": {
    color: "var(--muted)",
    backgroundColor: "var(--sunken)",
    borderRight: "1px solid var(--line)",
  },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "24px", paddingInline: "4px" },
  ".cm-foldGutter .cm-gutterElement": { width: "16px", textAlign: "center", cursor: "pointer" },
  ".cm-foldPlaceholder": {
    color: "var(--ink)",
    backgroundColor: "var(--accent-soft)",
    border: "1px solid var(--line-strong)",
    borderRadius: "4px",
    paddingInline: "4px",
  },
  "&.cm-focused .cm-matchingBracket, .cm-matchingBracket": {
    backgroundColor: "var(--accent-soft)",
    outline: "1px solid var(--accent)",
  },
  "&.cm-focused .cm-nonmatchingBracket, .cm-nonmatchingBracket": {
    color: "var(--excluded)",
    backgroundColor: "var(--excluded-soft)",
  },
  ".key": { fontWeight: "600" },
  ".string": { color: "var(--allowed)" },
  ".value": { color: "var(--accent)" },
  ".problem-line": { backgroundColor: "var(--excluded-soft)" },
  ".problem-gutter": {
    color: "var(--excluded)",
    backgroundColor: "var(--excluded-soft)",
    fontWeight: "700",
  },
  ".cm-lineNumbers .problem-gutter": { boxShadow: "inset 3px 0 var(--excluded)" },
  ".problem-place": {
    textDecoration: "underline wavy var(--excluded)",
    textDecorationSkipInk: "none",
    textUnderlineOffset: "3px",
  },
  ".problem-words": {
    padding: "4px 8px",
    color: "var(--ink)",
    backgroundColor: "var(--excluded-soft)",
    borderTop: "1px dashed var(--excluded)",
    fontFamily: "var(--text)",
    overflowWrap: "anywhere",
    whiteSpace: "pre-wrap",
  },
});

/** Tells what is wrong: `{ line, column, words }`, counted from one, the column in bytes; or nothing. */
const tell = StateEffect.define();

class Words extends WidgetType {
  constructor(words) {
    super();
    this.words = words;
  }
  eq(other) {
    return other.words === this.words;
  }
  toDOM() {
    const place = document.createElement("div");
    place.className = "problem-words";
    place.textContent = this.words;
    return place;
  }
}

const beside = new (class extends GutterMarker {
  elementClass = "problem-gutter";
})();

const problem = StateField.define({
  create: () => ({ text: Decoration.none, gutter: RangeSet.empty }),
  update({ text, gutter }, { changes, effects, state }) {
    const told = effects.findLast((effect) => effect.is(tell));
    if (told) return marks(state.doc, told.value);
    return { text: text.map(changes), gutter: gutter.map(changes) };
  },
  provide: (field) => [
    EditorView.decorations.from(field, ({ text }) => text),
    gutterLineClass.from(field, ({ gutter }) => gutter),
  ],
});

function marks(doc, problem) {
  if (!problem) return { text: Decoration.none, gutter: RangeSet.empty };
  const { line, at } = placeOf(doc, problem);
  const end = Math.min(at + 1, line.to);
  const start = at < end ? at : Math.max(line.from, at - 1);
  const found = [Decoration.line({ class: "problem-line" }).range(line.from)];
  if (start < end) found.push(Decoration.mark({ class: "problem-place" }).range(start, end));
  const words = Decoration.widget({ widget: new Words(problem.words), block: true, side: 1 });
  found.push(words.range(line.to));
  return { text: Decoration.set(found), gutter: RangeSet.of([beside.range(line.from)]) };
}

function placeOf(doc, { line: number, column }) {
  const line = doc.line(Math.max(1, Math.min(number, doc.lines)));
  const before = new TextEncoder().encode(line.text).subarray(0, Math.max(0, column - 1));
  return { line, at: Math.min(line.to, line.from + new TextDecoder().decode(before).length) };
}

/** The page does not see from outside that one writes: its shortcuts must not hear what is typed. */
function keepKey(event) {
  if (event.defaultPrevented || !(event.ctrlKey || event.metaKey)) event.stopPropagation();
}

/**
 * Puts an editor into an element.
 *
 * @param {Element} host
 * @param {object} options `text` and `selection` to begin with; `label` and `description` for people
 *   who do not see it; `placeholder`; `largest`, in characters: a text that would become
 *   longer by pasting stays as it is, and `tooLarge` is told of how many bytes; `submit` is called on Ctrl+Enter.
 */
export function mount(host, options) {
  const { text, selection, label, description, placeholder: hint, largest, tooLarge, submit } = options;
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  const paste = (event, view) => {
    const pasted = event.clipboardData?.getData("text/plain") ?? "";
    if (view.state.doc.length + pasted.length <= largest) return false;
    tooLarge(view.state.doc.length + new TextEncoder().encode(pasted).length);
    return true;
  };
  host.addEventListener("keydown", keepKey);
  const view = new EditorView({
    parent: root,
    root,
    state: EditorState.create({
      doc: text,
      selection: { anchor: selection },
      extensions: [
        keymap.of([{ key: "Mod-Enter", run: () => (submit(), true) }]),
        keymap.of([...foldKeymap, ...historyKeymap, ...defaultKeymap]),
        history(),
        lineNumbers(),
        foldGutter(),
        bracketMatching(),
        json,
        syntaxHighlighting(colours),
        problem,
        look,
        placeholder(hint),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({
          "aria-label": label,
          "aria-description": description,
          tabindex: "0",
        }),
        EditorView.domEventHandlers({
          paste,
          // The page opens files itself, wherever they are dropped.
          drop: (event) => event.dataTransfer.files.length > 0,
        }),
      ],
    }),
  });
  return {
    text: () => view.state.doc.toString(),
    /** Replaces the text; undoing brings the old one back. */
    replace(text) {
      const changes = { from: 0, to: view.state.doc.length, insert: text };
      view.dispatch({ changes, annotations: isolateHistory.of("full") });
    },
    /** Marks the place of a problem, brings it into view and puts the cursor there. */
    mark(line, column, words) {
      const problem = { line, column, words };
      const { at } = placeOf(view.state.doc, problem);
      view.dispatch({
        selection: { anchor: at },
        effects: [tell.of(problem), EditorView.scrollIntoView(at, { y: "center" })],
      });
    },
    unmark: () => view.dispatch({ effects: tell.of(null) }),
    focus: () => view.focus(),
    remove() {
      host.removeEventListener("keydown", keepKey);
      view.destroy();
    },
  };
}
