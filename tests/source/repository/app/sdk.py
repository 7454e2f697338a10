"""Calls of the official package."""

import os

import openai
from openai import NOT_GIVEN, AsyncAzureOpenAI, AsyncOpenAI, AzureOpenAI, OpenAI

client = OpenAI()
aclient = AsyncOpenAI(api_key="k")
SIZE = "1536x864"
BAD_SIZE = "1920x1080"
MODEL = "gpt-image-2"
OLD = "dall-e-3"
COUNT = 12

# right
client.images.generate(model="gpt-image-2", prompt="a cat")
client.images.generate(model=MODEL, prompt="a cat", size=SIZE, n=2, quality="high")
client.images.generate(model="gpt-image-2", prompt="a cat", output_format="webp", output_compression=50)
client.images.generate(model="gpt-image-2.5-flare", prompt="a cat", background="transparent")
client.images.edit(model="gpt-image-2", image=open("a.png", "rb"), prompt="a hat")
client.images.edit(model="gpt-image-2", image=[open("a.png", "rb"), open("b.png", "rb")], prompt="a hat", size="1024x1024")
openai.images.generate(model="gpt-image-2", prompt="a cat", moderation="low")

# wrong
client.images.generate(model="gpt-image-2", prompt="a cat", size="1920x1080")  # expect: size.step
client.images.generate(model="gpt-image-2", prompt="a cat", size=BAD_SIZE)  # expect: size.step
client.images.generate(model=MODEL, prompt="a cat", n=COUNT)  # expect: n.range
client.images.generate(model="gpt-image-2", prompt="a cat", style="vivid")  # expect: style.unsupported
client.images.generate(model="gpt-image-2", prompt="a cat", response_format="b64_json")  # expect: response_format.unsupported
client.images.generate(model="gpt-image-2", prompt="a cat", quality="hd")  # expect: quality.value
client.images.generate(model="gpt-image-2", prompt="")  # expect: prompt.length
client.images.generate(model="gpt-image-2")  # expect: prompt.required
client.images.generate(prompt="a cat")  # expect: model.required
client.images.generate(model=OLD, prompt="a cat")  # expect: model.retired
client.images.generate(model="dall-e-3", prompt="a cat", n=2)  # expect: model.retired n.range
client.images.generate(model="gpt-image-9", prompt="a cat")  # expect: model.unknown
client.images.generate(model="gpt-image-2", prompt="a cat", sise="auto")  # expect: parameter.unknown
client.images.generate(model="gpt-image-2", prompt="a cat", output_compression=50)  # expect: output_compression.requires
client.images.generate(model="gpt-image-2", prompt="a cat", n="2")  # expect: n.type
client.images.generate(model="gpt-image-2", prompt="a cat", n=2, stream=True)  # expect: stream.requires
openai.images.generate(model="gpt-image-1-mini", prompt="a cat", user="u")  # expect: model.deprecated user.deprecated
client.images.generate(model="gpt-image-2", prompt="a cat", extra_body={"style": "vivid"})  # expect: style.unsupported
client.images.generate(
    model="gpt-image-2",
    prompt="a cat",
    size="1000x1000",  # expect: size.step
    n=0,  # expect: n.range
)
client.images.edit(model="gpt-image-2", image=open("a.png", "rb"), prompt="a hat", input_fidelity="high")  # expect: input_fidelity.unsupported
client.images.edit(model="gpt-image-2", prompt="a hat")  # expect: image.required
client.images.create_variation(image=open("a.png", "rb"), n=20)  # expect: model.required n.range
client.images.create_variation(model="dall-e-2", image=open("a.png", "rb"))  # expect: model.retired

# how the answer is read
client.images.with_raw_response.generate(model="gpt-image-2", prompt="a cat", n=11)  # expect: n.range
client.with_raw_response.images.generate(model="gpt-image-2", prompt="a cat", n=11)  # expect: n.range
client.images.with_streaming_response.generate(model="gpt-image-2", prompt="a cat", n=11)  # expect: n.range
client.with_options(timeout=3).images.generate(model="gpt-image-2", prompt="a cat", n=11)  # expect: n.range
OpenAI().images.generate(model="gpt-image-2", prompt="a cat", n=11)  # expect: n.range


async def several(prompts):
    await aclient.images.generate(model="gpt-image-2", prompt="a cat", n=11)  # expect: n.range
    async with aclient.images.with_streaming_response.generate(model="gpt-image-2", prompt="a", size="1x1") as answer:  # expect: size.step size.pixels
        await answer.read()
    return [await aclient.images.generate(model="gpt-image-2", prompt=p, n=11) for p in prompts]  # expect: n.range


# what is not known is fine
def draw(prompt, size, n, quality="high", style=NOT_GIVEN, **rest):
    client.images.generate(model="gpt-image-2", prompt=prompt, size=size, n=n)
    client.images.generate(model="gpt-image-2", prompt=prompt, style=style)
    client.images.generate(model="gpt-image-2", prompt=prompt, quality=quality)
    client.images.generate(model="gpt-image-2", prompt=prompt, output_compression=50, output_format=size)
    client.images.generate(model="gpt-image-2", **rest)
    client.images.generate(prompt=prompt, **rest)
    client.images.generate(model="gpt-image-2", prompt=prompt, style=style or NOT_GIVEN)
    client.images.generate(model="gpt-image-2", prompt=prompt, style=size)  # expect: style.unsupported
    client.images.generate(model="gpt-image-2", prompt=prompt, n=99, **rest)  # expect: n.range
    client.images.generate(prompt=prompt, size=size)  # expect: model.required


# a name that feeds a call, without being sure
def paint(prompt, model="dall-e-2"):  # expect: model.retired
    return client.images.generate(model=model, prompt=prompt)


def paint_wrongly(prompt, model="gpt-image-2"):
    return client.images.generate(model=model, prompt=prompt, n=99)  # expect: n.range


# services of others, and names of one's own
azure = AzureOpenAI(azure_endpoint="https://x.openai.azure.com")
azure.images.generate(model="my-deployment", prompt="a cat", n=2)
azure.images.generate(model="my-deployment", prompt="a cat", n=11)  # expect: n.range
AsyncAzureOpenAI().images.generate(model="my-dalle", prompt="a cat", style="vivid")
grok = OpenAI(base_url="https://api.x.ai/v1")
grok.images.generate(model="grok-2-image", prompt="a cat", n=99)
local = OpenAI(base_url="http://localhost:8000/v1")
local.images.generate(model="flux", prompt="a cat", n=99)
local.images.generate(model="gpt-image-2", prompt="a cat", n=99)  # expect: n.range
other.images.generate(model="black-forest-labs/FLUX.1-schnell", prompt="a cat", steps=3)  # noqa: F821
gallery.images.edit(3)  # noqa: F821

maybe = OpenAI(base_url=os.getenv("BASE_URL", "https://api.openai.com/v1"))
local.images.generate(model="openai/gpt-image-2", prompt="a cat")
client.images.generate(model="openai/gpt-image-2", prompt="a cat")  # expect: model.prefixed
maybe.images.generate(model="my-own", prompt="a cat", n=99)
maybe.images.generate(model="gpt-image-2", prompt="a cat", n=99)  # expect: n.range

# left out
client.images.generate(model="gpt-image-2", prompt="a cat", n=11)  # imagespec: ignore[n.range]
# imagespec: ignore[size]
client.images.generate(model="gpt-image-2", prompt="a cat", size="1x1")

# the package as it was
openai.Image.create(model="dall-e-2", prompt="a cat", n=11)  # expect: model.retired n.range
openai.Image.create(prompt="a cat", size="1024x1024", n=1)  # expect: model.required
