import { openai } from "@ai-sdk/openai";
import { azure } from "@ai-sdk/azure";
import { fal } from "@ai-sdk/fal";
import { experimental_generateImage, generateImage, generateText } from "ai";

const model = openai.image("gpt-image-2");
const NAME = "dall-e-3";

export async function run(prompt: string) {
  await generateImage({ model: openai.image("gpt-image-2"), prompt, size: "1536x864" });
  await generateImage({ model: openai.image("gpt-image-2"), prompt, size: "1000x1000" }); // expect: size.step
  await generateImage({ model, prompt, size: "1000x1000" }); // expect: size.step
  await generateImage({ model: openai.imageModel("dall-e-2"), prompt, size: "1x1" }); // expect: model.retired size.value
  await generateImage({ model: openai.image(NAME), prompt, n: 4 }); // expect: model.retired
  await generateImage({ model: "openai/gpt-image-2", prompt, size: "1000x1000" }); // expect: size.step
  await generateImage({ model: "google/imagen", prompt, size: "1000x1000" });
  await generateImage({ model: fal.image("fal-ai/flux"), prompt, size: "1000x1000" });
  await generateImage({ model: azure.image("pictures"), prompt, n: 4 });
  await generateImage({ model: anything, prompt, size: "1000x1000" });
  await generateImage({ model: openai.image("gpt-image-2"), prompt, providerOptions: { openai: { quality: "hd" } } }); // expect: quality.value
  await generateImage({
    model: openai.image("gpt-image-2"),
    prompt,
    providerOptions: {
      openai: { quality: "high", outputFormat: "bmp" }, // expect: output_format.value
    },
  });
  await experimental_generateImage({ model: openai.image("gpt-image-2"), prompt, size: "1000x1000", n: 40 }); // expect: size.step
  await generateImage({ model: openai.image("gpt-image-2"), prompt: { text: "a hat", images: [f] }, size: "1000x1000" }); // expect: size.step
  await generateImage({ model: openai.image(prompt.length > 3 ? "dall-e-2" : "gpt-image-2"), prompt }); // expect: model.retired
  return <img alt="dall-e-3" src={(await generateText({ model: openai("gpt-5"), prompt, n: 99 })).text} />;
}
