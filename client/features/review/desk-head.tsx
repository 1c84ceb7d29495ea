import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { ActionIcon, Button, Group, Loader, Text, Title, Tooltip } from '@mantine/core';
import { useDebouncedValue, useDocumentTitle } from '@mantine/hooks';
import { IconBook2, IconChartBar, IconCheck, IconKeyboard } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { queueQuery, type Project } from '../../api/queries.ts';
import type { Desk } from './desk/desk.ts';
import classes from './desk-view.module.css';
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

type Props = { project: Project; desk: Desk; onInstructions: () => void; onKeys: () => void };

/** The question, how the queue stands, and the ways to instructions and keys. */
export const DeskHead = ({ project, desk, onInstructions, onKeys }: Props) => {
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
