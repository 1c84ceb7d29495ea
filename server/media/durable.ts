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

/** Makes a folder's entries durable, as a rename into it alone is not. */
export const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};
