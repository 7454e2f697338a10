// Walks over the page. What they find wrong they throw; what they answer is judged in Python.
import assert from "node:assert/strict";
import { dropped, focused, foreign, link, placeOf, requestOf, tabTo, textOf, typed, underlined, verdictOf } from "./hands.mjs";

const UNREAD = "This cannot be read as a request.";
const FINE = "No errors: this request may be sent.";

export async function begin({ open }) {
  const page = await open();
  const ready = [];
  for (let count = 0; count < 4; count++) {
    await page.reload();
    ready.push(await page.evaluate(() => performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd));
  }
  return { ready: Math.min(...ready), verdict: await verdictOf(page), rules: await page.locator(".finding code").allTextContents(), underlined: await underlined(page), text: await textOf(page) };
}

export async function keyboard({ open }) {
  for (const width of [1280, 390]) {
    const page = await open({ width });
    await tabTo(page, "operation");
    await tabTo(page, "model");
    await tabTo(page, "file");
    await tabTo(page, "share");
    await tabTo(page, "reset");
    await tabTo(page, "request");
    await page.keyboard.press("Control+a");
    await page.keyboard.insertText('{"model": "gpt-image-2", "prompt": "a cat", "size": "1920x1080"}');
    await tabTo(page, "field/prompt");
    await page.keyboard.press("End");
    await page.keyboard.type(" and a dog");
    await tabTo(page, "field/n");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    assert.deepEqual(await requestOf(page), { model: "gpt-image-2", prompt: "a cat and a dog", size: "1920x1080", n: 2 });
    await tabTo(page, "Fix: ", width === 390);
    await page.keyboard.press("Enter");
    assert.equal(await verdictOf(page), FINE);
    assert.equal(await focused(page), "verdict");
    assert.equal((await requestOf(page)).size, "1920x1088");
    await tabTo(page, "map");
    await page.keyboard.press("ArrowRight");
    assert.equal((await requestOf(page)).size, "1936x1088");
    await page.keyboard.press("Shift+ArrowDown");
    assert.equal((await requestOf(page)).size, "1936x960");
    const label = await page.locator("#map").getAttribute("aria-label");
    assert.match(label, /^Map of the sizes of gpt-image-2\. 1936x960 is allowed \(1,858,560 pixels\)\.$/);
    assert.equal(await page.locator("#map-said").textContent(), "1936x960 is allowed (1,858,560 pixels).");
    for (let count = 0; count < 40; count++) await page.keyboard.press("Shift+ArrowUp");
    assert.equal(await verdictOf(page), "No errors, 1 warning.");
    assert.match(await page.locator("#map-said").textContent(), /experimental/);
    await tabTo(page, "reset", true);
    await page.keyboard.press("Enter");
    assert.match(await textOf(page), /1920x1080/);
  }
}

/** The form and the text are one state, both ways, and what is not touched keeps its layout. */
export async function together({ open }) {
  const page = await open();
  const written = '{"model":"gpt-image-2",\n   "prompt": "a cat",\n   "quality" : "best", "n": "2"}';
  await typed(page, written);
  assert.match(await verdictOf(page), /^2 errors: /);
  assert.equal(await page.locator("[id='field/quality']").inputValue(), '"best"');
  assert.equal(await page.locator("[id='field/quality']").getAttribute("aria-invalid"), "true");
  await page.locator("[id='field/quality']").selectOption({ label: "High" });
  assert.equal(await textOf(page), written.replace('"best"', '"high"'));
  await page.locator("[id='field/n']").fill("3");
  assert.equal(await textOf(page), '{"model":"gpt-image-2",\n   "prompt": "a cat",\n   "quality" : "high", "n": 3}');
  await page.locator("[id='field/n']").fill("");
  await page.locator("summary", { hasText: "Format" }).click();
  await page.locator("[id='field/svg']").click();
  assert.deepEqual((await requestOf(page)).svg, { model: "" });
  await page.locator("[id='field/svg/model']").fill("gpt-5");
  assert.deepEqual((await requestOf(page)).svg, { model: "gpt-5" });
  await page.locator("[id='field/svg']").click();
  assert.deepEqual(await requestOf(page), { model: "gpt-image-2", prompt: "a cat", quality: "high" });
  await page.locator("#model").selectOption('"dall-e-3"');
  assert.equal((await requestOf(page)).model, "dall-e-3");
  assert.deepEqual(await page.locator("#map-beside .limits li").allTextContents(), ["one of 1024x1024, 1792x1024, 1024x1792"]);
  await typed(page, '{"model": "gpt-image-9", "prompt": "a cat"}');
  assert.match(await page.locator("#form").textContent(), /not known/);
  assert.equal(await page.locator("#map-section").isVisible(), false);
  assert.equal(await page.locator("#model").inputValue(), '"gpt-image-9"');
  await page.keyboard.press("Control+z");
  assert.equal((await requestOf(page)).model, "dall-e-3");
}

export async function broken({ open }) {
  const page = await open();
  const told = [];
  for (const text of ['{"prompt": "a cat",}', '{"prompt": "a', "", "{'prompt': 1}", "[1, 2", "NaN", "[".repeat(20000), `{"prompt": ${"[".repeat(20000)}${"]".repeat(20000)}}`]) {
    await typed(page, text || " ");
    assert.equal(await verdictOf(page), UNREAD);
    told.push(await page.locator(".finding p").first().textContent());
    assert.equal(await page.locator("#map-section").isVisible(), false);
  }
  for (const text of ["[]", "1", '"text"', "null", `${"[".repeat(400)}${"]".repeat(400)}`]) {
    await typed(page, text);
    assert.match(await verdictOf(page), /^1 error: /);
  }
  await page.locator("#model").selectOption('"gpt-image-2"');
  assert.deepEqual(await requestOf(page), { model: "gpt-image-2" });
  return told;
}

/** Clicks and drags all over the map choose sizes; what they chose is judged in Python. */
export async function pointer({ open }) {
  const found = [];
  for (const [width, model, most] of [[1280, "gpt-image-2", 3840 * 1.06], [390, "gpt-image-2", 3840 * 1.06], [1280, "dall-e-3", 1792 * 1.15]]) {
    const page = await open({ width, hash: link("generate", { model, prompt: "a cat" }) });
    assert.equal(await page.locator("#map-said").textContent(), "The request asks for no size.");
    await page.locator("#map").scrollIntoViewIfNeeded();
    for (const place of [[1024, 1024], [3000, 3000], [100, 100], [3800, 200], [1500, 600]]) {
      await page.mouse.click(...(await placeOf(page, place, most)));
      found.push([model, (await requestOf(page)).size]);
    }
    await page.mouse.move(...(await placeOf(page, [1024, 1024], most)));
    await page.mouse.down();
    await page.mouse.move(...(await placeOf(page, [1600, 1100], most)), { steps: 8 });
    await page.mouse.up();
    found.push([model, (await requestOf(page)).size]);
    await page.mouse.move(...(await placeOf(page, [700, 1400], most)));
    assert.equal((await requestOf(page)).size, found.at(-1)[1]);
  }
  return found;
}

/** A GIF has frames on a sheet: the map is that of a frame. */
export async function frames({ open }) {
  const page = await open({ hash: link("generate", { model: "gpt-image-2", prompt: "a cat", output_format: "gif", frame_count: 16, size: "3840x2160" }) });
  assert.match(await page.locator("#map-beside").textContent(), /Each of 16 frames takes/);
  const found = [];
  await page.locator("#map").focus();
  for (const key of ["Enter", "ArrowLeft", "Shift+ArrowLeft", "ArrowDown", "Shift+ArrowUp"]) {
    await page.keyboard.press(key);
    found.push(await requestOf(page));
  }
  return found;
}

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
    "#", "#request", "#operation=__proto__&request={}", "#request=%", "#request=%FF%FE", "#operation=generate", `#request=${"[".repeat(50000)}`,
    link("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"), link("generate", '{"__proto__": {"model": 1}, "constructor": 2, "<b>": "</script><script>alert(1)</script>"}'),
    link("generate", { model: "<img src=x onerror=alert(1)>", prompt: "\u202e\u0000</textarea><script>alert(1)</script>", size: "javascript:alert(1)" }),
    link("constructor", { prompt: "x".repeat(40000) }), link("generate", `{"n": ${"9".repeat(400)}, "size": "${"9".repeat(300)}x1"}`),
  ];
  for (const hash of hostile) {
    const met = await open({ hash });
    assert.ok(await verdictOf(met), hash);
    assert.equal(await foreign(met), 0);
    await met.evaluate((text) => { location.hash = text; }, link("generate", { model: "gpt-image-2", prompt: "next" }));
    await met.waitForFunction(() => document.getElementById("verdict").textContent.startsWith("No errors"));
  }
  await typed(page, JSON.stringify({ prompt: "x".repeat(70000) }));
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
    seen.push([await rows.nth(index).textContent(), await page.locator("#operation").inputValue(), await textOf(page), await page.locator("#verdict").getAttribute("class")]);
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
  await put("many.jsonl", Array.from({ length: 20000 }, (_, index) => JSON.stringify({ prompt: `cat ${index}`, model: "gpt-image-2" })).join("\n"));
  assert.equal(await rows.count(), 50);
  await page.locator("#requests-pages button", { hasText: "Later" }).click();
  assert.match(await rows.first().textContent(), /^line 51 /);
  await put("empty.json", "[]");
  assert.match(await page.locator("#notice").textContent(), /holds no request/);
  await dropped(page, "dropped.json", '[{"prompt": "a"}, {"image": "a.png"}, {"image": "a.png", "prompt": "b"}, {"images": [], "prompt": "c"}, {"type": "image_generation"}, 7]');
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
  await page.locator("[id='field/image']").setInputFiles([{ name: "a.png", mimeType: "image/png", buffer: png }, { name: "b.bmp", mimeType: "image/bmp", buffer: Buffer.from("BM......") }]);
  await page.waitForFunction(() => document.getElementById("verdict").textContent.includes("error:"));
  const two = await requestOf(page);
  const rules = await page.locator(".finding code").allTextContents();
  await page.locator("[id='field/image-remove']").click();
  assert.deepEqual(await requestOf(page), { model: "gpt-image-2", prompt: "a cat" });
  return { one, two, rules };
}

/** What the page says of requests, which is held against Python. */
export async function said({ open, given }) {
  const page = await open();
  const found = [];
  for (const [operation, request] of given) {
    await page.evaluate((hash) => { location.hash = hash; }, link(operation, request));
    await page.waitForFunction((text) => document.getElementById("editor").shadowRoot.querySelector(".cm-content").cmTile.view.state.doc.toString() === text, JSON.stringify(request));
    found.push(await page.locator(".finding").evaluateAll((items) => items.map((item) => [item.querySelector(".severity").textContent, item.querySelector("code").textContent, item.querySelector("p").textContent, [...item.querySelectorAll("button")].slice(1).map((button) => button.textContent), item.querySelector("a")?.href ?? null])));
  }
  return found;
}

/** All fixes at once, the safe ones first. */
export async function fixes({ open }) {
  const page = await open({ hash: link("generate", { model: "gpt-image-2", prompt: "a cat", size: "1920x1080", quality: "hd", output_compression: 50, frame_count: 9 }) });
  await page.locator("#all-fixes button", { hasText: "safe fixes" }).first().click();
  const safe = await requestOf(page);
  await page.locator("#all-fixes button", { hasText: "unsafe ones too" }).click();
  return { safe, every: await requestOf(page), verdict: await verdictOf(page) };
}

/** Every state of the page before axe, in light and dark, wide and narrow. */
export async function access({ open }) {
  for (const scheme of ["light", "dark"]) {
    for (const width of [1280, 390]) {
      const page = await open({ width, scheme });
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0, `wider than ${width}`);
      await page.audit();
      await page.locator("summary").evaluateAll((all) => all.forEach((one) => one.parentElement.setAttribute("open", "")));
      await page.locator("#share").click();
      await page.audit();
      await typed(page, '{"broken": ');
      await page.audit();
      await dropped(page, "some.jsonl", '{"prompt": "a"}\n{"prompt": ""}\n{"model": "gpt-image-2", "prompt": "a"}\n');
      await page.waitForFunction(() => !document.getElementById("requests").hidden);
      await page.locator("#requests-list button").nth(2).click();
      await page.audit();
      await page.locator("#operation").selectOption("edit-json");
      await page.locator("#operation").selectOption("edit");
      await page.audit();
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0, `wider than ${width}`);
    }
  }
}

/** The form of each operation and model, filled in as far as there is something to choose or to count. */
export async function every({ open }) {
  const page = await open();
  const found = [];
  for (const operation of await valuesOf(page, "#operation option")) {
    await page.evaluate((hash) => { location.hash = hash; }, link(operation, {}));
    await page.waitForFunction((name) => document.getElementById("operation").value === name, operation);
    for (const model of (await valuesOf(page, "#model option")).filter(Boolean)) {
      await page.evaluate((hash) => { location.hash = hash; }, link(operation, { model: JSON.parse(model) }));
      await page.waitForFunction((name) => document.getElementById("model").value === name, model);
      const typed = await page.evaluate(fillIn);
      found.push([operation, typed, await requestOf(page)]);
    }
  }
  return found;
}

/** In the page: choose the last of every list and step every number once, and say what was chosen. */
function fillIn() {
  const typed = {};
  for (const id of Array.from(document.querySelectorAll("#form > .group > .field > select, #form > .group > .field > input[inputmode=numeric]"), (one) => one.id)) {
    const input = document.getElementById(id);
    if (input.tagName === "SELECT") {
      input.value = input.options[input.options.length - 1].value;
      input.dispatchEvent(new Event("change", { bubbles: true }));
      typed[id.slice("field/".length)] = JSON.parse(input.value);
    } else {
      input.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowUp", bubbles: true, cancelable: true }));
      typed[id.slice("field/".length)] = Number(input.value);
    }
  }
  return typed;
}

async function valuesOf(page, selector) {
  return await page.locator(selector).evaluateAll((all) => all.map((one) => one.value));
}

/** What anybody might press in any order: the page must stay of one state, which is judged here and in Python. */
export async function anything({ open, seed = 3, steps = 250 }) {
  const page = await open({ width: seed % 2 ? 1280 : 390 });
  return await page.evaluate(async ([first, count]) => {
    let state = first;
    const random = (limit) => (state = (state * 48271) % 2147483647) % limit;
    const one = (list) => list[random(list.length)];
    const all = (selector) => Array.from(document.querySelectorAll(selector)).filter((element) => !element.closest("[hidden]"));
    const texts = ["", "a cat", "1920x1080", "7", "-1", "1e9", "</p><script>x</script>", "auto", "\ud800", "1024x1024", "null", "x".repeat(300)];
    const editor = document.getElementById("editor").shadowRoot.querySelector(".cm-content").cmTile.view;
    const told = (element, name) => element.dispatchEvent(new Event(name, { bubbles: true }));
    const acts = [
      () => { const field = one(all("#form input[type=text], #form textarea")); if (field) { field.value = one(texts); told(field, "input"); } },
      () => { const list = one(all("#form select, #model, #operation")); if (list) { list.selectedIndex = random(list.options.length); told(list, "change"); } },
      () => one(all("#form button, #findings button, #all-fixes button, #map-beside button, #reset"))?.click(),
      () => document.getElementById("map").dispatchEvent(new KeyboardEvent("keydown", { key: one(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Enter"]), shiftKey: random(2) > 0, bubbles: true, cancelable: true })),
      () => { const from = random(editor.state.doc.length + 1); editor.dispatch({ changes: { from, to: Math.min(editor.state.doc.length, from + random(4)), insert: one(["", "{", "\"", ",", "1", "\n", "]"]) } }); },
      () => { if (random(4) === 0) editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: one(["{}", "{\"prompt\": 1, \"images\": [{}, 1], \"svg\": {}, \"mask\": {}}", "[]", "{\"model\": 5}"]) } }); },
    ];
    const seen = [];
    for (let step = 0; step < count; step++) {
      one(acts)();
      await null;
      const text = editor.state.doc.toString();
      let request;
      try { request = JSON.parse(text); } catch { request = undefined; }
      for (const input of request && typeof request === "object" ? all("#form > .group > .field > select, #form > .group > .field > input") : []) {
        const value = request[input.id.slice("field/".length)];
        if (input.type === "file") continue;
        const shown = input.tagName === "SELECT" ? JSON.stringify(value) ?? "" : value === undefined ? "" : typeof value === "string" ? value : JSON.stringify(value);
        if (input.value !== shown.replace(/[\r\n]/g, "")) throw new Error(`step ${step}: ${input.id} shows ${input.value}, the text has ${shown}`);
      }
      if (step % 10 === 0 && request !== undefined) seen.push([document.getElementById("operation").value, text, all(".finding code").map((code) => code.textContent)]);
    }
    return seen;
  }, [seed, steps]);
}

/** The page of a table of one's own. */
export async function ownTable({ open, own }) {
  const page = await open({ file: own });
  const first = { spec: await page.locator("#spec").textContent(), verdict: await verdictOf(page), text: await textOf(page), operations: await page.locator("#operation option").allTextContents() };
  for (const name of await page.locator("#operation option").evaluateAll((all) => all.map((one) => one.value))) {
    await page.locator("#operation").selectOption(name);
    assert.ok(await verdictOf(page));
  }
  return first;
}
