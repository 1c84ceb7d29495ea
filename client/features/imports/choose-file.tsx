import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, Select, Text } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useId, useRef, useState, type DragEvent } from 'react';
import { sourceFormatNames, type SourceFormatName } from '../../../server/domain/imports/words.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { unitText } from '../../ui/unit-text.ts';
import { guessFormat } from './guess-format.ts';
import { useBring } from './use-imports.ts';
import { formatWords } from './words.ts';
import classes from './imports.module.css';

type Chosen = { file: File; format: SourceFormatName };

/** Takes a file that is dropped or chosen, says what it seems to be, and brings it. */
export const ChooseFile = () => {
  const input = useRef<HTMLInputElement>(null);
  const words = useId();
  const [over, setOver] = useState(false);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const bring = useBring();

  const choose = async (file: File | undefined) => {
    if (!file) return;
    bring.reset();
    setChosen({ file, format: await guessFormat(file) });
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void choose(event.dataTransfer.files[0]);
  };
  const send = (what: Chosen) => bring.mutate(what, { onSuccess: () => setChosen(null) });

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- what is dropped can be chosen by the button too
    <section
      className={classes.drop}
      data-over={over || undefined}
      aria-label={t`Bring a file`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <IconFileImport size={32} stroke={1.5} aria-hidden className={classes.icon} />
      <div className={classes.words}>
        <Text id={words}>
          {chosen ? (
            <>
              <b>{chosen.file.name}</b>, {unitText('bytes', chosen.file.size)}
            </>
          ) : (
            <Trans>Drop a file here: JSON Lines, CSV, tasks of Label Studio, or Parquet.</Trans>
          )}
        </Text>
        <input
          ref={input}
          type="file"
          hidden
          accept=".jsonl,.ndjson,.csv,.tsv,.txt,.json,.parquet"
          onChange={(event) => {
            void choose(event.currentTarget.files?.[0]);
            event.currentTarget.value = '';
          }}
        />
        <Group gap="sm" mt="sm" align="end">
          {chosen && (
            <Select
              label={t`Format`}
              size="sm"
              allowDeselect={false}
              data={sourceFormatNames.map((value) => ({ value, label: formatWords[value] }))}
              value={chosen.format}
              onChange={(format) => format && setChosen({ ...chosen, format })}
            />
          )}
          {chosen && (
            <Button loading={bring.isPending} onClick={() => send(chosen)}>
              <Trans>Look at it</Trans>
            </Button>
          )}
          <Button
            variant="default"
            disabled={bring.isPending}
            aria-describedby={words}
            onClick={() => input.current?.click()}
          >
            {chosen ? <Trans>Choose another</Trans> : <Trans>Choose a file</Trans>}
          </Button>
        </Group>
        {bring.isError && (
          <div className={classes.error}>
            <ErrorPanel error={bring.error} title={t`The file could not be brought`} />
          </div>
        )}
      </div>
    </section>
  );
};
