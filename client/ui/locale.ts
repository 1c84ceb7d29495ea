const reader = Intl.DateTimeFormat().resolvedOptions().locale;

/** How numbers and times are written: as the reader's English does, or in British English where they read no English. */
export const locale = reader.startsWith('en') ? reader : 'en-GB';
