// What the openai package sends, and raises, with the checks before its `fetch`.
// usage: node client.mjs picture.png
import fs from "node:fs";
import OpenAI, { AzureOpenAI, BadRequestError, toFile, toStreamingFile } from "openai";
import { preflight } from "imagespec/adapters/openai";

const picture = process.argv[2];
const sent = [];
const reported = [];
const network = async (url, init) => {
  if (String(url).startsWith("data:")) return fetch(url);
  const { body, headers } = new Request(url, init);
  const form = headers.get("content-type")?.startsWith("multipart/form-data") && (await new Response(body, { headers }).formData());
  sent.push([new URL(url).pathname, ...(form ? [...form].map(([name, value]) => [name, value.size ?? value]) : [])]);
  return Response.json({ created: 1, data: [], id: "r", output: [] });
};
const settings = { fetch: network, onReport: ({ diagnostics }) => reported.push(...diagnostics.map(({ rule }) => rule)) };
const client = new OpenAI({ apiKey: "k", fetch: preflight(settings) });
const azure = new AzureOpenAI({ apiKey: "k", endpoint: "https://azure.example", apiVersion: "2026-01-01", deployment: "house", fetch: preflight({ ...settings, aliases: { house: "gpt-image-2" } }) });
const strict = new OpenAI({ apiKey: "k", fetch: preflight({ ...settings, unknownModels: "error" }) });

const base = { model: "gpt-image-2", prompt: "a cat" };
const png = async () => toFile(fs.readFileSync(picture), "a.png", { type: "image/png" });
const calls = {
  generate: () => client.images.generate({ ...base, size: "1536x864" }),
  "generate, refused": () => client.images.generate({ ...base, size: "1920x1080" }),
  "generate, with options": () => client.withOptions({ timeout: 1000 }).images.generate({ ...base, n: 11 }),
  "generate, for a deployment": () => client.images.generate({ ...base, model: "mine", n: 11 }),
  "generate, unknown": () => strict.images.generate({ ...base, model: "mine" }),
  "generate, on Azure": () => azure.images.generate({ prompt: "a cat", n: 11 }),
  edit: async () => client.images.edit({ ...base, image: await png() }),
  "edit, from a stream": () => client.images.edit({ ...base, image: fs.createReadStream(picture), n: 2 }),
  "edit, from a stream with a type": async () => client.images.edit({ ...base, image: toStreamingFile(fs.createReadStream(picture), "a.png", { type: "image/png" }) }),
  "edit, refused": async () => client.images.edit({ ...base, image: [await png(), await png()], n: 11 }),
  "edit, without a type": async () => client.images.edit({ ...base, image: await toFile(fs.readFileSync(picture)) }),
  "edit, from a stream, refused": () => client.images.edit({ ...base, image: fs.createReadStream(picture), size: "1x1" }),
  "edit in JSON": () => client.post("/images/edits", { body: { ...base, images: [{ file_id: "file-1" }] } }),
  "edit in JSON, refused": () => client.post("/images/edits", { body: { ...base, images: [{ file: "file-1" }] } }),
  variation: async () => client.images.createVariation({ image: await png(), n: 11 }),
  tool: () => client.responses.create({ model: "gpt-5.5", input: "a cat", tools: [{ type: "web_search" }, { type: "image_generation", size: "1024x1024" }] }),
  "tool, refused": () => client.responses.create({ model: "gpt-5.5", input: "a cat", tools: [{ type: "web_search" }, { type: "image_generation", model: "gpt-image-2", size: "1000x1000" }] }),
  elsewhere: () => client.models.list(),
};

const answers = {};
for (const [name, call] of Object.entries(calls)) {
  try {
    await call();
    answers[name] = { sent: sent.splice(0), reported: reported.splice(0) };
  } catch (error) {
    const { status, message, param, code, type } = error;
    answers[name] = { sent: sent.splice(0), reported: reported.splice(0), raised: error instanceof BadRequestError, status, message, param, code, type };
  }
}
console.log(JSON.stringify(answers));
