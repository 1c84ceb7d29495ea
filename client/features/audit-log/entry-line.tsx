import { t } from '@lingui/core/macro';
import { Badge, UnstyledButton } from '@mantine/core';
import { IconChevronRight, IconKey, IconServer, IconUser } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { paths } from '../../paths.ts';
import { TextLink } from '../../ui/links.tsx';
import { actionWords } from './action-words.tsx';
import type { AuditEntry } from './audit-log.tsx';
import classes from './audit-log.module.css';
import { ChangeTable } from './change-table.tsx';
import { diffValues } from './value-diff.ts';
import { locale } from '../../ui/locale.ts';

const actors = {
  person: { Icon: IconUser, name: t`Person` },
  key: { Icon: IconKey, name: t`API key` },
  system: { Icon: IconServer, name: t`The program` },
};

const timeOfDay = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });
const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long' });

/** One change: who did what to what and when; opens to what stood there before and after. */
export const EntryLine = ({ entry, withProject }: { entry: AuditEntry; withProject: boolean }) => {
  const [opened, setOpened] = useState(false);
  const details = useId();
  const changes = diffValues(entry.before, entry.after);
  const { Icon, name } = actors[entry.actor.kind];
  const sentence = (
    <span className={classes.sentence}>
      <Icon size={16} className={classes.actor} role="img" aria-label={name} />
      <span>
        <strong>{entry.actor.name}</strong>{' '}
        {actionWords[entry.action](<span className={classes.subject}>{entry.subject}</span>)}
      </span>
    </span>
  );
  return (
    <li className={classes.entry}>
      <div className={classes.line}>
        {changes.length === 0 ? (
          <span className={classes.still}>{sentence}</span>
        ) : (
          <UnstyledButton
            className={classes.toggle}
            aria-expanded={opened}
            aria-controls={opened ? details : undefined}
            onClick={() => setOpened(!opened)}
          >
            <IconChevronRight
              size={16}
              className={classes.chevron}
              data-opened={opened || undefined}
              aria-hidden
            />
            {sentence}
          </UnstyledButton>
        )}
        {withProject && entry.project !== null && (
          <TextLink {...paths.overview(entry.project)} size="xs" className={classes.project}>
            <Badge color="gray">{entry.project}</Badge>
          </TextLink>
        )}
        <time dateTime={entry.at} title={exact.format(new Date(entry.at))} className={classes.time}>
          {timeOfDay.format(new Date(entry.at))}
        </time>
      </div>
      {opened && (
        <div id={details} className={classes.details}>
          <ChangeTable changes={changes} />
        </div>
      )}
    </li>
  );
};
