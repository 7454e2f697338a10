// Sizes that are chosen on the map.
import assert from "node:assert/strict";
import { link, placeOf, requestOf } from "./hands.mjs";

/** Clicks and drags all over the map choose sizes; what they chose is judged in Python. */
export async function pointer({ open }) {
  const found = [];
  for (const [width, model, most] of [
    [1280, "gpt-image-2", 3840 * 1.06],
    [390, "gpt-image-2", 3840 * 1.06],
    [1280, "dall-e-3", 1792 * 1.15],
  ]) {
    const page = await open({ width, hash: link("generate", { model, prompt: "a cat" }) });
    assert.equal(await page.locator("#map-said").textContent(), "The request asks for no size.");
    await page.locator("#map").scrollIntoViewIfNeeded();
    for (const place of [
      [1024, 1024],
      [3000, 3000],
      [100, 100],
      [3800, 200],
      [1500, 600],
    ]) {
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

/** A finger chooses with a tap; where the size that was asked for stretched the map, it is the place that was tapped that counts. */
export async function tap({ open }) {
  const page = await open({
    width: 390,
    touch: true,
    hash: link("generate", { model: "gpt-image-2", prompt: "a cat", size: "5000x5000" }),
  });
  await page.locator("#map").scrollIntoViewIfNeeded();
  for (const most of [5000 * 1.06, 3840 * 1.06]) {
    await page.touchscreen.tap(...(await placeOf(page, [1536, 1024], most)));
    const [width, height] = (await requestOf(page)).size.split("x").map(Number);
    assert.ok(Math.abs(width - 1536) <= 32 && Math.abs(height - 1024) <= 32, `${width}x${height}`);
  }
  await page.mouse.click(...(await placeOf(page, [2048, 1024], 3840 * 1.06)));
  assert.match((await requestOf(page)).size, /^20\d\dx10\d\d$/);
}

/** A GIF has frames on a sheet: the map is that of a frame. */
export async function frames({ open }) {
  const page = await open({
    hash: link("generate", { model: "gpt-image-2", prompt: "a cat", output_format: "gif", frame_count: 16, size: "3840x2160" }),
  });
  assert.match(await page.locator("#map-beside").textContent(), /Each of 16 frames takes/);
  const found = [];
  await page.locator("#map").focus();
  for (const key of ["Enter", "ArrowLeft", "Shift+ArrowLeft", "ArrowDown", "Shift+ArrowUp"]) {
    await page.keyboard.press(key);
    found.push(await requestOf(page));
  }
  return found;
}
