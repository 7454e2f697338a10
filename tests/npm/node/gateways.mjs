// What gateways answer that are made with Hono and with Express, and what their handlers still see of the bodies.
// usage: node gateways.mjs input.json, where input is a list of {path, json} or {path, form: [[name, text or {type, bytes, name}]]}
import fs from "node:fs";
import express from "express";
import { Hono } from "hono";
import multer from "multer";
import { preflight as forExpress } from "imagespec/adapters/express";
import { preflight as forHono } from "imagespec/adapters/hono";

const reported = [];
const settings = { aliases: { house: "gpt-image-2" }, onReport: ({ diagnostics }) => reported.push(diagnostics.map(({ rule }) => rule)) };

const hono = new Hono();
hono.use(forHono(settings));
hono.post("*", async ({ req, json }) => json({ seen: (await req.raw.text()).length }));

const web = express();
web.use(express.json(), multer().any(), forExpress(settings));
web.post("/*path", ({ body }, response) => response.json({ seen: Object.keys(body) }));
const server = web.listen(0, "127.0.0.1");
await new Promise((ready) => server.once("listening", ready));

const part = (value) => (typeof value === "string" ? value : new File([new Uint8Array(value.bytes)], value.name, { type: value.type }));
const body = ({ form, json, text }) => {
  if (!form) return { body: text ?? JSON.stringify(json), headers: { "content-type": "application/json" } };
  const made = new FormData();
  form.forEach(([name, value]) => made.append(name, part(value)));
  return { body: made };
};
const said = async (response) => [response.status, await response.json().catch(() => null)];

const answers = [];
for (const request of JSON.parse(fs.readFileSync(process.argv[2], "utf8"))) {
  const init = () => ({ method: request.method ?? "POST", ...body(request) });
  answers.push({
    hono: await said(await hono.request(request.path, init())),
    express: await said(await fetch(`http://127.0.0.1:${server.address().port}${request.path}`, init())),
    reported: reported.splice(0),
  });
}

// Without anything that reads bodies, the application is told so.
const bare = express();
bare.use(forExpress());
bare.use((error, request, response, next) => response.status(500).json({ error: error.message }));
const other = bare.listen(0, "127.0.0.1");
await new Promise((ready) => other.once("listening", ready));
const unread = await said(await fetch(`http://127.0.0.1:${other.address().port}/v1/images/generations`, { method: "POST", ...body({ json: {} }) }));

// Where another middleware of Hono has read the body before.
const late = new Hono();
late.use(async ({ req }, next) => void (await req.json(), await next()));
late.use(forHono());
late.post("*", async ({ req, json }) => json(await req.json()));
const read = [];
for (const n of [1, 11]) read.push(await said(await late.request("/v1/images/generations", { method: "POST", ...body({ json: { model: "gpt-image-2", prompt: "x", n } }) })));

console.log(JSON.stringify({ answers, unread, read }));
server.close();
other.close();
