import { i18n } from '@lingui/core';

/** The languages that the pages are written in, each by its own name. */
export const languages = { en: 'English', de: 'Deutsch' } as const;

export type Language = keyof typeof languages;

/** Under this name the browser keeps the language that was chosen. */
const chosenKey = 'countersign.language';

export const isLanguage = (text: string | undefined | null): text is Language =>
  text !== null && text !== undefined && Object.hasOwn(languages, text);

const chosen = (): Language | null => {
  try {
    const kept = localStorage.getItem(chosenKey);
    return isLanguage(kept) ? kept : null;
  } catch {
    // Storage may be forbidden: the browser's languages are then followed.
    return null;
  }
};

/** The first of the browser's languages that there is a translation for. */
const preferred = (): Language | undefined =>
  globalThis.navigator?.languages.map((name) => name.split('-')[0]).find(isLanguage);

/** The language of the pages: as chosen in this browser, else as the browser's own, else English. */
export const language: Language = chosen() ?? preferred() ?? 'en';

/** Puts the language's texts in force. Modules word what they show when they are loaded: this comes before. */
export const loadLanguage = async (): Promise<void> => {
  const catalogue = language === 'de' ? await import('../locales/de.po') : await import('../locales/en.po');
  i18n.loadAndActivate({ locale: language, messages: catalogue.messages });
  document.documentElement.lang = language;
};

/** Keeps the language in this browser and begins anew in it. */
export const chooseLanguage = (next: Language): void => {
  localStorage.setItem(chosenKey, next);
  location.reload();
};
