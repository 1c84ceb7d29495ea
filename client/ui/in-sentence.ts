import { language } from './language.ts';

/** A title as it stands within a sentence: English writes it small there, German as ever. */
export const inSentence = (title: string): string =>
  language === 'en' ? `${title.slice(0, 1).toLowerCase()}${title.slice(1)}` : title;
