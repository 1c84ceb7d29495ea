// Sets the colour scheme and the contrast before anything is painted, so that a dark page never flashes white.
(function () {
  var chosen = null;
  var contrast = null;
  try {
    chosen = localStorage.getItem('mantine-color-scheme-value');
    contrast = localStorage.getItem('countersign.contrast');
  } catch (_) {
    // Storage may be forbidden; the system's scheme is then followed.
  }
  var scheme =
    chosen === 'light' || chosen === 'dark'
      ? chosen
      : matchMedia('(prefers-color-scheme: dark)').matches
        ? 'dark'
        : 'light';
  document.documentElement.setAttribute('data-mantine-color-scheme', scheme);
  if (contrast === 'more' || (contrast === null && matchMedia('(prefers-contrast: more)').matches))
    document.documentElement.setAttribute('data-contrast', 'more');
})();

// The page's security policy allows no code made of text. Zod makes its parsers so where it can, and reads this before its
// first schema; without it each page would report a violation.
globalThis.__zod_globalConfig = { jitless: true };
