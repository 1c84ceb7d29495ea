import '@fontsource-variable/inter';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './ui/base.css';
import './ui/high-contrast.css';
import { loadLanguage } from './ui/language.ts';

const container = document.getElementById('root');
if (container === null) throw new Error('index.html has no element with the id "root"');

// The modules of the pages word what they show as they are loaded.
await loadLanguage();
const { start } = await import('./start.tsx');
start(container);
