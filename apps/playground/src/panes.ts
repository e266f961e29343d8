/**
 * The tabs and their panes: one per stage of the pipeline, and the output.
 */

export interface Pane {
  /** Put this text in the place of what is there. */
  show(text: string, className?: string): void;
  /** Add this text at the end. */
  append(text: string, className?: string): void;
  clear(): void;
}

/** Make a tab and a pane for each name; the returned map is in the same order. `select` shows one of them. */
export function createPanes<Name extends string>(
  tabs: HTMLElement,
  container: HTMLElement,
  titles: ReadonlyMap<Name, string>,
): { panes: ReadonlyMap<Name, Pane>; select(name: Name): void } {
  const buttons = new Map<Name, HTMLButtonElement>();
  const texts = new Map<Name, HTMLPreElement>();
  const select = (selected: Name) => {
    for (const [name, button] of buttons) {
      button.setAttribute("aria-selected", String(name === selected));
      texts.get(name)!.hidden = name !== selected;
    }
  };
  for (const [name, title] of titles) {
    const button = document.createElement("button");
    button.type = "button";
    button.role = "tab";
    button.id = `tab-${name}`;
    button.textContent = title;
    button.addEventListener("click", () => select(name));
    buttons.set(name, button);

    const text = document.createElement("pre");
    text.id = `pane-${name}`;
    text.role = "tabpanel";
    text.setAttribute("aria-labelledby", button.id);
    texts.set(name, text);
  }
  tabs.replaceChildren(...buttons.values());
  container.replaceChildren(...texts.values());
  return { panes: new Map([...texts].map(([name, text]) => [name, paneOf(text)])), select };
}

function paneOf(element: HTMLPreElement): Pane {
  const span = (text: string, className = "") => {
    const part = document.createElement("span");
    part.className = className;
    part.textContent = text;
    return part;
  };
  return {
    show: (text, className) => element.replaceChildren(span(text, className)),
    append: (text, className) => {
      const last = element.lastElementChild;
      if (last?.className === (className ?? "")) last.append(text);
      else element.append(span(text, className));
      element.scrollTop = element.scrollHeight;
    },
    clear: () => element.replaceChildren(),
  };
}
