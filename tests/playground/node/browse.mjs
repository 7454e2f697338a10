// Runs the walks of walks.mjs on the page in Chromium and prints what became of each as JSON.
// usage: node browse.mjs input.json, where input is {executable, page, others, names, given, seed}
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import * as walks from "./walks.mjs";

const { executable, page: path, others, names, given, seed } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const axe = readFileSync(new URL(import.meta.resolve("axe-core/axe.min.js")), "utf8");
const browser = await chromium.launch({
  executablePath: executable,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});
const results = {};
let next = 0;

/** A page of its own, on which everything that it asks for or says is remembered. */
async function opened(seen, { width = 1280, scheme = "light", hash = "", file = path, touch = false } = {}) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme, hasTouch: touch });
  const page = await context.newPage();
  page.setDefaultTimeout(15000);
  const own = pathToFileURL(file).href;
  page.on("console", (message) => seen.console.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => seen.console.push(`error: ${error.stack}`));
  page.on("dialog", (dialog) => {
    seen.console.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  context.on("request", (request) => request.url().split("#")[0] === own || seen.requests.push(request.url()));
  await page.goto(own + hash);
  page.audit = async () => {
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => window.axe.run());
    seen.violations.push(
      ...violations.map(
        ({ id, nodes }) =>
          `${id}: ${nodes
            .slice(0, 3)
            .map((node) => node.target.join(" "))
            .join(", ")}`,
      ),
    );
  };
  return page;
}

async function work() {
  while (next < names.length) {
    const name = names[next++];
    const seen = { console: [], requests: [], violations: [], failure: "", found: null };
    try {
      seen.found = (await walks[name]({ open: (options) => opened(seen, options), others, given, seed })) ?? null;
    } catch (error) {
      seen.failure = String(error.stack ?? error);
    }
    results[name] = seen;
  }
}

await Promise.all([work(), work()]);
await browser.close();
console.log(JSON.stringify(results));
