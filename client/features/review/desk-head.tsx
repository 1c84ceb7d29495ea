import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { ActionIcon, Button, Group, Kbd, Loader, Text, Title, Tooltip } from '@mantine/core';
import { useDebouncedValue, useDocumentTitle } from '@mantine/hooks';
import { IconBook2, IconChartBar, IconCheck, IconKeyboard, IconLayoutGrid } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { queueQuery, type Project } from '../../api/queries.ts';
import type { Desk } from './desk/desk.ts';
import classes from './desk-view.module.css';
import { gridKeys } from './keys.ts';
import { paths } from '../../paths.ts';
import { LinkButton } from '../../ui/links.tsx';
import { locale } from '../../ui/locale.ts';

/** A decision that is on its way no longer than this is not worth a word, in ms. */
const soon = 800;

const Saving = ({ waiting }: { waiting: number }) => {
  const [lasting] = useDebouncedValue(waiting, waiting === 0 ? 0 : soon);
  return lasting === 0 ? (
    <>
      <Trans>
        <IconCheck size={16} aria-hidden /> All saved
      </Trans>
    </>
  ) : (
    <>
      <Trans>
        <Loader size={14} color="gray" aria-hidden /> Saving {lasting}
      </Trans>
    </>
  );
};

/** Whether one works in grids, where the project lets one, and the way to change that. */
export type Arranging = { isGrid: boolean; onArrange: () => void };

const GridButton = ({ isGrid, onArrange }: Arranging) => (
  <Tooltip label={isGrid ? t`One at a time (G)` : t`Grid (G)`}>
    <ActionIcon
      variant={isGrid ? 'filled' : 'default'}
      size={36}
      aria-label={t`Grid`}
      aria-pressed={isGrid}
      aria-keyshortcuts={gridKeys.arrange}
      onClick={onArrange}
    >
      <IconLayoutGrid size={20} />
    </ActionIcon>
  </Tooltip>
);

type Props = {
  project: Project;
  desk: Desk;
  /** Null: the project has no grids. */
  arranging: Arranging | null;
  /** Where an item was taken out of a grid. */
  onBackToGrid?: (() => void) | undefined;
  onInstructions: () => void;
  onKeys: () => void;
};

/** The question, how the queue stands, and the ways to instructions and keys. */
export const DeskHead = ({ project, desk, arranging, onBackToGrid, onInstructions, onKeys }: Props) => {
  useDocumentTitle(t`Review · ${project.name} · Countersign`);
  const { data: queue } = useQuery(queueQuery(project.slug));
  return (
    <header className={classes.head}>
      <Title order={1} size="h3" className={classes.question} title={project.question}>
        {project.question}
      </Title>
      <Group gap="sm" wrap="nowrap" className={classes.tools}>
        {queue !== undefined && (
          <Text size="sm" c="dimmed" className={classes.quiet}>
            <Trans>
              <span className="numbers">{queue.open.toLocaleString(locale)}</span> waiting
            </Trans>
          </Text>
        )}
        {desk.link === 'ok' && (
          <Text size="sm" c="dimmed" component="div" className={classes.saving}>
            <Saving waiting={desk.outbox.length} />
          </Text>
        )}
        {onBackToGrid && (
          <Button variant="default" rightSection={<Kbd size="xs">Esc</Kbd>} onClick={onBackToGrid}>
            <Trans>Back to the grid</Trans>
          </Button>
        )}
        {arranging && <GridButton {...arranging} />}
        <LinkButton
          variant="default"
          px={8}
          aria-label={t`My work`}
          title={t`My work`}
          {...paths.personal(project.slug)}
        >
          <IconChartBar size={20} aria-hidden />
        </LinkButton>
        {project.instructions.trim() !== '' && (
          <Button
            variant="default"
            leftSection={<IconBook2 size={18} aria-hidden />}
            onClick={onInstructions}
          >
            <Trans>Instructions</Trans>
          </Button>
        )}
        <Tooltip label={t`Keys (?)`}>
          <ActionIcon variant="default" size={36} aria-label={t`Keys`} onClick={onKeys}>
            <IconKeyboard size={20} />
          </ActionIcon>
        </Tooltip>
      </Group>
    </header>
  );
};
