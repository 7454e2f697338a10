// What is typed and pressed.
import assert from "node:assert/strict";
import { focused, link, requestOf, tabTo, textOf, typed, verdictOf } from "./hands.mjs";

const UNREAD = "This cannot be read as a request.";
const FINE = "No errors: this request may be sent.";

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
  for (const text of [
    '{"prompt": "a cat",}',
    '{"prompt": "a',
    "",
    "{'prompt': 1}",
    "[1, 2",
    "NaN",
    "[".repeat(20000),
    `{"prompt": ${"[".repeat(20000)}${"]".repeat(20000)}}`,
  ]) {
    await typed(page, text || " ");
    assert.equal(await verdictOf(page), UNREAD);
    told.push(await page.locator(".finding p").first().textContent());
    assert.equal(await page.locator("#map-section").isVisible(), false);
    const kept = await textOf(page);
    await page.locator("#model").selectOption('"gpt-image-2"');
    if (!text) continue;
    assert.equal(await textOf(page), kept);
    assert.match(await page.locator("#notice").textContent(), /mend it first/);
    assert.equal(await page.locator("#model").inputValue(), "");
  }
  for (const text of ["[]", "1", '"text"', "null", `${"[".repeat(400)}${"]".repeat(400)}`]) {
    await typed(page, text);
    assert.match(await verdictOf(page), /^1 error: /);
  }
  await page.locator("#model").selectOption('"gpt-image-2"');
  assert.deepEqual(await requestOf(page), { model: "gpt-image-2" });
  return told;
}

/** All fixes at once, the safe ones first. */
export async function fixes({ open }) {
  const page = await open({
    hash: link("generate", {
      model: "gpt-image-2",
      prompt: "a cat",
      size: "1920x1080",
      quality: "hd",
      output_compression: 50,
      frame_count: 9,
    }),
  });
  await page.locator("#all-fixes button", { hasText: "safe fixes" }).first().click();
  const safe = await requestOf(page);
  await page.locator("#all-fixes button", { hasText: "unsafe ones too" }).click();
  return { safe, every: await requestOf(page), verdict: await verdictOf(page) };
}

/** What anybody might press in any order: the page must stay of one state, which is judged here and in Python. */
export async function anything({ open, seed = 3, steps = 250 }) {
  const page = await open({ width: seed % 2 ? 1280 : 390 });
  return await page.evaluate(
    async ([first, count]) => {
      let state = first;
      const random = (limit) => (state = (state * 48271) % 2147483647) % limit;
      const one = (list) => list[random(list.length)];
      const all = (selector) => Array.from(document.querySelectorAll(selector)).filter((element) => !element.closest("[hidden]"));
      const texts = [
        "",
        "a cat",
        "1920x1080",
        "7",
        "-1",
        "1e9",
        "</p><script>x</script>",
        "auto",
        "\ud800",
        "1024x1024",
        "null",
        "x".repeat(300),
      ];
      const editor = document.getElementById("editor").shadowRoot.querySelector(".cm-content").cmTile.view;
      const told = (element, name) => element.dispatchEvent(new Event(name, { bubbles: true }));
      const acts = [
        () => {
          const field = one(all("#form input[type=text], #form textarea"));
          if (field) {
            field.value = one(texts);
            told(field, "input");
          }
        },
        () => {
          const list = one(all("#form select, #model, #operation"));
          if (list) {
            list.selectedIndex = random(list.options.length);
            told(list, "change");
          }
        },
        () => one(all("#form button, #findings button, #all-fixes button, #map-beside button, #reset"))?.click(),
        () =>
          document.getElementById("map").dispatchEvent(
            new KeyboardEvent("keydown", {
              key: one(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Enter"]),
              shiftKey: random(2) > 0,
              bubbles: true,
              cancelable: true,
            }),
          ),
        () => {
          const from = random(editor.state.doc.length + 1);
          editor.dispatch({
            changes: { from, to: Math.min(editor.state.doc.length, from + random(4)), insert: one(["", "{", '"', ",", "1", "\n", "]"]) },
          });
        },
        () => {
          if (random(4) === 0)
            editor.dispatch({
              changes: {
                from: 0,
                to: editor.state.doc.length,
                insert: one(["{}", '{"prompt": 1, "images": [{}, 1], "svg": {}, "mask": {}}', "[]", '{"model": 5}']),
              },
            });
        },
      ];
      const seen = [];
      for (let step = 0; step < count; step++) {
        one(acts)();
        await null;
        const text = editor.state.doc.toString();
        let request;
        try {
          request = JSON.parse(text);
        } catch {
          request = undefined;
        }
        for (const input of request && typeof request === "object"
          ? all("#form > .group > .field > select, #form > .group > .field > input")
          : []) {
          const value = request[input.id.slice("field/".length)];
          if (input.type === "file") continue;
          const shown =
            input.tagName === "SELECT"
              ? (JSON.stringify(value) ?? "")
              : value === undefined
                ? ""
                : typeof value === "string"
                  ? value
                  : JSON.stringify(value);
          if (input.value !== shown.replace(/[\r\n]/g, ""))
            throw new Error(`step ${step}: ${input.id} shows ${input.value}, the text has ${shown}`);
        }
        if (step % 10 === 0 && request !== undefined)
          seen.push([document.getElementById("operation").value, text, all(".finding code").map((code) => code.textContent)]);
      }
      return seen;
    },
    [seed, steps],
  );
}
