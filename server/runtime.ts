/** Ends the process with a plain message where its Node is older than 22.12: the database driver would crash there. */
export const assertRuntime = (): void => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 12)) return;
  process.stderr.write(
    `Countersign needs Node 22.12 or newer and was started with ${process.versions.node}.\n` +
      'Start it with "npm start": the Node it needs comes with its packages.\n',
  );
  process.exit(1);
};
