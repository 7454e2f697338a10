// Each line after a marker must be an error, and no other.
import type * as imagespec from './imagespec';

type Generate = imagespec.GenerateRequest;
type Edit = imagespec.EditRequest;
type EditJson = imagespec.EditJsonRequest;

export const wrong = [
  // wrong
  { model: 'dall-e-3', prompt: 'a cat', n: 2 } satisfies Generate,
  // wrong
  { model: 'gpt-image-2', prompt: 'a cat', style: 'vivid' } satisfies Generate,
  // wrong
  { model: 'gpt-image-1.5', prompt: 'a cat', quality: 'hd' } satisfies Generate,
  // wrong
  { model: 'gpt-image-2' } satisfies Generate,
  // wrong
  { model: 'gpt-image-9', prompt: 'a cat' } satisfies Generate,
  // wrong
  { model: 'gpt-image-2', prompt: 5 } satisfies Generate,
  // wrong
  { model: 'gpt-image-2', prompt: null } satisfies Generate,
  // wrong
  { model: 'gpt-image-2', prompt: 'a cat', n: 0 } satisfies Generate,
  // wrong
  { model: 'gpt-image-2', prompt: 'a cat', n: 11 } satisfies Generate,
  // wrong
  { model: 'gpt-image-2', prompt: 'a cat', n: '2' } satisfies Generate,
  // wrong
  { model: 'gpt-image-2', prompt: 'a cat', size: 'large' } satisfies Generate,
  // wrong
  { model: 'gpt-image-1', prompt: 'a cat', size: '1792x1024' } satisfies Generate,
  // wrong
  { model: 'dall-e-2', prompt: 'a cat', size: 'auto' } satisfies Generate,
  // wrong
  { model: 'gpt-image-2', prompt: 'a cat', background: 'transparent' } satisfies Generate,
  // wrong
  { model: 'gpt-image-2.5-flare', prompt: 'a cat', background: 'transparent', output_format: 'jpeg' } satisfies Generate,
  // wrong
  { model: 'gpt-image-2', prompt: 'a cat', output_compression: 50 } satisfies Generate,
  // wrong
  { model: 'gpt-image-2', prompt: 'a cat', output_format: 'jpeg', output_compression: 101 } satisfies Generate,
  // wrong
  { model: 'gpt-image-2', prompt: 'a cat', output_format: 'bmp' } satisfies Generate,
  // wrong
  { model: 'gpt-image-2', prompt: 'a cat', partial_images: 4 } satisfies Generate,
  // wrong
  { model: 'gpt-image-2', prompt: 'a cat', response_format: 'url' } satisfies Generate,
  // wrong
  { model: 'gpt-image-2.6-flare', prompt: 'a cat', frame_count: 4 } satisfies Generate,
  // wrong
  { model: 'gpt-image-2.6-flare', prompt: 'a cat', output_format: 'gif', stream: true } satisfies Generate,
  // wrong
  { model: 'gpt-image-2.6-flare', prompt: 'a cat', output_format: 'svg', n: 2 } satisfies Generate,
  // wrong
  { model: 'gpt-image-2', prompt: 'a cat', quality: 'xhigh' } satisfies Generate,
  // wrong
  { model: 'gpt-image-2', prompt: 'a cat' } satisfies Edit,
  // wrong
  { model: 'gpt-image-1-mini', image: 'a.png', prompt: 'a cat', input_fidelity: 'high' } satisfies Edit,
  // wrong
  { model: 'dall-e-3', image: 'a.png', prompt: 'a cat' } satisfies Edit,
  // wrong
  { model: 'gpt-image-2.5-flare', image: 'a.png', prompt: 'a cat', mask: 'm.png', markup: 'm.png' } satisfies Edit,
  // wrong
  { model: 'gpt-image-2.5-flare', image: 'a.png', prompt: 'a cat', mask: 5 } satisfies Edit,
  // wrong
  { model: 'gpt-image-2.5-flare', image: 'a.png', prompt: 'a cat', markup: true } satisfies Edit,
  // wrong
  { prompt: 'a cat', image: 'a.png', quality: 'hd' } satisfies Edit,
  // wrong
  { model: 'openai/gpt-image-2', image: 'a.png', prompt: 'a cat', quality: 'max' } satisfies Edit,
  // wrong
  { model: 'openai/gpt-image-9', image: 'a.png', prompt: 'a cat' } satisfies Edit,
  // wrong
  { model: 'gpt-image-2', image: ['a.png'], 'image[]': ['b.png'], prompt: 'a cat' } satisfies Edit,
  // wrong
  { model: 'gpt-image-2', image: 'a.png', 'image[0]': 'b.png', prompt: 'a cat' } satisfies Edit,
  // wrong
  { model: 'gpt-image-2', 'image[0]': ['a.png'], prompt: 'a cat' } satisfies Edit,
  // wrong
  { prompt: 'a cat', output_format: 'png', response_format: 'url' } satisfies Generate,
  // wrong
  { prompt: 'a cat', svg: { model: 'm' } } satisfies Generate,
  // wrong
  { prompt: 'a cat', stream: false, output_compression: 91 } satisfies Generate,
  // wrong
  { model: 'gpt-image-2', images: [{ image_url: 'https://x', file_id: 'y' }], prompt: 'a cat' } satisfies EditJson,
  // wrong
  { model: 'gpt-image-2', images: [{}], prompt: 'a cat' } satisfies EditJson,
];
