// Requests that come from files and links, and files that are chosen for them.
import assert from "node:assert/strict";
import { dropped, foreign, link, requestOf, textOf, typed, verdictOf } from "./hands.mjs";

const UNREAD = "This cannot be read as a request.";

export async function links({ open }) {
  const page = await open();
  await typed(page, '{"prompt": "ü €  \\" #&=+%20 😀"}');
  await page.locator("#operation").selectOption("edit-json");
  await page.locator("#share").click();
  const carried = await page.locator("#notice input").inputValue();
  const other = await open({ hash: new URL(carried).hash });
  assert.equal(await textOf(other), await textOf(page));
  assert.equal(await other.locator("#operation").inputValue(), "edit-json");
  const hostile = [
    "#",
    "#request",
    "#operation=__proto__&request={}",
    "#request=%",
    "#request=%FF%FE",
    "#operation=generate",
    `#request=${"[".repeat(50000)}`,
    link("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"),
    link("generate", '{"__proto__": {"model": 1}, "constructor": 2, "<b>": "</script><script>alert(1)</script>"}'),
    link("generate", {
      model: "<img src=x onerror=alert(1)>",
      prompt: "\u202e\u0000</textarea><script>alert(1)</script>",
      size: "javascript:alert(1)",
    }),
    link("constructor", { prompt: "x".repeat(40000) }),
    link("generate", `{"n": ${"9".repeat(400)}, "size": "${"9".repeat(300)}x1"}`),
  ];
  for (const hash of hostile) {
    const met = await open({ hash });
    assert.ok(await verdictOf(met), hash);
    assert.equal(await foreign(met), 0);
    await met.evaluate(
      (text) => {
        location.hash = text;
      },
      link("generate", { model: "gpt-image-2", prompt: "next" }),
    );
    await met.waitForFunction(() => document.getElementById("verdict").textContent.startsWith("No errors"));
  }
  await typed(page, JSON.stringify({ prompt: "x".repeat(70000) }));
  assert.equal(await page.locator("#notice").textContent(), "");
  await page.locator("#share").click();
  assert.equal(await page.locator("#notice").textContent(), "This request is too long for a link.");
}

export async function files({ open }) {
  const page = await open();
  const put = async (name, text) => {
    await page.locator("#file").setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
    await page.waitForFunction((called) => document.getElementById("notice").textContent.startsWith(called), name);
  };
  await put("one.json", '\ufeff{"model": "dall-e-2",\r\n "prompt": "a"}');
  assert.equal(await textOf(page), '{"model": "dall-e-2",\n "prompt": "a"}');
  assert.equal(await page.locator("#requests").isVisible(), false);
  const lines = [
    { custom_id: "a", method: "POST", url: "/v1/images/generations", body: { model: "gpt-image-2", prompt: "a cat" } },
    { custom_id: "<b>b</b>", method: "POST", url: "/v1/images/edits", body: { model: "gpt-image-2", prompt: "a cat", images: [] } },
    { url: "/v1/responses", body: { model: "gpt-5", tools: [{ type: "web_search" }, { type: "image_generation", quality: "best" }] } },
    { model: "gpt-image-2", prompt: "a", size: "1920x1080" },
  ];
  await put("batch.jsonl", `${lines.map((line) => JSON.stringify(line)).join("\n")}\n{"broken": \n`);
  assert.match(await page.locator("#requests-title").textContent(), /^batch\.jsonl: 5 entries, 4 with errors$/);
  const rows = page.locator("#requests-list button");
  const seen = [];
  for (let index = 0; index < 5; index++) {
    await rows.nth(index).click();
    seen.push([
      await rows.nth(index).textContent(),
      await page.locator("#operation").inputValue(),
      await textOf(page),
      await page.locator("#verdict").getAttribute("class"),
    ]);
  }
  await rows.nth(3).click();
  await page.locator(".finding button", { hasText: "Fix:" }).click();
  assert.equal(await rows.nth(3).getAttribute("class"), "fine");
  assert.equal(await page.locator("#requests-title").textContent(), "batch.jsonl: 5 entries, 3 with errors");
  await rows.nth(0).click();
  await rows.nth(3).click();
  assert.match(await textOf(page), /1920x1088/);
  await page.locator("#only-wrong").check();
  assert.equal(await rows.count(), 3);
  await put(
    "many.jsonl",
    Array.from({ length: 20000 }, (_, index) => JSON.stringify({ prompt: `cat ${index}`, model: "gpt-image-2" })).join("\n"),
  );
  assert.equal(await rows.count(), 50);
  await page.locator("#requests-pages button", { hasText: "Later" }).click();
  assert.match(await rows.first().textContent(), /^line 51 /);
  await put("empty.json", "[]");
  assert.match(await page.locator("#notice").textContent(), /holds no request/);
  await dropped(
    page,
    "dropped.json",
    '[{"prompt": "a"}, {"image": "a.png"}, {"image": "a.png", "prompt": "b"}, {"images": [], "prompt": "c"}, {"type": "image_generation"}, 7]',
  );
  await page.waitForFunction(() => document.getElementById("requests-title").textContent.startsWith("dropped.json: 6"));
  const guessed = [];
  for (let index = 0; index < 6; index++) {
    await rows.nth(index).click();
    guessed.push(await page.locator("#operation").inputValue());
  }
  await put("page.html", "<img src=x onerror=alert(1)><script>alert(2)</script>");
  assert.equal(await verdictOf(page), UNREAD);
  assert.equal(await foreign(page), 0);
  return { seen, guessed };
}

/** Files are chosen for uploads; what the page writes of them is judged in Python. */
export async function uploads({ open }) {
  const page = await open({ hash: link("edit", { model: "gpt-image-2", prompt: "a cat" }) });
  const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
  await page.locator("[id='field/image']").setInputFiles({ name: "a.png", mimeType: "image/png", buffer: png });
  await page.waitForFunction(() => document.getElementById("verdict").textContent.startsWith("No errors"));
  const one = await requestOf(page);
  await page.locator("[id='field/image']").setInputFiles([
    { name: "a.png", mimeType: "image/png", buffer: png },
    { name: "b.bmp", mimeType: "image/bmp", buffer: Buffer.from("BM......") },
  ]);
  await page.waitForFunction(() => document.getElementById("verdict").textContent.includes("error:"));
  const two = await requestOf(page);
  const rules = await page.locator(".finding code").allTextContents();
  await page.locator("[id='field/image-remove']").click();
  assert.deepEqual(await requestOf(page), { model: "gpt-image-2", prompt: "a cat" });
  return { one, two, rules };
}
