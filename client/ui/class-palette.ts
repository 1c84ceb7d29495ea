/** Colours that stay apart from each other on light and dark ground, in the order in which they are given out. */
export const classPalette: readonly string[] = [
  '#1c7ed6',
  '#e8590c',
  '#2f9e44',
  '#ae3ec9',
  '#c92a2a',
  '#1098ad',
  '#e0a100',
  '#6741d9',
  '#d6336c',
  '#5c940d',
  '#846358',
  '#5f6b7a',
];
