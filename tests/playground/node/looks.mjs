// What the page shows of requests, tables and models, and how accessible that is.
import assert from "node:assert/strict";
import { dropped, foreign, link, requestOf, textOf, typed, underlined, verdictOf } from "./hands.mjs";

export async function begin({ open }) {
  const page = await open();
  const ready = [];
  for (let count = 0; count < 4; count++) {
    await page.reload();
    ready.push(await page.evaluate(() => performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd));
  }
  return {
    ready: Math.min(...ready),
    verdict: await verdictOf(page),
    rules: await page.locator(".finding code").allTextContents(),
    underlined: await underlined(page),
    text: await textOf(page),
  };
}

/** What the page says of requests, which is held against Python. */
export async function said({ open, given }) {
  const page = await open();
  const found = [];
  for (const [operation, request] of given) {
    await page.evaluate(
      (hash) => {
        location.hash = hash;
      },
      link(operation, request),
    );
    await page.waitForFunction(
      (text) => document.getElementById("editor").shadowRoot.querySelector(".cm-content").cmTile.view.state.doc.toString() === text,
      JSON.stringify(request),
    );
    found.push(
      await page
        .locator(".finding")
        .evaluateAll((items) =>
          items.map((item) => [
            item.querySelector(".severity").textContent,
            item.querySelector("code").textContent,
            item.querySelector("p").textContent,
            [...item.querySelectorAll("button")].slice(1).map((button) => button.textContent),
            item.querySelector("a")?.href ?? null,
          ]),
        ),
    );
  }
  return found;
}

/** The form of each contract, filled in as far as there is something to choose or to count. */
export async function every({ open }) {
  const page = await open();
  const found = [];
  for (const [operation, model] of await page.evaluate(contracts)) {
    await page.evaluate((hash) => (location.hash = hash), link(operation, { model }));
    await page.waitForFunction(
      (wanted) => wanted.join() === ["operation", "model"].map((id) => document.getElementById(id).value).join(),
      [operation, JSON.stringify(model)],
    );
    const chosen = await page.evaluate(fillIn);
    found.push([operation, chosen, await requestOf(page)]);
  }
  return found;
}

/** In the page: an operation and a model of each contract. */
function contracts() {
  const firsts = DATA.operations.flatMap(({ name, models }) => Object.entries(models).map(([model, index]) => [index, [name, model]]));
  return [...new Map(firsts.reverse()).values()];
}

/** In the page: choose the last of every list and step every number once, and say what was chosen. */
function fillIn() {
  const typed = {};
  for (const id of Array.from(
    document.querySelectorAll("#form > .group > .field > select, #form > .group > .field > input[inputmode=numeric]"),
    (one) => one.id,
  )) {
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

/** The pages of tables of one's own, with every operation and model. */
export async function ownTables({ open, others }) {
  const found = [];
  for (const file of others) {
    const page = await open({ file });
    found.push({
      spec: await page.locator("#spec").textContent(),
      text: await textOf(page),
      operations: await valuesOf(page, "#operation"),
    });
    for (const operation of await valuesOf(page, "#operation")) {
      await page.locator("#operation").selectOption(operation);
      await page.locator("#reset").click();
      for (const model of await valuesOf(page, "#model")) {
        await page.locator("#model").selectOption(model);
        assert.ok(await verdictOf(page));
        assert.ok((await page.locator("#form > .group .field").count()) || (await page.locator("#form .empty").count()), model);
      }
    }
    assert.equal(await foreign(page), 0);
    await page.audit();
  }
  return found;
}

async function valuesOf(page, list) {
  return await page.locator(`${list} option`).evaluateAll((all) => all.map((one) => one.value));
}
