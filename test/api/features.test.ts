import sharp from 'sharp';
import { beforeAll, expect, it } from 'vitest';
import { api } from '../../server/api.ts';
import type { MonitoredInput } from '../../server/domain/measures/inputs.ts';
import { aPrediction, submit, type TestServer } from '../support/server.ts';
import { onBothServers } from '../support/servers.ts';
import { encodedSine, sine, wav } from '../support/sounds.ts';

/** A grey picture, in base64: the upper half of one shade and the lower half of another. */
const aPicture = async (above: number, below: number, side = 64): Promise<string> => {
  const pixels = Buffer.alloc(side * side, above).fill(below, (side * side) / 2);
  const png = await sharp(pixels, { raw: { width: side, height: side, channels: 1 } })
    .png()
    .toBuffer();
  return png.toString('base64');
};

onBothServers((start) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await start();
  });

  const given = async (
    itemKind: 'image' | 'text' | 'audio',
    monitored: (proposed: MonitoredInput[]) => MonitoredInput[],
  ) => {
    const project = await server.project({}, { itemKind });
    const [service, lead] = [await server.service(project), await server.person('lead', project)];
    const { inputs } = await lead.call(api.monitoring.inputs, { params: { project } });
    const monitoredInputs = monitored(inputs);
    await lead.call(api.projects.update, { params: { project }, body: { monitoredInputs } });
    server.app.services.projects.forget();
    return {
      project,
      service,
      lead,
      submits: async (...records: Record<string, unknown>[]) => {
        await submit(
          service,
          project,
          records.map((record) => aPrediction(record)),
        );
      },
      inputsOf: async (key: string) => (await lead.call(api.items.get, { params: { project, key } })).inputs,
    };
  };

  it('what pictures are like becomes inputs where the project monitors it, and a broken one is no fault', async () => {
    const { project, service, lead, submits, inputsOf } = await given('image', (all) =>
      all.filter(({ name }) => name !== 'image.height'),
    );
    const dark = await aPicture(0, 102);
    const form = new FormData();
    form.append('file', new Blob([Buffer.from(await aPicture(255, 255), 'base64')]), 'white.png');
    const uploaded = await service.fetch(`/api/v1/projects/${project}/media`, { method: 'POST', body: form });
    const { files } = (await uploaded.json()) as { files: { media: string }[] };
    const broken = Buffer.from(dark, 'base64').subarray(0, 60).toString('base64');
    await submits(
      { key: 'dark', payload: { image: { base64: dark } }, inputs: { line: 'north' } },
      { key: 'white', payload: { image: { media: files[0]?.media } }, inputs: { 'image.brightness': 0.9 } },
      { key: 'broken', payload: { image: { base64: broken } } },
      { key: 'elsewhere', payload: { image: { url: 'https://example.org/a.png' } } },
    );
    expect(await inputsOf('dark')).toEqual({
      line: 'north',
      'image.brightness': 0.2,
      'image.contrast': expect.closeTo(0.2, 3),
      'image.sharpness': expect.any(Number),
      'image.width': 64,
    });
    expect(await inputsOf('white')).toMatchObject({ 'image.brightness': 0.9, 'image.contrast': 0 });
    expect(await inputsOf('broken')).toEqual({});
    expect(await inputsOf('elsewhere')).toEqual({});
    // The same again is the same, though more is known of it than was sent.
    await submits({ key: 'dark', payload: { image: { base64: dark } }, inputs: { line: 'north' } });

    const time = {
      from: new Date(Date.now() - 60_000).toISOString(),
      to: new Date(Date.now() + 60_000).toISOString(),
    };
    const { charts } = await lead.call(api.monitoring.series, { params: { project }, query: time });
    const brightness = charts.find(({ chart, input }) => chart === 'values' && input === 'image.brightness');
    expect(brightness?.lines.find(({ figure }) => figure === 'input_mean')?.all).toEqual({
      value: 0.55,
      n: 2,
    });
  });

  it('what texts are like becomes inputs where the project monitors it', async () => {
    const { submits, inputsOf } = await given('text', (all) => all);
    await submits(
      { key: 'said', payload: { text: 'Ну, 12' } },
      { key: 'filed', payload: { document: { base64: Buffer.from('Done.').toString('base64') } } },
    );
    expect(await inputsOf('said')).toEqual({
      'text.length': 6,
      'text.script': 'Cyrillic',
      'text.nonLetters': 0.6,
    });
    expect(await inputsOf('filed')).toMatchObject({ 'text.length': 5, 'text.script': 'Latin' });

    const other = await given('text', () => []);
    await other.submits({ key: 'said', payload: { text: 'Ну, 12' } });
    expect(await other.inputsOf('said')).toEqual({});
  });

  it('what recordings are like becomes inputs where the project monitors it, and what cannot be decoded is no fault', async () => {
    const { submits, inputsOf } = await given('audio', (all) => all);
    const [loud, speech] = [wav(sine(0.5)), encodedSine.mp3].map((file) => file.toString('base64'));
    const aac = Buffer.from('fff15080002ffc', 'hex').toString('base64');
    await submits(
      { key: 'loud', payload: { audio: { base64: loud } } },
      { key: 'speech', payload: { audio: { base64: speech } } },
      { key: 'aac', payload: { audio: { base64: aac } } },
      { key: 'elsewhere', payload: { audio: { url: 'https://example.org/a.mp3' } } },
    );
    expect(await inputsOf('loud')).toEqual({
      'audio.seconds': 0.5,
      'audio.loudness': -3.01,
      'audio.clipping': 0.01,
      'audio.silence': 0,
    });
    expect(await inputsOf('speech')).toMatchObject({ 'audio.seconds': 0.288, 'audio.clipping': 0 });
    expect(await inputsOf('aac')).toEqual({});
    expect(await inputsOf('elsewhere')).toEqual({});
  });
});
