import { t } from '@lingui/core/macro';
import { alpha, createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';
import { decimalText } from './ui/decimal-text.ts';

/** The ink of a fountain pen: the one accent. White on 6, and 7 on white, have more than 5:1. */
const ink: MantineColorsTuple = [
  '#eef1fc',
  '#dde3f8',
  '#bac5f0',
  '#97a8e8',
  '#778bde',
  '#5b70cf',
  '#4458bd',
  '#3748a0',
  '#2d3b83',
  '#1f2a60',
];

const gray: MantineColorsTuple = [
  '#f7f8fa',
  '#eff1f4',
  '#e3e6eb',
  '#d3d8df',
  '#bcc3cd',
  '#98a1af',
  '#6c7685',
  '#545d6b',
  '#363d48',
  '#1e232b',
];

const dark: MantineColorsTuple = [
  '#dfe3e9',
  '#b5bcc8',
  '#939cab',
  '#6d7686',
  '#414854',
  '#333943',
  '#262b33',
  '#1a1d23',
  '#14171c',
  '#0e1013',
];

/** How everything looks: dense controls, quiet greys, one accent. */
export const theme = createTheme({
  primaryColor: 'ink',
  primaryShade: { light: 6, dark: 5 },
  colors: { ink, gray, dark },
  black: '#1b1f26',
  defaultRadius: 'md',
  respectReducedMotion: true,
  cursorType: 'pointer',
  autoContrast: true,
  radius: { xs: '3px', sm: '5px', md: '7px', lg: '10px', xl: '16px' },
  fontFamily:
    '"Inter Variable", ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
  headings: {
    fontWeight: '620',
    textWrap: 'pretty',
    sizes: {
      h1: { fontSize: '1.5rem', lineHeight: '1.3' },
      h2: { fontSize: '1.1875rem', lineHeight: '1.35' },
      h3: { fontSize: '1rem', lineHeight: '1.4' },
      h4: { fontSize: '0.9375rem', lineHeight: '1.45' },
      h5: { fontSize: '0.875rem', lineHeight: '1.45' },
      h6: { fontSize: '0.8125rem', lineHeight: '1.45' },
    },
  },
  components: {
    Modal: {
      defaultProps: { centered: true, closeButtonProps: { 'aria-label': t`Close` } },
      styles: { title: { fontSize: '1.0625rem', fontWeight: 600 } },
    },
    Drawer: { defaultProps: { closeButtonProps: { 'aria-label': t`Close` } } },
    Alert: { defaultProps: { variant: 'light' } },
    // A dialog's head is not the head of the page.
    ModalHeader: { defaultProps: { role: 'presentation' } },
    DrawerHeader: { defaultProps: { role: 'presentation' } },
    // Its placeholder for the first focus is no child that a menu may have.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    // Numbers are typed as they are shown; a dot and a comma both begin the decimals.
    NumberInput: { defaultProps: { decimalSeparator: decimalText(0, 1).slice(1, 2) } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 300 } },
    Table: {
      defaultProps: { verticalSpacing: 'xs', horizontalSpacing: 'sm' },
      styles: {
        th: {
          fontSize: 'var(--mantine-font-size-xs)',
          fontWeight: 550,
          color: 'var(--mantine-color-dimmed)',
        },
      },
    },
    Paper: { defaultProps: { withBorder: true, radius: 'lg' } },
    Badge: { defaultProps: { variant: 'light', radius: 'sm' }, styles: { label: { textTransform: 'none' } } },
  },
});

/** Tinted grounds with light texts for the dark scheme, for badges, alerts and quiet buttons. */
const tints = (colors: Readonly<Record<string, MantineColorsTuple | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(colors).flatMap(([name, shades]) =>
      shades === undefined || name === 'dark'
        ? []
        : [
            [`--mantine-color-${name}-light`, alpha(shades[5], 0.17)],
            [`--mantine-color-${name}-light-hover`, alpha(shades[5], 0.24)],
            [`--mantine-color-${name}-light-color`, shades[name === 'gray' ? 3 : 2]],
          ],
    ),
  );

/** Mantine's quiet texts, where they would be too pale to read, in shades of at least 4.5:1 on every surface. */
export const cssVariables: CSSVariablesResolver = ({ colors }) => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': gray[7],
    '--mantine-color-placeholder': '#667080',
    '--mantine-color-error': '#c42424',
    '--mantine-color-anchor': ink[7],
    // Letters on light badges and alerts.
    '--mantine-color-teal-light-color': '#06614a',
    '--mantine-color-yellow-light-color': '#7a4b00',
    '--mantine-color-orange-light-color': '#8f3b00',
    '--mantine-color-green-light-color': '#1f6b31',
    '--mantine-color-red-light-color': '#b02525',
    // White letters on it.
    '--mantine-color-red-filled': '#d02f2f',
    '--mantine-color-red-filled-hover': '#b92727',
  },
  dark: {
    ...tints(colors),
    '--mantine-color-dimmed': '#a3acb9',
    '--mantine-color-placeholder': '#98a1af',
    '--mantine-color-error': '#ff8787',
    '--mantine-color-anchor': ink[3],
  },
});
