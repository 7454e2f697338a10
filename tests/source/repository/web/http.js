const axios = require("axios");
const BASE = "https://api.openai.com/v1";
const URL_ = `${BASE}/images/generations`;

await fetch(URL_, { method: "POST", headers, body: JSON.stringify({ model: "gpt-image-2", prompt: "a cat" }) });
await fetch(URL_, { method: "POST", headers, body: JSON.stringify({ model: "gpt-image-2", prompt: "a cat", n: 11 }) }); // expect: n.range
await fetch("https://api.openai.com/v1/images/generations", {
  method: "POST",
  body: JSON.stringify({
    model: "gpt-image-2",
    prompt,
    size: "1000x1000", // expect: size.step
  }),
});
await fetch(`${host}/v1/images/generations`, { method: "POST", body: JSON.stringify({ model: "gpt-image-2", prompt, style: "vivid" }) }); // expect: style.unsupported
await fetch(`${host}/v1/images/generations`, { method: "POST", body: JSON.stringify({ model: "flux", prompt, style: "vivid" }) });
await fetch("https://api.x.ai/v1/images/generations", { method: "POST", body: JSON.stringify({ model: "grok", prompt, n: 99 }) });
await fetch(`${BASE}/chat/completions`, { method: "POST", body: JSON.stringify({ model: "gpt-5", n: 99 }) });
await fetch(`${BASE}/images/edits`, { method: "POST", body: form });
await fetch(`${BASE}/images/edits`, { method: "POST", body: JSON.stringify({ model: "gpt-image-2", prompt: "a", images: [] }) }); // expect: images.count
await axios.post(URL_, { model: "gpt-image-2", prompt: "a cat", n: 11 }, { headers }); // expect: n.range
await axios.post(`${BASE}/images/generations`, { model: "dall-e-2", prompt }); // expect: model.retired
await axios({ url: URL_, method: "post", data: { model: "gpt-image-2", prompt: "a cat", n: 11 } }); // expect: n.range
await axios({ url: `${BASE}/images/generations`, method: "post", data: payload });
await http.post("/v1/images/generations", { model: "gpt-image-2", prompt: "a cat", n: 11 }); // expect: n.range
await http.post("/v1/images/generations", { body, headers, n: 99 });
const payload = { model: "gpt-image-2", prompt: "a cat", quality: "hd" }; // expect: quality.value
const body = JSON.stringify(payload);
await fetch(URL_, { method: "POST", body: JSON.stringify(payload) });

const host = process.env.HOST ?? "https://api.openai.com";
await fetch(`${host}/v1/images/generations`, { method: "POST", body: JSON.stringify({ model: "own", prompt, n: 99 }) });
await fetch(host + "/v1/images/generations", { method: "POST", body: JSON.stringify({ model: "gpt-image-2", prompt, n: 99 }) }); // expect: n.range

class Legacy {
  run(openai) {
    return openai.images.generate({ model: "gpt-image-2", prompt: "a cat", n: 11 }); // expect: n.range
  }
}
