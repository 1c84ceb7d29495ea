import { isUtf8 } from 'node:buffer';
import { fileTypeFromBuffer } from 'file-type';

/** What bytes turned out to be. */
export type Sniffed = {
  /** The type they may be stored and served under; null: none that is supported. */
  type: string | null;
  /** What they look like, for the one who sent them. */
  looksLike: string;
};

/** Formats that are pictures to browsers and nothing else. An animated PNG is a PNG. */
const images: Record<string, string> = {
  'image/png': 'image/png',
  'image/apng': 'image/png',
  'image/jpeg': 'image/jpeg',
  'image/gif': 'image/gif',
  'image/webp': 'image/webp',
  'image/avif': 'image/avif',
  'image/bmp': 'image/bmp',
};

/**
 * Sound, by what file-type calls it. Containers that may hold pictures besides are recognised as such; those without any are
 * played as sound all the same.
 */
const sounds: Record<string, string> = {
  'audio/wav': 'audio/wav',
  'audio/mpeg': 'audio/mpeg',
  'audio/ogg': 'audio/ogg',
  'audio/ogg; codecs=opus': 'audio/ogg',
  'audio/flac': 'audio/flac',
  'audio/aac': 'audio/aac',
  'audio/mp4': 'audio/mp4',
  'audio/x-m4a': 'audio/mp4',
  'video/mp4': 'video/mp4',
  'video/webm': 'video/webm',
};

/** Tab, line feed, form feed and carriage return are text; all else below the space, and DEL, is not. */
const isControl = (byte: number): boolean =>
  byte === 0x7f || (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d);

const isText = (bytes: Uint8Array): boolean => isUtf8(bytes) && !bytes.some(isControl);

/** Markup is text to us, and told apart only to say what was sent. */
const textLooksLike = (bytes: Uint8Array): string => {
  const start = new TextDecoder().decode(bytes.subarray(0, 1_000)).trimStart().toLowerCase();
  if (/^(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*|<!doctype svg[^>]*>\s*)*<svg[\s>/]/.test(start))
    return 'an SVG drawing';
  if (/^(?:<!--[^]*?-->\s*)*<(?:!doctype html|html|head|body|script)[\s>/]/.test(start))
    return 'an HTML page';
  return 'plain text';
};

/** Recognises bytes by themselves, whatever their sender calls them. */
export const sniff = async (bytes: Uint8Array): Promise<Sniffed> => {
  if (bytes.length === 0) return { type: null, looksLike: 'empty' };
  if (isText(bytes)) return { type: 'text/plain', looksLike: textLooksLike(bytes) };
  const found = await fileTypeFromBuffer(bytes);
  if (found) return { type: images[found.mime] ?? sounds[found.mime] ?? null, looksLike: found.mime };
  return { type: null, looksLike: isUtf8(bytes) ? 'text with control characters' : 'of no known type' };
};
