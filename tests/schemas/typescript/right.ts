// Requests that the types must take.
import type OpenAI from 'openai';
import type { Uploadable } from 'openai';
import type * as imagespec from './imagespec';

export const generate: imagespec.GenerateRequest[] = [
  { model: 'gpt-image-2', prompt: 'a cat' },
  { model: 'gpt-image-2', prompt: 'a cat', size: '1536x864', n: 10, quality: 'high', background: 'opaque' },
  { model: 'gpt-image-2-2026-04-21', prompt: 'a cat', size: 'auto', output_format: 'jpeg', output_compression: 50 },
  { model: 'gpt-image-2', prompt: 'a cat', output_compression: 100 },
  { model: 'gpt-image-2', prompt: 'a cat', n: null, size: null, stream: null },
  { model: 'gpt-image-2', prompt: 'a cat', stream: true, partial_images: 3 },
  { model: 'gpt-image-2.5-flare', prompt: 'a cat', quality: 'xhigh', background: 'transparent', output_format: 'webp' },
  { model: 'gpt-image-2.6-sunburst', prompt: 'a cat', output_format: 'gif', frame_count: 4, frame_duration_ms: 100 },
  { model: 'gpt-image-2.6-sunburst', prompt: 'a cat', output_format: 'svg', svg: { model: 'm', reasoning: { effort: 'low' } } },
  { model: 'gpt-image-1.5', prompt: 'a cat', size: '1024x1536', moderation: 'low' },
  { model: 'gpt-image-1', prompt: 'a cat' },
  { prompt: 'a cat' },
  { model: null, prompt: 'a cat' },
  { prompt: 'a cat', output_format: 'jpeg', output_compression: 50 },
  { prompt: 'a cat', quality: 'max', size: '1536x864', complexity: 'low' },
  { model: 'openai/gpt-image-2', prompt: 'a cat', size: '1536x864' },
  { model: 'openrouter/openai/gpt-image-2.6-flare', prompt: 'a cat', quality: 'max' },
  { model: 'dall-e-3', prompt: 'a cat', n: 1, quality: 'hd', style: 'vivid', response_format: 'b64_json', size: '1792x1024' },
  { model: 'dall-e-2', prompt: 'a cat', n: 10, size: '256x256', response_format: 'url' },
];

export const edit: imagespec.EditRequest[] = [
  { model: 'gpt-image-2', image: 'a.png', prompt: 'a cat' },
  { model: 'gpt-image-2', image: ['a.png', 'b.png'], prompt: 'a cat', mask: { format: 'png', bytes: 1000 } },
  { model: 'gpt-image-2', 'image[]': ['a.png'], prompt: 'a cat' },
  { model: 'gpt-image-2', 'image[0]': 'a.png', 'image[1]': { format: 'png', bytes: 1000 }, prompt: 'a cat' },
  { model: 'dall-e-2', image: 'a.png', prompt: 'a cat', size: '512x512' },
];

export const editJson: imagespec.EditJsonRequest[] = [
  { model: 'gpt-image-2', images: [{ image_url: 'https://example.com/a.png' }, { file_id: 'file-1' }], prompt: 'a cat' },
  { model: 'gpt-image-1', images: [{ file_id: 'file-1' }], prompt: 'a cat', mask: { image_url: 'data:image/png;base64,AA' } },
];

export const variation: imagespec.VariationRequest[] = [{ model: 'dall-e-2', image: 'a.png', n: 2, size: '1024x1024' }];

// The types of this package are those of the openai package, only narrower.
declare const created: imagespec.GenerateRequest;
declare const edited: imagespec.EditRequest<Uploadable> & { image: Uploadable | Uploadable[] };
declare const varied: imagespec.VariationRequest<Uploadable>;
export const forGenerate: OpenAI.Images.ImageGenerateParams = created;
export const forEdit: OpenAI.Images.ImageEditParams = edited;
export const forVariation: OpenAI.Images.ImageCreateVariationParams = varied;
