import type { Example } from '../example.ts';

const instructions = `Draw a box around each **defect** of the phone's back, tight around it.

- **Scratch**: a bright line. One box around all of it, also where it fades; two that cross are two.
- **Dent**: a round shadow.
- **Dust** is no defect: small bright dots. Leave it.

Where the surface is whole, submit it **without a box**. The model's boxes can be taken over and corrected. The pictures
are drawn by a program, so nobody's phone was hurt.
`;

/** Pictures of phones' backs, and boxes around what is wrong with them. */
export const phoneProject: Example = {
  itemName: 'phone',
  model: 'blob-detector@1',
  description:
    'Finds what stands out from the light around it, and tells scratch, dent and dust by softmax regression.',
  project: {
    slug: 'phones',
    name: 'Phone surfaces',
    question: 'Where is this surface damaged?',
    itemKind: 'image',
    instructions,
    schema: {
      kind: 'boxes',
      classes: [
        { name: 'scratch', title: 'Scratch', color: '#e8590c', key: 'j', retired: false },
        { name: 'dent', title: 'Dent', color: '#ae3ec9', key: 'k', retired: false },
      ],
      min: 0,
      max: null,
      iou: 0.5,
      tolerance: 0,
    },
  },
  policy: {
    degree: 'partial',
    threshold: 0.9,
    classThresholds: {},
    blindShare: 0.1,
    auditShare: 0.1,
    auditStrata: [],
    rules: [],
  },
};
