import { rounded, type KindFeatures } from './kind-features.ts';

/** Loads the library once somebody asks for it, which not every server does. */
const loadSharp = async () => {
  const { default: sharp } = await import('sharp');
  // Each picture is looked at once, by one thread: the pool is shared with files and passwords.
  sharp.cache(false);
  sharp.concurrency(1);
  return sharp;
};
let loaded: ReturnType<typeof loadSharp> | null = null;

/** Larger pictures, in pixels, are not opened: a small file may unpack to any size. */
const mostPixels = 100_000_000;

/** Pictures are looked at in this size, in pixels a side, at most: how sharp they are can then be compared. */
const side = 512;

/** What a picture is like: brightness and contrast (standard deviation) in [0,1], sharpness by the Laplacian, size in pixels. */
export const imageFeatures: KindFeatures = {
  inputs: [
    { name: 'image.brightness', type: 'number', low: 0, high: 1 },
    { name: 'image.contrast', type: 'number', low: 0, high: 0.5 },
    { name: 'image.sharpness', type: 'number', low: null, high: null },
    { name: 'image.width', type: 'number', low: null, high: null },
    { name: 'image.height', type: 'number', low: null, high: null },
  ],
  ofFile: async (bytes) => {
    const sharp = await (loaded ??= loadSharp());
    const picture = sharp(bytes, { limitInputPixels: mostPixels }).timeout({ seconds: 10 });
    const { autoOrient } = await picture.metadata();
    const { data, info } = await picture
      .resize(side, side, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const { width, height, channels } = info;
    const {
      channels: [grey],
      sharpness,
    } = await sharp(data, { raw: { width, height, channels } }).stats();
    return {
      'image.brightness': grey === undefined ? null : rounded(grey.mean / 255),
      'image.contrast': grey === undefined ? null : rounded(grey.stdev / 255),
      'image.sharpness': rounded(sharpness),
      'image.width': autoOrient.width,
      'image.height': autoOrient.height,
    };
  },
  // What lies on the web is not fetched.
  ofPayload: () => ({}),
};
