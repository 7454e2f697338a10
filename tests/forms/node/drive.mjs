// Runs jobs on the page in Chromium: reads a list of jobs, writes the list of what became of them.
// usage: node drive.mjs input.json output.json, where input is {chromium, forms: {name: {schema, uiSchema}}, jobs: [{kind, form, ...}]}
import { readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";
import { chromium } from "playwright-core";

const [, , input, output] = process.argv;
const { executable, forms, jobs, pages = 1 } = JSON.parse(readFileSync(input, "utf8"));
const bundle = await build({
  entryPoints: ["walks.js"], bundle: true, write: false, format: "iife", define: { "process.env.NODE_ENV": '"production"' }, legalComments: "none",
});
const browser = await chromium.launch({
  executablePath: executable,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const results = new Array(jobs.length);
let next = 0;

async function work() {
  const page = await browser.newPage({ viewport: { width: 760, height: 900 } });
  await page.setContent("<!doctype html><meta charset=utf-8><title>form</title><body></body>");
  const faults = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  await page.addScriptTag({ content: bundle.outputFiles[0].text });
  await page.evaluate((all) => { window.forms = all; }, forms);
  while (next < jobs.length) {
    const number = next++;
    const job = jobs[number];
    if (job.css) await page.addStyleTag({ content: job.css });
    if (job.kind === "typed") results[number] = await typed(page, job);
    else results[number] = await page.evaluate((one) => window.jobs[one.kind]({ ...one, ...window.forms[one.form] }), job);
    if (job.shot) await page.screenshot({ path: job.shot, fullPage: true });
    if (faults.length) { results[number].faults = faults.splice(0); }
  }
  await page.close();
}

/** With the keyboard and the mouse, as a person would. */
async function typed(page, job) {
  await page.evaluate((one) => window.jobs.mount({ ...one, ...window.forms[one.form] }), job);
  if (job.model) await page.selectOption("#root_model", { label: job.model });
  for (const [id, value] of Object.entries(job.values)) {
    const field = page.locator(`#root_${id}`);
    if (Array.isArray(value)) await field.setInputFiles(value.map(({ name, type, bytes }) => ({ name, mimeType: type, buffer: Buffer.from(bytes, "base64") })));
    else if ((await field.evaluate((element) => element.tagName)) === "SELECT") await field.selectOption({ label: value });
    else { await field.click(); await page.keyboard.type(value); }
  }
  await page.waitForTimeout(50);
  return { steps: [await page.evaluate(() => window.jobs.submit())] };
}

await Promise.all(Array.from({ length: pages }, work));
await browser.close();
writeFileSync(output, JSON.stringify(results));
