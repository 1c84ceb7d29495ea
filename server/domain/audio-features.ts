/** A stretch of decoded sound: a channel each, samples in [−1, 1]; the rate in frames a second. */
export type Sound = { channelData: readonly Float32Array[]; sampleRate: number };

/** What a recording is like by itself. */
export type AudioFeatures = {
  seconds: number;
  /** Root mean square of all samples in dBFS: 0 is a constant signal at full scale, and a sine at full scale −3.01. */
  loudness: number;
  /** Share of the samples at full scale. */
  clipping: number;
  /** Share of the time in windows of 20 ms that are quieter than −60 dBFS. */
  silence: number;
};

/** What is quieter, in dBFS, counts as this: below the steps of 16 bits, and a number where nothing is heard at all. */
const quietest = -100;

const decibels = (meanSquare: number): number => Math.max(quietest, 10 * Math.log10(meanSquare));

/** The largest of 16-bit samples, less half a step. */
const fullScale = 32_766.5 / 32_768;

const windowSeconds = 0.02;
const silentBelow = -60;

/** Hears a recording stretch by stretch, of which it keeps sums alone. */
export const createAudioMeter = () => {
  let [seconds, silentSeconds, samples, squares, clipped] = [0, 0, 0, 0, 0];
  let window = { frames: 0, samples: 0, squares: 0, seconds: 0 };

  const closeWindow = (): void => {
    if (window.samples > 0 && decibels(window.squares / window.samples) < silentBelow)
      silentSeconds += window.seconds;
    seconds += window.seconds;
    samples += window.samples;
    squares += window.squares;
    window = { frames: 0, samples: 0, squares: 0, seconds: 0 };
  };
  const addToWindow = (stretch: Float32Array): void => {
    for (const x of stretch) {
      window.squares += x * x;
      if (Math.abs(x) >= fullScale) clipped += 1;
    }
    window.samples += stretch.length;
  };

  return {
    hear: ({ channelData, sampleRate }: Sound): void => {
      const windowFrames = Math.max(1, Math.round(sampleRate * windowSeconds));
      const frames = channelData[0]?.length ?? 0;
      for (let from = 0; from < frames;) {
        const to = Math.min(frames, from + Math.max(1, windowFrames - window.frames));
        for (const channel of channelData) addToWindow(channel.subarray(from, to));
        window.frames += to - from;
        window.seconds += (to - from) / sampleRate;
        from = to;
        if (window.frames >= windowFrames) closeWindow();
      }
    },
    /** Of all that was heard; null where that was nothing. */
    read: (): AudioFeatures | null => {
      closeWindow();
      if (samples === 0) return null;
      return {
        seconds,
        loudness: decibels(squares / samples),
        clipping: clipped / samples,
        silence: silentSeconds / seconds,
      };
    },
  };
};
