"""Check what an HTTP client sends to the Images API. The same hook serves httpx2, and an AsyncClient of either."""

import httpx

import imagespec
from imagespec.clients import httpx_hook

with httpx.Client(base_url="https://api.openai.com/v1", event_hooks={"request": [httpx_hook()]}) as client:
    photo = ("cat.heic", b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "image/heic")
    try:
        client.post("/images/edits", data={"model": "gpt-image-2", "prompt": "a hat"}, files={"image": photo})
    except imagespec.InvalidRequest as error:
        print(error)
