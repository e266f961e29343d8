/**
 * The editor: CodeMirror with Python's syntax. Its colours are in playground.css, by CodeMirror's class names.
 */
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { EditorView, drawSelection, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";

export interface Editor {
  source(): string;
}

/** Put an editor into `parent`. `changed` is called after each edit, `run` on Ctrl-Enter or Cmd-Enter. */
export function createEditor(
  parent: HTMLElement,
  source: string,
  on: { changed(): void; run(): void },
): Editor {
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: source,
      extensions: [
        lineNumbers(),
        history(),
        drawSelection(),
        highlightActiveLine(),
        bracketMatching(),
        indentUnit.of("    "),
        syntaxHighlighting(classHighlighter),
        python(),
        keymap.of([
          { key: "Mod-Enter", run: () => (on.run(), true) },
          ...defaultKeymap,
          ...historyKeymap,
          indentWithTab,
        ]),
        EditorView.contentAttributes.of({ "aria-label": "Python program" }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) on.changed();
        }),
      ],
    }),
  });
  return { source: () => view.state.doc.toString() };
}
