"""Other ways to the same API."""

import aiohttp
import httpx
import litellm
import requests
from langchain_community.utilities.dalle_image_generator import DallEAPIWrapper
from litellm import aimage_generation, image_edit, image_generation

URL = "https://api.openai.com/v1/images/generations"
BASE = "https://api.openai.com/v1"
OTHER = "https://api.x.ai/v1/images/generations"

# LiteLLM
litellm.image_generation(prompt="a cat", model="gpt-image-2", n=2)
litellm.image_generation(prompt="a cat", model="gpt-image-2", n=12)  # expect: n.range
litellm.image_generation("a cat", "gpt-image-2", 12)  # expect: n.range
image_generation("a cat", model="openai/gpt-image-2", style="vivid")  # expect: style.unsupported
image_generation("a cat", model="gpt-image-2", style=None, timeout=3, api_key="k")
image_generation("a cat", model="gpt-image-2", style=style)  # noqa: F821
image_generation(prompt="a cat", model="vertex_ai/imagen-4.0", n=99)
image_generation(prompt="a cat", model="gpt-image-2", n=12, api_base="https://api.x.ai/v1")
aimage_generation(prompt="a cat", model="dall-e-3", size="1x1")  # expect: model.retired size.value
image_edit(model="gpt-image-2", image=open("a.png", "rb"), prompt="a hat", quality="hd")  # expect: quality.value
router.image_generation(model="gpt-image-2", prompt="a cat", quality="hd")  # noqa: F821  # expect: quality.value
router.aimage_generation(model="my-group", prompt="a cat", quality="hd")  # noqa: F821

# LangChain
DallEAPIWrapper()
DallEAPIWrapper(model="gpt-image-2", size="1536x864")
DallEAPIWrapper(model="dall-e-3", n=4)  # expect: model.retired n.range
DallEAPIWrapper(model_name="dall-e-3", size="512x512")  # expect: model.retired size.value

# HTTP
requests.post(URL, headers={}, json={"model": "gpt-image-2", "prompt": "a cat"})
requests.post(URL, headers={}, json={"model": "gpt-image-2", "prompt": "a cat", "n": 11})  # expect: n.range
requests.post(f"{BASE}/images/generations", json={"model": "gpt-image-2", "prompt": "a cat", "n": 11})  # expect: n.range
requests.post(BASE + "/images/generations", json={"model": "gpt-image-2", "prompt": "a cat", "n": 11})  # expect: n.range
requests.post(f"{host}/v1/images/generations", json={"model": "gpt-image-2", "prompt": "a cat", "n": 11})  # noqa: F821  # expect: n.range
requests.post(f"{host}/v1/images/generations", json={"model": "flux", "prompt": "a cat", "n": 11})  # noqa: F821
requests.post(url=URL, data=json.dumps({"model": "gpt-image-2", "prompt": "a", "style": "vivid"}))  # noqa: F821  # expect: style.unsupported
requests.request("POST", URL, json={"model": "gpt-image-2", "prompt": "a cat", "n": 11})  # expect: n.range
requests.post(OTHER, json={"model": "grok-2-image", "prompt": "a cat", "n": 11})
requests.post(URL, json=body)  # noqa: F821
requests.post(f"{BASE}/chat/completions", json={"model": "gpt-5", "n": 99})
requests.post(f"{BASE}/images/edits", files={"image": f}, data={"model": "gpt-image-2", "prompt": "a", "n": "11"})  # noqa: F821  # expect: n.range
httpx.post(URL, json={"model": "gpt-image-2", "prompt": "a cat", "n": 11})  # expect: n.range
session.post(URL, json={"model": "gpt-image-2", "prompt": "a cat", "n": 11})  # noqa: F821  # expect: n.range
client.post("/v1/images/generations", json={"model": "gpt-image-2", "prompt": "a cat", "n": 11})  # noqa: F821  # expect: n.range
requests.post(
    "https://x.openai.azure.com/openai/deployments/pictures/images/generations?api-version=1",
    json={"prompt": "a cat", "n": 11},  # expect: n.range
)


async def sent(prompt):
    payload = {
        "model": "gpt-image-2",
        "prompt": prompt,
        "size": "1000x1000",  # expect: size.step
    }
    async with aiohttp.ClientSession() as session, session.post(URL, json=payload) as answer:
        return await answer.json()


async def posted(prompt):
    async with httpx.AsyncClient() as http:
        return await http.post(URL, json={"model": "gpt-image-2", "prompt": prompt, "background": "transparent"})  # expect: background.unsupported
