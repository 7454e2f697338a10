"""Check what an OpenAI client sends, in two lines: the request below is refused before anything leaves the program."""

import openai

import imagespec

client = imagespec.preflight(openai.OpenAI(api_key="your key"))

try:
    client.images.generate(model="gpt-image-2", prompt="a cat", size="1920x1080")
except openai.BadRequestError as error:
    print(error)
    print(error.status_code, error.param, error.code)
