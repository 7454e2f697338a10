// Where requests come from: files that are chosen or dropped, and links.
import { byId, element, fill, short } from "./dom.js";
import { carriedBy } from "./link.js";
import { LARGEST, requestsIn } from "./requests.js";

/**
 * Connect the buttons, drops and links with the page: `start(operation, text)` begins with a request, `list(file, requests)` with those of a
 * file, `reset()` with the example, and `link()` is the link to what is there.
 * Answers whether the page was opened by a link.
 */
export function connect({ operations, start, list, reset, link }) {
  const notice = byId("notice");
  const load = async (file) => {
    notice.textContent = `Reading ${short(file.name, 60)}\u2026`;
    await new Promise((resume) => setTimeout(resume, 30)); // so that this is seen
    const { requests, problem } = await read(file, operations);
    if (problem) {
      notice.textContent = `${short(file.name, 60)} ${problem}`;
      return;
    }
    list(file.name, requests);
    notice.textContent = `${short(file.name, 60)} is open.`;
  };
  const follow = () => {
    const carried = carriedBy(
      location.hash,
      operations.map(({ name }) => name),
    );
    if (carried) start(carried.operation, carried.text);
    return Boolean(carried);
  };
  byId("file").addEventListener("change", (event) => {
    const [file] = event.target.files;
    if (file) void load(file);
    event.target.value = ""; // so that the same file can be chosen again
  });
  byId("share").addEventListener("click", () => void share(link(), notice));
  byId("reset").addEventListener("click", () => {
    notice.textContent = "";
    reset();
  });
  addEventListener("hashchange", follow);
  receiveDrops(load);
  return follow();
}

/** The requests of a file, or why there are none. */
async function read(file, operations) {
  if (file.size > LARGEST) return { problem: `has more than ${LARGEST / 1024 / 1024} MB; imagespec lint reads files of any size.` };
  try {
    const requests = requestsIn((await file.text()).replace(/^\ufeff/, ""), operations);
    return requests.length ? { requests } : { problem: "holds no request." };
  } catch {
    return { problem: "cannot be read." };
  }
}

async function share(link, notice) {
  if (!link) {
    notice.textContent = "This request is too long for a link.";
    return;
  }
  const name = "Link that carries this request";
  const field = element("input", { type: "text", readonly: true, value: link, "aria-label": name, class: "link" });
  const copied = await copy(link);
  fill(notice, copied ? "The link is copied. " : "Copy this link: ", field);
  field.select();
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // a browser may refuse it
  }
}

function receiveDrops(load) {
  const over = (isOver) => document.body.classList.toggle("over", isOver);
  addEventListener("dragover", (event) => {
    const hasFiles = Array.from(event.dataTransfer?.types ?? []).includes("Files");
    if (hasFiles) event.preventDefault();
    over(hasFiles);
  });
  addEventListener("dragleave", (event) => event.relatedTarget === null && over(false));
  addEventListener(
    "drop",
    (event) => {
      over(false);
      const [file] = event.dataTransfer?.files ?? [];
      if (!file) return; // a text that is dropped goes where it falls
      event.preventDefault();
      event.stopPropagation();
      void load(file);
    },
    true,
  );
}
