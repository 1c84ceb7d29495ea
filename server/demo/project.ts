import type { SentBody } from '../contract/route.ts';
import type { api } from '../api.ts';
import type { MonitoredInput } from '../domain/measures/inputs.ts';
import type { Policy } from '../domain/policy.ts';
import { digitClasses } from './model.ts';

/** The person who signs in by the link that the demo prints. */
export const demoLead = { name: 'Demo lead', email: 'demo@countersign.local' };

/** Who sees datasets whole, as they judge nothing. */
export const demoAnalyst = { name: 'Demo analyst', email: 'analyst@countersign.local' };

/** The project's name in addresses. */
export const demoProject = 'digits';

/** Ten hues with at least 3:1 on white and on dark grey; neighbours differ most. */
const colors: Record<(typeof digitClasses)[number], string> = {
  '0': '#1c7ed6',
  '1': '#e8590c',
  '2': '#2f9e44',
  '3': '#ae3ec9',
  '4': '#a68a00',
  '5': '#845ef7',
  '6': '#d6336c',
  '7': '#0c8599',
  '8': '#868e96',
  '9': '#a9714b',
};

const instructions = `Say which digit **the writer meant**. The pictures are real handwriting, cut out of forms.

- **1 or 7**: a 7 has a bar at its top; a 1 has at most a short hook there. A bar across the middle makes it a 7.
- **4 or 9**: a 4 is open at its top or has corners; a 9 closes its loop.
- **3 or 5**: a 5 goes straight down on the left before it turns; a 3 is open there.
- **0 or 6**: a 6 has a stroke that rises above its loop.
- **8**: two loops, even where one is filled with ink.

The suggestion is the model's. It is often right, but this digit is here because it was *not sure*: look first, then
compare. Now and then there is no suggestion on purpose.

Where nobody could tell, **skip** it as unclear. Where the picture is no digit at all, **escalate** it with a note.
`;

/** The project as it is created at the first start. */
export const projectBody: SentBody<typeof api.projects.create> = {
  slug: demoProject,
  name: 'Handwritten digits',
  question: 'Which digit is this?',
  itemKind: 'image',
  instructions,
  schema: {
    kind: 'choice',
    classes: digitClasses.map((name) => ({
      name,
      title: name,
      color: colors[name],
      key: name,
      retired: false,
    })),
  },
};

/** What is measured of each digit without reading it: shares, as they are on ordinary paper. */
export const demoInputs: MonitoredInput[] = [
  { name: 'brightness', type: 'number', low: 0.5, high: 1 },
  { name: 'contrast', type: 'number', low: 0, high: 1 },
  { name: 'ink', type: 'number', low: 0, high: 0.5 },
];

/** The policy at the first start. */
export const firstDemoPolicy: Policy = {
  degree: 'partial',
  threshold: 0.95,
  classThresholds: {},
  blindShare: 0.1,
  auditShare: 0.05,
  auditStrata: [],
  rules: [
    {
      name: 'The most puzzling first',
      when: [{ on: 'confidence', op: 'lt', value: 0.5 }],
      then: { priority: 10 },
    },
    {
      name: 'Hardly any ink: look at it',
      when: [{ on: 'input', name: 'ink', op: 'lt', value: 0.05 }],
      then: { review: true },
    },
  ],
};

/** The same with simulated inspectors, who have the time to look at more of what is accepted, and so notice sooner what is wrong. */
export const simulatedDemoPolicy: Policy = { ...firstDemoPolicy, degree: 'shadow', auditShare: 0.2 };
