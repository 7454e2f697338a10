// What was found: a verdict that is read out, and each finding with its source and its fixes.
import { counted, element, fill, short, webAddress } from "./dom.js";

/** Most findings that are listed. */
const MOST = 100;

/** The findings in an element; `show`, `apply` and `applyAll` are what its buttons do. */
export function createFindings({ verdict, list, all }, { show, apply, applyAll }) {
  return {
    /** Show a report. */
    report(report) {
      say(verdict, ...judged(report.diagnostics));
      const fixes = report.diagnostics.flatMap((finding) => finding.fixes);
      fill(all, ...wholesale(fixes, applyAll));
      const more = report.diagnostics.length - MOST;
      const rest = more > 0 ? element("li", { class: "empty" }, `${more.toLocaleString("en")} more.`) : "";
      fill(list, ...report.diagnostics.slice(0, MOST).map((finding) => item(finding, { show, apply })), rest);
    },
    /** Show that the text is no JSON, or nested too deep. */
    broken(error) {
      say(verdict, "error", "This cannot be read as a request.");
      fill(all);
      const go = element("button", { type: "button", onclick: () => show(error) }, "Show in the text");
      fill(list, element("li", { class: "finding error" }, element("p", {}, error.message), element("div", { class: "row" }, go)));
    },
  };
}

function judged(findings) {
  const errors = findings.filter((finding) => finding.severity === "error").length;
  const warnings = findings.length - errors;
  if (errors)
    return ["error", `${counted(errors, "error")}${warnings ? `, ${counted(warnings, "warning")}` : ""}: the API refuses this request.`];
  if (warnings) return ["warning", `No errors, ${counted(warnings, "warning")}.`];
  return ["fine", "No errors: this request may be sent."];
}

function say(place, kind, text) {
  if (place.textContent === text && place.className === `verdict ${kind}`) return;
  place.className = `verdict ${kind}`;
  place.textContent = text;
}

function wholesale(fixes, applyAll) {
  const safe = fixes.filter((fix) => fix.safety === "safe").length;
  const buttons = [];
  if (safe) buttons.push(element("button", { type: "button", onclick: () => applyAll(false) }, `Apply all safe fixes (${safe})`));
  if (fixes.length > safe)
    buttons.push(element("button", { type: "button", onclick: () => applyAll(true) }, "Apply all fixes, unsafe ones too"));
  return buttons;
}

function item(finding, { show, apply }) {
  const head = element(
    "h3",
    {},
    element("span", { class: "mark", "aria-hidden": "true" }, finding.severity === "error" ? "\u2716" : "\u25b2"),
    element("span", { class: "severity" }, finding.severity),
    " ",
    element("code", {}, finding.rule),
  );
  const place = finding.pointer || "the request";
  const buttons = [
    element("button", { type: "button", onclick: () => show(finding), "aria-label": `Show in the text: ${place}` }, "Show in the text"),
  ];
  for (const fix of finding.fixes) {
    buttons.push(
      element(
        "button",
        { type: "button", class: fix.safety, onclick: () => apply(fix) },
        `Fix: ${short(fix.title, 100)}`,
        element("small", {}, ` (${fix.safety})`),
      ),
    );
  }
  return element(
    "li",
    { class: `finding ${finding.severity}` },
    head,
    element("p", {}, short(finding.message, 600)),
    element("div", { class: "row" }, ...buttons),
    source(finding.source),
  );
}

function source(from) {
  if (!from) return "";
  const address = webAddress(from.url);
  const title = short(from.title, 120);
  const link = address ? element("a", { href: address, rel: "noreferrer noopener", target: "_blank" }, title) : title;
  return element("p", { class: "source" }, "Source: ", link, from.date ? `, ${from.date}` : "", from.basis ? ` (${from.basis})` : "");
}
