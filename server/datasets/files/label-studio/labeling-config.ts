import type { ChoiceClass, LabelSchema, SimpleSchema } from '../../../domain/label-schema.ts';
import type { ItemKindName } from '../../../domain/words.ts';
import { questionsOf } from './results.ts';

const signs: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\t': '&#9;',
};

const escaped = (text: string): string => text.replaceAll(/[&<>"\n\t]/g, (sign) => signs[sign] ?? sign);

type Attributes = Record<string, string | number | null>;

/** An element; attributes that are null are left out. */
const element = (name: string, attributes: Attributes, children: readonly string[] = []): string => {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(([attribute, value]) => ` ${attribute}="${escaped(String(value))}"`)
    .join('');
  if (children.length === 0) return `<${name}${written}/>`;
  const inner = children.map((child) => child.replaceAll(/^/gm, '  ')).join('\n');
  return `<${name}${written}>\n${inner}\n</${name}>`;
};

const choicesOf = (classes: readonly ChoiceClass[]): string[] =>
  classes.map(({ name, title, key }) =>
    element('Choice', { value: name, hint: title === name ? null : title, hotkey: key }),
  );

const labelsOf = (classes: readonly ChoiceClass[]): string[] =>
  classes.map(({ name, title, color, key }) =>
    element('Label', { value: name, background: color, hint: title === name ? null : title, hotkey: key }),
  );

/** How a question of each kind is put. */
const controls: {
  [K in SimpleSchema['kind']]: (
    schema: Extract<SimpleSchema, { kind: K }>,
    name: string,
  ) => [tag: string, attributes: Attributes, children?: string[]];
} = {
  choice: ({ classes }) => ['Choices', { choice: 'single' }, choicesOf(classes)],
  choices: ({ classes }) => ['Choices', { choice: 'multiple' }, choicesOf(classes)],
  number: ({ min, max, step }) => ['Number', { min, max, step }],
  rating: ({ points }) => ['Rating', { maxRating: points }],
  text: () => ['TextArea', { maxSubmissions: 1, rows: 4 }],
  transcript: () => ['TextArea', { maxSubmissions: 1, rows: 6 }],
  boxes: ({ classes }) => ['RectangleLabels', {}, labelsOf(classes)],
  polygons: ({ classes }) => ['PolygonLabels', {}, labelsOf(classes)],
  points: ({ classes }) => ['KeyPointLabels', {}, labelsOf(classes)],
  spans: ({ classes }) => ['Labels', {}, labelsOf(classes)],
  ranges: ({ classes }) => ['Labels', {}, labelsOf(classes)],
};

/** How items of each kind are shown; of a film the sound is what ranges of time are marked on. */
const objects: Record<ItemKindName, (hasSeveral: boolean) => string[]> = {
  image: (hasSeveral) => [
    element('Image', { name: 'item', ...(hasSeveral ? { valueList: '$images' } : { value: '$image' }) }),
  ],
  text: () => [element('Text', { name: 'item', value: '$text' })],
  table: () => [element('Table', { name: 'item', value: '$row' })],
  audio: () => [element('Audio', { name: 'item', value: '$audio' })],
  video: () => [
    element('Video', { name: 'film', value: '$video', sync: 'item' }),
    element('Audio', { name: 'item', value: '$video', sync: 'film' }),
  ],
};

/** Label Studio's configuration for the question of a project. */
export const labelingConfig = (
  itemKind: ItemKindName,
  question: string,
  schema: LabelSchema,
  hasSeveral: boolean,
): string => {
  const asked = questionsOf(schema).flatMap(({ name, title, schema: one, required }) => {
    // Each kind's own function takes its schema.
    const put = controls[one.kind] as (schema: SimpleSchema) => [string, Attributes, string[]?];
    const [tag, attributes, children] = put(one);
    const control = element(
      tag,
      { name, toName: 'item', required: required ? 'true' : null, ...attributes },
      children,
    );
    return title === '' ? [control] : [element('Header', { value: title, size: 4 }), control];
  });
  return `${element('View', {}, [element('Header', { value: question }), ...objects[itemKind](hasSeveral), ...asked])}\n`;
};
