import OpenAI from "openai";
const openai = new OpenAI();
for (const n of [1, 2, 30]) {
  await openai.images.generate({ model: "gpt-image-2", prompt: "a cat", n });
}
let params = { model: "gpt-image-2", size: "1x1" };
adjust(params);
await openai.images.generate({ ...params, prompt: "a cat" });
const request = { model: "gpt-image-2", prompt: "a cat", n: 11 }; // expect: n.range
if (wide) request.size = "1536x864";
await openai.images.generate(request);
function later(request) {
  return openai.images.generate(request);
}
const text = 'openai.images.generate({ model: "dall-e-3", n: 9 })';
