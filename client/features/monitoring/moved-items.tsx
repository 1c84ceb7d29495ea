import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { driftContract, type MovedItem, type SubjectState } from '../../../server/features/drift/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useProject } from '../../api/queries.ts';
import { ItemThumbnail } from '../../kinds/item-kinds.tsx';
import { LabelValue } from '../../kinds/label-kinds.tsx';
import { paths } from '../../paths.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { TextLink } from '../../ui/links.tsx';
import { Loading } from '../../ui/loading.tsx';
import { valueText } from './drift-words.ts';
import classes from './monitoring.module.css';

const Value = ({ subject, value }: { subject: string; value: MovedItem['value'] }) => {
  const { schema } = useProject();
  if (subject === 'classes' && value !== null) return <LabelValue schema={schema} value={value} size="sm" />;
  return (
    <Text span size="xs" c="dimmed" className="numbers">
      {valueText(subject, value)}
    </Text>
  );
};

const Items = ({ subject, rows }: { subject: string; rows: readonly MovedItem[] }) => {
  const { slug, itemKind } = useProject();
  if (rows.length === 0)
    return (
      <Text size="xs" c="dimmed">
        <Trans>None can be shown: they are not kept, or you may yet judge them blind.</Trans>
      </Text>
    );
  return (
    <ul className={classes.moved} aria-label={t`Items that moved most`}>
      {rows.map(({ key, payload, value }) => (
        <li key={key}>
          <ItemThumbnail kind={itemKind} project={slug} payload={payload} itemKey={key} />
          <TextLink {...paths.item(slug, key)} size="xs" truncate title={key}>
            {key}
          </TextLink>
          <Value subject={subject} value={value} />
        </li>
      ))}
    </ul>
  );
};

const Found = ({ state: { subject, latest }, model }: { state: SubjectState; model: string | null }) => {
  const { slug } = useProject();
  const { data, error, refetch } = useQuery({
    queryKey: keys.movedItems(slug, { model, subject, window: latest?.end ?? '' }),
    queryFn: ({ signal }) =>
      call(driftContract.movedItems, {
        params: { project: slug },
        query: { subject, ...(model !== null && { model }) },
        signal,
      }),
  });
  if (data) return <Items subject={subject} rows={data.rows} />;
  return error ? (
    <ErrorPanel error={error} title={t`The items cannot be shown`} onRetry={() => void refetch()} />
  ) : (
    <Loading label={t`Loading items`} height={60} />
  );
};

/** The newest items of the group that grew most, once they are asked for; `isOpen`: at once. */
export const MovedItems = ({
  state,
  model,
  isOpen,
}: {
  state: SubjectState;
  model: string | null;
  isOpen: boolean;
}) => {
  const [isShown, { toggle }] = useDisclosure(isOpen);
  return (
    <>
      <Button variant="subtle" size="compact-xs" aria-expanded={isShown} onClick={toggle}>
        {isShown ? t`Hide its newest items` : t`Show its newest items`}
      </Button>
      {isShown && <Found state={state} model={model} />}
    </>
  );
};
