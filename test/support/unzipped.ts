import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';

const open = promisify<Buffer, { lazyEntries: boolean }, ZipFile>(fromBuffer);

/** The first file of a zip whose name ends so. */
export const unzipped = async (zip: Buffer, ending: string): Promise<Buffer> => {
  const file = await open(zip, { lazyEntries: true });
  for (;;) {
    const read = once(file, 'entry') as Promise<[Entry]>; // what this event brings
    file.readEntry();
    const [entry] = await read;
    if (!entry.fileName.endsWith(ending)) continue;
    return buffer(await promisify(file.openReadStream.bind(file))(entry));
  }
};
