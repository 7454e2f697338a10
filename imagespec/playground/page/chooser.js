// The requests of a file, a page of them at a time, each with its verdict.
import { element, fill, short } from "./dom.js";

const PAGE = 50;

/** The list in elements of the page; `open(index)` is called when a request is chosen. */
export function createChooser({ section, title, list, pages }, open) {
  let requests = [];
  let called = "";
  let chosen = 0;
  let first = 0;
  let onlyWrong = false;

  function visible() {
    return requests.map((request, index) => ({ ...request, index })).filter(({ state }) => !onlyWrong || state !== "fine");
  }

  function paint() {
    const errors = requests.filter(({ state }) => state === "error").length;
    title.textContent = `${called}: ${requests.length.toLocaleString("en")} entries, ${errors ? `${errors.toLocaleString("en")} with errors` : "none with an error"}`;
    const rows = visible();
    first = Math.min(first, Math.max(0, PAGE * Math.floor((rows.length - 1) / PAGE)));
    fill(list, ...rows.slice(first, first + PAGE).map(row));
    const move = (to, text) =>
      element(
        "button",
        {
          type: "button",
          disabled: to < 0 || to >= rows.length,
          onclick: () => {
            first = to;
            paint();
          },
        },
        text,
      );
    const wrong = element("input", {
      type: "checkbox",
      id: "only-wrong",
      checked: onlyWrong,
      onchange: () => {
        onlyWrong = wrong.checked;
        first = 0;
        paint();
      },
    });
    const paging =
      rows.length > PAGE
        ? [
            move(first - PAGE, "Earlier"),
            move(first + PAGE, "Later"),
            `${first + 1} to ${Math.min(first + PAGE, rows.length)} of ${rows.length}`,
          ]
        : [];
    fill(pages, element("label", {}, wrong, " only those with findings"), ...paging);
  }

  function row({ name, state, index }) {
    const mark = { error: "\u2716 errors", warning: "\u25b2 warnings", fine: "\u2714 fine" }[state];
    const pressed = String(index === chosen);
    return element(
      "li",
      {},
      element(
        "button",
        { type: "button", "aria-pressed": pressed, class: state, onclick: () => choose(index) },
        element("span", {}, short(name, 60)),
        " ",
        element("span", { class: "state" }, mark),
      ),
    );
  }

  function choose(index) {
    chosen = index;
    open(index);
    paint();
    list.querySelector("[aria-pressed=true]")?.focus();
  }

  return {
    /** List the requests of a file, each with `name` and `state`. One request needs no list. */
    show(file, found) {
      requests = found;
      called = short(file, 60);
      [chosen, first, onlyWrong] = [0, 0, false];
      section.hidden = requests.length < 2;
      paint();
    },
    /** Say anew how the chosen request stands. */
    judge(state) {
      if (!requests[chosen] || requests[chosen].state === state) return;
      requests[chosen].state = state;
      if (!section.hidden) {
        const focused = list.contains(document.activeElement);
        paint();
        if (focused) list.querySelector("[aria-pressed=true]")?.focus();
      }
    },
    close() {
      section.hidden = true;
      requests = [];
    },
  };
}
