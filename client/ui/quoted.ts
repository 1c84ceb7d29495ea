import { language, type Language } from './language.ts';

const marks: Record<Language, readonly [string, string]> = { en: ['“', '”'], de: ['„', '“'] };

/** A name or value in the quotation marks of the language. */
export const quoted = (text: string): string => marks[language].join(text);
