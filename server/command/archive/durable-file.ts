import { open } from 'node:fs/promises';

/** Writes a file that must not be there yet, so that it survives a power cut once this resolves. */
export const writeFileDurably = async (file: string, content: string | Uint8Array): Promise<void> => {
  const handle = await open(file, 'wx');
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
};
