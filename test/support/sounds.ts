/** Samples of a sine of this many hertz. */
export const sine = (
  seconds: number,
  { amplitude = 1, hertz = 440, rate = 8_000 }: { amplitude?: number; hertz?: number; rate?: number } = {},
): Float32Array =>
  Float32Array.from(
    { length: Math.round(seconds * rate) },
    (_, i) => amplitude * Math.sin((2 * Math.PI * hertz * i) / rate),
  );

/** A WAV file of one channel and 16 bits; samples beyond full scale are clipped. */
export const wav = (samples: Float32Array, rate = 8_000): Buffer => {
  const file = Buffer.alloc(44 + 2 * samples.length);
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(file.length - 8, 4);
  file.write('WAVEfmt ', 8, 'latin1');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20); // PCM
  file.writeUInt16LE(1, 22); // one channel
  file.writeUInt32LE(rate, 24);
  file.writeUInt32LE(2 * rate, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(2 * samples.length, 40);
  samples.forEach((x, i) =>
    file.writeInt16LE(Math.round(Math.max(-32_768, Math.min(32_767, x * 32_768))), 44 + 2 * i),
  );
  return file;
};

/** A sine at half of full scale, 440 Hz and 0.05 to 0.1 s, as encoders make it. */
export const encodedSine = {
  mp3: Buffer.from(
    '/+MYxAALMAb1uUEAAv9HdttgBg+D4PvUCAIHIPg+fxOD4PoggcRB8H34IOu5fwxwG/SGOA3850+7pcAAABAIBQAAACkRYgRM/+MYxA4Q' +
      'eT7RuZMoAP+Yl0yJr/GWJkA9AaqoAKqJCZgbllcRDodMY3/4iHQFEg8Hil//8REQVBURHv+sFREeBVTle3yUy2al/+MYxAcOeQrAAZlA' +
      'AD//9Pb3G5bHn1iv//z7/nD0wRfQgDMgkHA6//YODISgEhODotZP/8JUJ6NZLFWf86VnV0xBTUUzLjEw/+MYxAgAAANIAcAAADBVVVVV' +
      'VVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVV',
    'base64',
  ),
  opus: Buffer.from(
    'T2dnUwACAAAAAAAAAADHq83zAAAAAH4cL68BE09wdXNIZWFkAQEAD4C7AAAAAABPZ2dTAAAAAAAAAAAAAMerzfMBAAAA8ke6uQEcT3B1' +
      'c1RhZ3MMAAAAYXVkaW8tZW5jb2RlAAAAAE9nZ1MAAMADAAAAAAAAx6vN8wIAAAAQe0mWARAIhOR1C5+ML1J0NXuZszWAT2dnUwAAgAcA' +
      'AAAAAADHq83zAwAAAAGPsSIBFQi0sTsp+TMA3xYKvAv1YexSr30B0E9nZ1MAAEALAAAAAAAAx6vN8wQAAAABWyR/AQ8IrhwA6mZP4By6' +
      'xktzQgVPZ2dTAAAADwAAAAAAAMerzfMFAAAALpO5+QETCK0B8BigMKjm9Y2th+zLfo0sF09nZ1MAAMASAAAAAAAAx6vN8wYAAADY2b1c' +
      'AQ8IrOeK+v7iyRl1WUAn39BPZ2dTAATAEgAAAAAAAMerzfMHAAAAnPnV/QEA',
    'base64',
  ),
  flac: Buffer.from(
    'ZkxhQwAAACIQABAAAAAAAAAAAfQA8AAAAAAAAAAAAAAAAAAAAAAAAAAAhAAAKCAAAAByZWZlcmVuY2UgbGliRkxBQyAxLjMuNCAyMDIy' +
      'MDIyMAAAAAD/+HQIAAGPJEIAABWutTvmBgD+3BcSE/i9Pyg/Xdu42cyOb+Qn1xYUpL3/H8//3x38vKYHF+IL+6Maci7vb90D99OPPxVx' +
      'veyCQHZoUkHZ6/n///Xn08JYbHogEF5alhAVef3///369bC1Wh4IJAfG1bRFDl9P6gfPdtY2iyOz8Q3xwX0hM4vH9oH337+RmsLm/EF/' +
      'c2FNSN7v/P/98uHMx19vfSE/uzKpIuz2/P//enNoYa22vZBILu0qqBrdXx/f/v0a2CrtLyQSC8tqwiKfN7f/99dezhaTO7EAhPbguJCf' +
      'xen5Qfru3cbOZHN/IT64sKUl7/j+f/747+XlMDi/EF/dGNORd3t+6B++nHn4q43vZBIDs0KSDs9fz///rz6eEsNj0QCC8tSwgKvP7///' +
      '79etharQ8EEgPjatoihy+n9QPnu2sbRZHZ+Ib44L6QmcXj+0D779/IzWFzfiC/ubCmpG93/n/++XDmY6+3vpCf3ZlUkXZ7fn//vTm0MN' +
      'bbXsgkF3aVVA1ur4/v/36NbBV2l5IJBeW1YRFPm9v/++uvZwtJndgNGY',
    'base64',
  ),
};
