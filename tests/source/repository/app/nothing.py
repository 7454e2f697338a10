"""Nothing here is an image request."""

images = load_images("images/generations")  # noqa: F821
gallery.images.generate_thumbnails(n=99, size="1x1")  # noqa: F821
page.images.edit(size="1x1")  # noqa: F821
NAMES = ["dall-e-3", "gpt-image-1"]
PRICES = {"dall-e-3": {"1024x1024": 0.04}}
print("dall-e-2 is gone")
client.chat.completions.create(model="gpt-5", n=99)  # noqa: F821
client.videos.generate(model="sora-2", size="1x1")  # noqa: F821
