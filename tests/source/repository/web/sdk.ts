import OpenAI, { AzureOpenAI, toFile } from "openai";

const openai = new OpenAI();
const client = new OpenAI({ apiKey: process.env.KEY });
const MODEL = "gpt-image-2";
const SIZE: string = "1000x1000";
const COUNT = 11;
const FIXED = { model: "gpt-image-2", n: 11 } as const; // expect: n.range
const changed = { model: "gpt-image-2", n: 11 };
changed.n = 3;
let size = "1000x1000";
size = "auto";
enum Quality {
  High = "high",
  Old = "hd",
}
const SIZES = { odd: "1000x1000", square: "1024x1024" };

// right
await openai.images.generate({ model: "gpt-image-2", prompt: "a cat" });
await openai.images.generate({ model: MODEL, prompt: `a ${animal}`, size: "1536x864", n: 2, quality: Quality.High });
await openai.images.edit({ model: "gpt-image-2", image: await toFile(f, "a.png"), prompt: "a hat" });
await openai.images.generate({ model: "gpt-image-2", prompt: "a cat", output_format: "webp", output_compression: 50 });

// wrong
await openai.images.generate({ model: "gpt-image-2", prompt: "a cat", size: "1920x1080" }); // expect: size.step
await openai.images.generate({ model: "gpt-image-2", prompt: "a cat", size: SIZE }); // expect: size.step
await openai.images.generate({ model: MODEL, prompt: "a cat", n: COUNT }); // expect: n.range
await openai.images.generate({ model: "gpt-image-2", prompt: "a cat", style: "vivid" }); // expect: style.unsupported
await openai.images.generate({ model: "gpt-image-2", prompt: "a cat", response_format: "url" }); // expect: response_format.unsupported
await openai.images.generate({ model: "gpt-image-2", prompt: "a cat", quality: Quality.Old }); // expect: quality.value
await openai.images.generate({ model: "gpt-image-2", prompt: "" }); // expect: prompt.length
await openai.images.generate({ model: "gpt-image-2" } as any); // expect: prompt.required
await openai.images.generate({ prompt: "a cat" }); // expect: model.required
await openai.images.generate({ model: "dall-e-3", prompt: "a cat", n: 2 }); // expect: model.retired n.range
await openai.images.generate({ model: "gpt-image-9", prompt: "a cat" }); // expect: model.unknown
await openai.images.generate({ model: "gpt-image-2", prompt: "a cat", sise: "auto" }); // expect: parameter.unknown
await openai.images.generate({ "model": "gpt-image-2", 'prompt': "a cat", "n": 11 }); // expect: n.range
await openai.images.generate({ model: "gpt-image-2", prompt: "a cat", output_compression: 50 }); // expect: output_compression.requires
await openai.images.generate({ model: "gpt-image-2", prompt: "a cat", n: "2" }); // expect: n.type
await client.images.generate({ model: "gpt-image-2", prompt: "a cat", n: -1 }); // expect: n.range
await client.images.generate({ model: "gpt-image-2", prompt: "a cat", size: `${1000}x1000` }); // expect: size.step
await client.images.generate({ model: "gpt-image-2", prompt: "a cat", size: SIZES.odd }); // expect: size.step
await client.images.generate({ model: "gpt-image-2", prompt: "a cat", size: SIZES["odd"] }); // expect: size.step
await client.images.generate({ ...FIXED, prompt: "a cat" });
await client.images.generate({ ...FIXED, n: 3, prompt: "a cat" });
await client.images.generate({ model: "gpt-image-2", prompt: "a cat", n: 5 + 6 }); // expect: n.range
await client.images.generate({
  model: "gpt-image-2",
  prompt: "a cat", // a comment
  size: "1000x1000", // expect: size.step
  n: 0, // expect: n.range
});
await openai.images.edit({ model: "gpt-image-2", prompt: "a hat" }); // expect: image.required
await openai.images.edit({ model: "gpt-image-2", image: f, prompt: "a hat", input_fidelity: "high" }); // expect: input_fidelity.unsupported
await openai.images.createVariation({ model: "dall-e-2", image: f, n: 20 }); // expect: model.retired n.range
await new OpenAI().images.generate({ model: "gpt-image-2", prompt: "a cat", n: 11 }, { timeout: 3 }); // expect: n.range
(await getClient()).images.generate({ model: "gpt-image-2", prompt: "a cat", n: 11 }); // expect: n.range

// what is not known is fine
export async function draw(prompt: string, size?: string, n = 3, { style, quality = "high" }: Options = {}) {
  await openai.images.generate({ model: "gpt-image-2", prompt, size, n });
  await openai.images.generate({ model: "gpt-image-2", prompt, style });
  await openai.images.generate({ model: "gpt-image-2", prompt, quality });
  await openai.images.generate({ model: "gpt-image-2", prompt, ...options });
  await openai.images.generate({ prompt, ...options });
  await openai.images.generate({ ...changed, prompt });
  await openai.images.generate(options);
  await openai.images.generate({ model: "gpt-image-2", prompt, output_compression: 50, output_format: options.format });
  await openai.images.generate({ model: "gpt-image-2", prompt, n: 99, ...rest }); // expect: n.range
  await openai.images.generate({ prompt }); // expect: model.required
}

// a name that feeds a call, without being sure
export const paint = (prompt: string, model = "dall-e-2") => openai.images.generate({ model, prompt }); // expect: model.retired
const byEnv = process.env.IMAGE_MODEL ?? "dall-e-3"; // expect: model.retired
await openai.images.generate({ model: byEnv, prompt: "a cat" });
await openai.images.generate({ model: process.env.M || "gpt-image-1-mini", prompt: "a cat" }); // expect: model.deprecated

class Painter {
  private readonly model = "dall-e-3"; // expect: model.retired
  private client: OpenAI;
  constructor() {
    this.client = new OpenAI();
  }
  paint(prompt: string) {
    return this.client.images.generate({ model: this.model, prompt, n: 11 }); // expect: n.range
  }
}

// services of others, and names of one's own
const azure = new AzureOpenAI({ endpoint: "https://x.openai.azure.com" });
await azure.images.generate({ model: "my-deployment", prompt: "a cat", n: 2 });
const grok = new OpenAI({ baseURL: "https://api.x.ai/v1" });
await grok.images.generate({ model: "grok-2-image", prompt: "a cat", n: 99 });
await gateway.images.generate({ model: "flux", prompt: "a cat", n: 99 });
gallery.images.edit({ size: 3 }, 4).then(() => images.generate());

// left out
await openai.images.generate({ model: "gpt-image-2", prompt: "a cat", n: 11 }); // imagespec: ignore[n.range]
// imagespec: ignore[size.step, size.pixels]
await openai.images.generate({ model: "gpt-image-2", prompt: "a cat", size: "1x1" });
await openai.images.generate({ model: "gpt-image-2", prompt: "ä 🐈", n: 11 }); /* expect: n.range */
