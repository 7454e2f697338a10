// The editor of the request: CodeMirror in a shadow root, where its styles need no exception from the page's policy.

const HIGHLIGHT = CodeMirror.HighlightStyle.define([
  { tag: CodeMirror.tags.propertyName, color: "var(--key)" },
  { tag: CodeMirror.tags.string, color: "var(--text)" },
  { tag: [CodeMirror.tags.number, CodeMirror.tags.bool, CodeMirror.tags.null], color: "var(--number)" },
]);

const THEME = CodeMirror.EditorView.theme({
  "&": { height: "100%", fontSize: "14px", color: "var(--ink)", backgroundColor: "var(--field)" },
  "&.cm-focused": { outline: "2px solid var(--focus)", outlineOffset: "-2px" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.55", overflow: "auto" },
  ".cm-content": { caretColor: "var(--ink)", padding: "8px 0" },
  ".cm-cursor": { borderLeftColor: "var(--ink)", borderLeftWidth: "2px" },
  ".cm-gutters": { backgroundColor: "var(--panel)", color: "var(--quiet)", borderRight: "1px solid var(--edge)" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--active)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { background: "var(--selection)" },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": { backgroundColor: "var(--active)", outline: "1px solid var(--quiet)" },
  ".cm-foldPlaceholder": { backgroundColor: "var(--panel)", color: "var(--ink)", border: "1px solid var(--edge)" },
  ".cm-placeholder": { color: "var(--quiet)" },
  ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy 1.5px var(--error)", textUnderlineOffset: "3px" },
  ".cm-lintRange-warning": { backgroundImage: "none", textDecoration: "underline wavy 1.5px var(--warning)", textUnderlineOffset: "3px" },
  ".cm-lintPoint::after": { display: "none" },
  ".cm-tooltip": { backgroundColor: "var(--panel)", color: "var(--ink)", border: "1px solid var(--edge)", maxWidth: "min(32rem, 90vw)" },
  ".cm-panels": { backgroundColor: "var(--panel)", color: "var(--ink)" },
  ".cm-panel.cm-panel-lint ul [aria-selected]": { backgroundColor: "var(--active)", color: "var(--ink)" },
  ".cm-diagnostic": { fontFamily: "var(--sans)", whiteSpace: "pre-wrap" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--error)" },
  ".cm-diagnostic-warning": { borderLeftColor: "var(--warning)" },
  ".cm-diagnosticText": { color: "var(--ink)" },
});

/** The editor in an element; `changed` is called with the text after each change. */
export function createEditor(host, changed) {
  const shadow = host.attachShadow({ mode: "open" });
  const { EditorView, EditorState } = CodeMirror;
  const extensions = [
    CodeMirror.lineNumbers(),
    CodeMirror.foldGutter(),
    CodeMirror.history(),
    CodeMirror.drawSelection(),
    CodeMirror.bracketMatching(),
    CodeMirror.indentOnInput(),
    CodeMirror.indentUnit.of("  "),
    CodeMirror.json(),
    CodeMirror.syntaxHighlighting(HIGHLIGHT),
    CodeMirror.placeholder('A request as JSON, such as {"prompt": "a cat"}'),
    EditorView.lineWrapping,
    THEME,
    CodeMirror.keymap.of([...CodeMirror.defaultKeymap, ...CodeMirror.historyKeymap, ...CodeMirror.foldKeymap, ...CodeMirror.lintKeymap]),
    EditorView.contentAttributes.of({ "aria-label": "Request as JSON", id: "request" }),
    EditorView.domEventHandlers({ beforeinput: typed }),
    EditorView.updateListener.of((update) => update.docChanged && changed(update.state.doc.toString())),
  ];
  const view = new EditorView({ root: shadow, parent: shadow, state: EditorState.create({ extensions }) });
  return {
    get text() {
      return view.state.doc.toString();
    },
    /** Write a text in the place of another: only what differs, so that the cursor and undo stay where they are. */
    write(text, kind = "input") {
      const change = difference(view.state.doc.toString(), text);
      if (change) view.dispatch({ changes: change, userEvent: kind });
    },
    /** Begin with a text: undo does not lead to what was there before. */
    open(text) {
      view.setState(EditorState.create({ doc: text, extensions }));
      changed(view.state.doc.toString());
    },
    mark(findings) {
      view.dispatch(CodeMirror.setDiagnostics(view.state, findings));
    },
    select({ from, to }) {
      view.dispatch({ selection: { anchor: from, head: to }, scrollIntoView: true });
      view.focus();
    },
  };
}

/** Browsers carry the look of a replaced text over as an inline style, which the policy refuses and reports: so what is typed is put in here. */
function typed(event, view) {
  if (event.inputType !== "insertText" || event.isComposing || view.composing || typeof event.data !== "string") return false;
  event.preventDefault();
  view.dispatch(view.state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
  return true;
}

function difference(before, after) {
  if (before === after) return null;
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) };
}
