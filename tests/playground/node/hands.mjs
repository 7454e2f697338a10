// What a person does on the page, and what stands on it.
import assert from "node:assert/strict";

/** The text of the request. */
export async function textOf(page) {
  return await page.evaluate(() =>
    document.getElementById("editor").shadowRoot.querySelector(".cm-content").cmTile.view.state.doc.toString(),
  );
}

export async function requestOf(page) {
  return JSON.parse(await textOf(page));
}

export async function verdictOf(page) {
  return await page.locator("#verdict").textContent();
}

/** Press Tab until an element has the focus; fails where it is never reached. */
export async function tabTo(page, wanted, back = false) {
  for (let count = 0; count < 120; count++) {
    await page.keyboard.press(back ? "Shift+Tab" : "Tab");
    if ((await focused(page)) === wanted || (await page.evaluate((text) => document.activeElement?.textContent.startsWith(text), wanted)))
      return;
  }
  assert.fail(`the Tab key never comes to ${wanted}`);
}

/** The id of what has the focus, in the editor, too. */
export async function focused(page) {
  return await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.id || document.activeElement?.id || "");
}

/** Type a text in the place of the one in the editor, with the keyboard. */
export async function typed(page, text) {
  await page.locator("#request").focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(text);
}

/** Where a size stands on the map, in pixels of the window. */
export async function placeOf(page, [width, height], most) {
  const box = await page.locator("#map").boundingBox();
  const side = box.width - 48 - 40;
  return [box.x + 48 + (side * width) / most, box.y + 26 + side - (side * height) / most];
}

/** Drop a file on the page. */
export async function dropped(page, name, text) {
  await page.evaluate(
    ([called, content]) => {
      const carried = new DataTransfer();
      carried.items.add(new File([content], called));
      document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true }));
    },
    [name, text],
  );
}

export function link(operation, request) {
  return `#${new URLSearchParams({ operation, request: typeof request === "string" ? request : JSON.stringify(request) })}`;
}

/** The texts that are underlined. */
export async function underlined(page) {
  return await page.locator(".cm-lintRange").allTextContents();
}

/** How many elements there are that no text of a request may become. */
export async function foreign(page) {
  return await page.evaluate(() => document.querySelectorAll("img, iframe, object, embed, svg, b, form, main script").length);
}
