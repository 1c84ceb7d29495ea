import { Trans } from '@lingui/react/macro';
import { Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { activeClasses, type ChoiceClass } from '../../../server/domain/label-schema.ts';
import { itemsContract } from '../../../server/features/items/contract.ts';
import { call } from '../../api/call.ts';
import { keys, type Project } from '../../api/queries.ts';
import { ItemThumbnail } from '../../kinds/item-kinds.tsx';
import { LabelValue } from '../../kinds/label-kinds.tsx';
import classes from './dialogs.module.css';

/** So many examples of a class are shown, out of so many that are looked at. */
const shown = 6;
const lookedAt = 30;

/** Items that people hold to be of a class; none that the reader may yet be asked about. */
const Examples = ({ project, of }: { project: Project; of: ChoiceClass }) => {
  const { slug, itemKind } = project;
  const { data } = useQuery({
    queryKey: keys.examples(slug, of.name),
    queryFn: ({ signal }) => {
      const query = { class: of.name, status: 'labelled' as const, limit: lookedAt };
      return call(itemsContract.list, { params: { project: slug }, query, signal });
    },
    staleTime: 5 * 60_000,
  });
  const found = (data?.rows ?? []).filter(
    ({ label, withheld }) => !withheld && label && label.source !== 'auto',
  );
  return (
    <Group component="li" gap="sm" wrap="nowrap" align="center">
      <LabelValue schema={project.schema} value={of.name} />
      {data !== undefined && found.length === 0 && (
        <Text size="sm" c="dimmed">
          <Trans>None yet</Trans>
        </Text>
      )}
      <Group gap="xs">
        {found.slice(0, shown).map(({ id, key, payload }) => (
          <span key={id} className={classes.example} data-kind={itemKind} title={key}>
            <ItemThumbnail kind={itemKind} project={slug} payload={payload} itemKey={key} />
          </span>
        ))}
      </Group>
    </Group>
  );
};

/** The latest items that people labelled with each class. */
export const ClassExamples = ({ project }: { project: Project }) =>
  project.schema.kind !== 'choice' ? null : (
    <section aria-labelledby="class-examples">
      <Title order={3} size="h4" mt="lg" mb="sm" id="class-examples">
        <Trans>Examples</Trans>
      </Title>
      <Stack component="ul" gap="xs" className={classes.examples}>
        {activeClasses(project.schema).map((of) => (
          <Examples key={of.name} project={project} of={of} />
        ))}
      </Stack>
    </section>
  );
