/** Text as a cell (RFC 4180); an empty text is quoted, which tells it from no value. */
export const csvCell = (text: string): string =>
  text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
