"""Values that stand elsewhere in the file."""

import json
import os
from dataclasses import dataclass
from enum import Enum, StrEnum

from openai import OpenAI


class Size(StrEnum):
    SQUARE = "1024x1024"
    ODD = "1000x1000"


class Quality(Enum):
    HIGH = "high"
    OLD = "hd"


class Defaults:
    model = "gpt-image-2"
    n = 11


EDGE = 1000
SCALE = 2
PARAMS = {"model": "gpt-image-2", "n": 12}  # expect: n.range
COMMON = {"model": "gpt-image-2", "quality": "hd"}  # expect: quality.value
CHANGED = {"model": "gpt-image-2", "n": 12}
UPDATED = {"model": "gpt-image-2", "n": 12}
UPDATED.update({"n": 3})
CHANGED["n"] = 3
LEAKED = {"model": "gpt-image-2", "n": 12}
adjust(LEAKED)  # noqa: F821
TWICE = "1920x1080"
TWICE = "auto"
BY_ENV = os.getenv("IMAGE_MODEL", "dall-e-3")  # expect: model.retired
BY_ENVIRON = os.environ.get("IMAGE_MODEL", "gpt-image-2")

client = OpenAI()
client.images.generate(model="gpt-image-2", prompt="a cat", size=Size.SQUARE)
client.images.generate(model="gpt-image-2", prompt="a cat", size=Size.ODD)  # expect: size.step
client.images.generate(model="gpt-image-2", prompt="a cat", size=Size.ODD.value)  # expect: size.step
client.images.generate(model="gpt-image-2", prompt="a cat", quality=Quality.HIGH.value)
client.images.generate(model="gpt-image-2", prompt="a cat", quality=Quality.OLD.value)  # expect: quality.value
client.images.generate(model=Defaults.model, prompt="a cat", n=Defaults.n)  # expect: n.range
client.images.generate(model="gpt-image-2", prompt="a cat", size=f"{EDGE}x{EDGE}")  # expect: size.step
client.images.generate(model="gpt-image-2", prompt="a cat", size=f"{EDGE}x{width}")  # noqa: F821
client.images.generate(model="gpt-image-2", prompt="a cat", size="1000" + "x1000")  # expect: size.step
client.images.generate(model="gpt-image-2", prompt="a cat", size="1000" "x1000")  # expect: size.step
client.images.generate(model="gpt-image-2", prompt="a cat", n=SCALE * 6)  # expect: n.range
client.images.generate(model="gpt-image-2", prompt="a cat", n=-1)  # expect: n.range
client.images.generate(**PARAMS, prompt="a cat")
client.images.generate(prompt="a cat", **COMMON)
client.images.generate(**CHANGED, prompt="a cat")
client.images.generate(**UPDATED, prompt="a cat")
client.images.generate(**LEAKED, prompt="a cat")
client.images.generate(**{**COMMON, "quality": "low"}, prompt="a cat")
client.images.generate(**dict(model="gpt-image-2", n=12), prompt="a cat")  # expect: n.range
client.images.generate(**{"model": "gpt-image-2", "n": 12}, prompt="a cat")  # expect: n.range
client.images.generate(model="gpt-image-2", prompt="a cat", size=TWICE)
client.images.generate(model=BY_ENV, prompt="a cat")
client.images.generate(model=BY_ENVIRON, prompt="a cat", n=11)  # expect: n.range
client.images.generate(model="gpt-image-2", prompt="a cat", n=PARAMS["n"])  # expect: n.range
client.images.generate(model=model or "dall-e-2", prompt="a cat")  # noqa: F821  # expect: model.retired
client.images.generate(model="dall-e-3" if old else "gpt-image-2", prompt="a cat")  # noqa: F821  # expect: model.retired


def drawn(prompt, style=None):
    request = {"model": "gpt-image-2", "prompt": prompt, "size": "1x1"}  # expect: size.step
    if style:
        request["style"] = style
    print(json.dumps(request))
    return client.images.generate(**request)


def counted(prompt):
    for n in (1, 2, 30):
        client.images.generate(model="gpt-image-2", prompt=prompt, n=n)
    size = "2x2"
    return client.images.generate(model="gpt-image-2", prompt=prompt, size=size)  # expect: size.step size.pixels


def chosen(prompt, wide):
    size = "1000x1000"
    if wide:
        size = "1536x1024"
    return client.images.generate(model="gpt-image-2", prompt=prompt, size=size)


@dataclass
class Painter:
    client: OpenAI
    model: str = "dall-e-3"  # expect: model.retired
    size: str = "1000x1000"

    def paint(self, prompt):
        return self.client.images.generate(model=self.model, prompt=prompt, size=self.size)


class Service:
    def __init__(self, model="gpt-image-1-mini"):  # expect: model.deprecated
        self.client = OpenAI()
        self.model = model

    def run(self, prompt):
        return self.client.images.generate(model=self.model, prompt=prompt, n=11)  # expect: n.range


def shadowed(prompt):
    PARAMS = {"model": "gpt-image-2", "n": 1}
    return client.images.generate(**PARAMS, prompt=prompt)
