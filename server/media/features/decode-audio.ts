import { decoder as flac } from '@audio/decode-flac';
import { decoder as mp3 } from '@audio/decode-mp3';
import { decoder as opus } from '@audio/decode-opus';
import { decoder as vorbis } from '@audio/decode-vorbis';
import { decoder as wav } from '@audio/decode-wav';
import { fileTypeFromBuffer } from 'file-type';
import { createAudioMeter, type AudioFeatures, type Sound } from '../../domain/audio-features.ts';

/** Decodes a file chunk by chunk. */
type Decoder = { decode(chunk: Uint8Array): Sound; flush?: () => Sound; free(): void };

/** By what file-type calls the file. AAC is not among them: no decoder of it has a licence that this program's allows. */
const decoders: Record<string, () => Decoder | Promise<Decoder>> = {
  'audio/wav': wav,
  'audio/mpeg': mp3,
  'audio/flac': flac,
  'audio/ogg': vorbis,
  'audio/ogg; codecs=opus': opus,
};

/** Bytes that are decoded at a time: what is kept of them in memory is small. */
const chunk = 64 * 1024;

/** Longer files, in samples of all channels, are given up: a small one may unpack to any length. An hour of stereo at 48 kHz. */
const mostSamples = 3_600 * 48_000 * 2;

const samplesOf = ({ channelData }: Sound): number =>
  channelData.reduce((sum, { length }) => sum + length, 0);

const stretches = function* (decoder: Decoder, bytes: Uint8Array): Generator<Sound> {
  for (let from = 0; from < bytes.length; from += chunk)
    yield decoder.decode(bytes.subarray(from, from + chunk));
  if (decoder.flush) yield decoder.flush();
};

/** What a file sounds like; throws where it is none that can be decoded, is too long, or holds nothing. */
export const featuresOfAudio = async (bytes: Uint8Array): Promise<AudioFeatures> => {
  const type = (await fileTypeFromBuffer(bytes))?.mime;
  const open = decoders[type ?? ''];
  if (!open) throw new Error(`${type ?? 'a file of no known type'} is not decoded`);
  const decoder = await open();
  const meter = createAudioMeter();
  let samples = 0;
  try {
    for (const sound of stretches(decoder, bytes)) {
      samples += samplesOf(sound);
      if (samples > mostSamples) throw new Error('it is longer than an hour of stereo');
      meter.hear(sound);
    }
  } finally {
    decoder.free();
  }
  const features = meter.read();
  if (!features || !Object.values(features).every(Number.isFinite))
    throw new Error('there is no sound in it');
  return features;
};
