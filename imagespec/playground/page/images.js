// What a request says of an image file that was chosen: its format by its first bytes, its size, its content type.

const SIGNATURES = [
  ["png", 0, "\x89PNG\r\n\x1a\n"],
  ["jpeg", 0, "\xff\xd8\xff"],
  ["gif", 0, "GIF8"],
  ["webp", 8, "WEBP"],
  ["bmp", 0, "BM"],
  ["tiff", 0, "II*\0"],
  ["tiff", 0, "MM\0*"],
  ["avif", 4, "ftypavif"],
  ["heic", 4, "ftypheic"],
  ["pdf", 0, "%PDF"],
];

/** A chosen file as an object that stands for it in a saved request. Nothing of its content goes into it. */
export async function described(file) {
  const start = String.fromCharCode(...new Uint8Array(await file.slice(0, 16).arrayBuffer()));
  const format = SIGNATURES.find(([, offset, bytes]) => start.startsWith(bytes, offset))?.[0];
  const size = await dimensions(file);
  return {
    ...(format && { format }),
    content_type: file.type || "application/octet-stream",
    ...(size ?? {}),
    bytes: file.size,
  };
}

async function dimensions(file) {
  try {
    const picture = await createImageBitmap(file);
    const { width, height } = picture;
    picture.close();
    return { width, height };
  } catch {
    return null;
  }
}
