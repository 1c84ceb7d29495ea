import { language } from './language.ts';

/** How numbers and times are written: as the reader does in the language of the pages, else as its own country does. */
export const locale: string =
  globalThis.navigator?.languages.find((name) => name.split('-')[0] === language) ??
  (language === 'en' ? 'en-GB' : language);
