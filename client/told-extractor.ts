import type { ExtractorType } from '@lingui/conf';

/** A sentence as `told` is given it; what fills a gap is a plain expression. */
const sentences = /\btold`((?:[^`$\\]|\$\{[^{}`]*\}|\$(?!\{))*)`/g;

/** Takes up what the server tells: a sentence is its own id, with numbered gaps, as the server sends it. */
export const toldExtractor: ExtractorType = {
  match: (filename) => /\/server\/.*\.ts$/.test(filename),
  extract(filename, code, take) {
    const found = [...code.matchAll(sentences)];
    if (found.length !== code.split(/\btold`/).length - 1)
      throw new Error(`${filename}: what fills a gap of told\`…\` must be without braces and backticks`);
    for (const { 1: text = '' } of found) {
      let n = 0;
      const sentence = text.replaceAll(/\$\{[^{}`]*\}/g, () => `{${n++}}`);
      take({
        id: sentence,
        message: sentence,
        origin: [filename, 1],
        context: undefined,
        comment: '',
        placeholders: {},
      });
    }
  },
};
