import { expect, test } from 'vitest';
import { createAudioMeter, type AudioFeatures, type Sound } from '../../server/domain/audio-features.ts';
import { featuresOfAudio } from '../../server/media/features/decode-audio.ts';
import { sniff } from '../../server/media/sniff.ts';
import { encodedSine, sine, wav } from '../support/sounds.ts';

const heard = (...stretches: Sound[]): AudioFeatures | null => {
  const meter = createAudioMeter();
  for (const stretch of stretches) meter.hear(stretch);
  return meter.read();
};
const mono = (samples: Float32Array, sampleRate = 8_000): Sound => ({ channelData: [samples], sampleRate });

test('loudness is the root mean square: a sine at full scale has −3.01 dBFS, one at a tenth 20 dB less', () => {
  expect(heard(mono(sine(1)))?.loudness).toBeCloseTo(-3.0103, 3);
  expect(heard(mono(sine(1, { amplitude: 0.1 })))?.loudness).toBeCloseTo(-23.0103, 3);
  expect(heard(mono(new Float32Array(8_000).fill(1)))?.loudness).toBe(0);
  const oneSided = { channelData: [sine(1), new Float32Array(8_000)], sampleRate: 8_000 };
  expect(heard(oneSided)?.loudness).toBeCloseTo(-6.0206, 3);
});

test('clipping is the share of samples at full scale', () => {
  // A sine of twice full scale is beyond it where |sin| > 1/2: two thirds of the time.
  expect(heard(mono(sine(1, { amplitude: 2, hertz: 7 })))?.clipping).toBeCloseTo(2 / 3, 2);
  expect(heard(mono(sine(1, { amplitude: 0.99 })))?.clipping).toBe(0);
});

test('silence is the share of the time that is quieter than −60 dBFS, by 20 ms, however it is cut', () => {
  const half = new Float32Array(16_000);
  half.set(sine(1, { amplitude: 0.5 }));
  half.set(sine(1, { amplitude: 0.001 }), 8_000);
  const whole = heard(mono(half));
  expect(whole?.silence).toBeCloseTo(0.5, 3);
  const cuts = [0, 1, 777, 8_000, 8_001, 16_000];
  const cut = cuts.slice(1).map((to, i) => mono(half.subarray(cuts[i], to)));
  const pieces = heard(...cut);
  expect(pieces?.seconds).toBeCloseTo(2, 9);
  expect(pieces?.silence).toBeCloseTo(0.5, 3);
  expect(pieces?.loudness).toBeCloseTo(whole?.loudness ?? 0, 9);
});

test('nothing at all is heard as −100 dBFS, and no sound has no features', () => {
  expect(heard(mono(new Float32Array(800)))).toEqual({
    seconds: expect.closeTo(0.1, 9),
    loudness: -100,
    clipping: 0,
    silence: 1,
  });
  expect(heard()).toBeNull();
});

test('files are heard whatever they are encoded by', async () => {
  const clipped = await featuresOfAudio(wav(sine(0.5, { amplitude: 2, hertz: 8 })));
  expect(clipped.seconds).toBeCloseTo(0.5, 9);
  expect(clipped.clipping).toBeCloseTo(2 / 3, 2);
  expect((await featuresOfAudio(encodedSine.flac)).loudness).toBeCloseTo(-9.03, 2);
  expect((await featuresOfAudio(encodedSine.opus)).loudness).toBeCloseTo(-9.1, 1);
  expect((await featuresOfAudio(encodedSine.mp3)).seconds).toBeCloseTo(0.288, 3);
});

test('what is no sound, or holds none, is told so', async () => {
  await expect(featuresOfAudio(Buffer.from('just words'))).rejects.toThrow('not decoded');
  await expect(featuresOfAudio(wav(new Float32Array()))).rejects.toThrow('no sound');
  await expect(featuresOfAudio(encodedSine.flac.subarray(0, 60))).rejects.toThrow();
});

test('sound is recognised by its bytes, and containers that may hold pictures are told apart', async () => {
  const brand = (name: string) => Buffer.from(`\0\0\0\x18ftyp${name}\0\0\0\0isommp42`, 'latin1');
  const webm = Buffer.from('1a45dfa3934282847765626d42878104', 'hex');
  const { mp3, opus, flac } = encodedSine;
  const files = [
    wav(sine(0.1)),
    mp3,
    opus,
    flac,
    Buffer.from('fff15080002ffc', 'hex'),
    brand('M4A '),
    brand('mp42'),
    webm,
  ];
  expect(await Promise.all(files.map(async (file) => (await sniff(file)).type))).toEqual([
    'audio/wav',
    'audio/mpeg',
    'audio/ogg',
    'audio/flac',
    'audio/aac',
    'audio/mp4',
    'video/mp4',
    'video/webm',
  ]);
});
