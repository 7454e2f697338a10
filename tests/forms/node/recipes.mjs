// The examples of schemas/README.md in Chromium, as they stand: a form that is sent, one of react-hook-form, an upload.
// usage: node recipes.mjs executable folder, where folder holds the schemas and the examples
import { writeFileSync } from "node:fs";
import { build } from "esbuild";
import { chromium } from "playwright-core";

const [, , executablePath, folder] = process.argv;
writeFileSync(`${folder}/entry.jsx`, `
  import { createRoot } from "react-dom/client";
  import { ImageForm } from "./form.jsx";
  import { PromptForm } from "./hook.jsx";
  import { body } from "./upload.js";
  const forms = { ImageForm, PromptForm };
  window.sent = [];
  window.show = (name) => {
    document.body.innerHTML = "<main></main>";
    const Shown = forms[name];
    createRoot(document.querySelector("main")).render(<Shown send={(data) => window.sent.push(JSON.parse(JSON.stringify(data)))} />);
  };
  window.parts = async (data) => Promise.all([...body(data)].map(async ([key, value]) =>
    value instanceof File ? [key, value.name, value.type, value.size] : [key, value]));
`);
const bundle = await build({ entryPoints: [`${folder}/entry.jsx`], bundle: true, write: false, jsx: "automatic", define: { "process.env.NODE_ENV": '"production"' } });
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
const page = await browser.newPage();
await page.setContent("<!doctype html><meta charset=utf-8><body></body>");
await page.addScriptTag({ content: bundle.outputFiles[0].text });

await page.evaluate(() => window.show("ImageForm"));
await page.selectOption("#root_model", { label: "GPT Image 2" });
await page.fill("#root_prompt", "A fox");
await page.fill("#root_size", "1920x1080");
await page.click("button[type=submit]");
const form = await page.locator(".error-detail li").allTextContents();
const headings = await page.locator("legend").allTextContents();
await page.fill("#root_size", "2048x1152");
await page.selectOption("#root_output_format", { label: "WebP" });
await page.click("button[type=submit]");

await page.evaluate(() => window.show("PromptForm"));
await page.fill("[name=model]", "dall-e-3");
await page.fill("[name=prompt]", "A fox");
await page.fill("[name=size]", "16x16");
await page.click("button");
await page.waitForSelector(".error");
const hook = await page.locator(".error").allTextContents();
await page.fill("[name=size]", "1792x1024");
await page.click("button");
await page.waitForFunction(() => window.sent.length === 2);

const url = "data:image/png;name=a%20b.png;base64,iVBORw0KGgo=";
const parts = await page.evaluate((data) => window.parts(data), { model: "gpt-image-2", image: [url, url], n: 2, mask: url, svg: { model: "m" }, user: undefined });
console.log(JSON.stringify({ form, headings, hook, sent: await page.evaluate(() => window.sent), parts }));
await browser.close();
