import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Button, Group, Modal, Stack, Table, Text, TextInput } from '@mantine/core';
import { IconShieldOff } from '@tabler/icons-react';
import { useState } from 'react';
import type { Degree } from '../../../server/domain/words.ts';
import { paths } from '../../paths.ts';
import { unauditedStrata } from '../../../server/domain/policy.ts';
import { unauditedTitle } from '../../ui/unaudited-title.ts';
import { degreeMeanings } from '../../ui/degrees.ts';
import { degreeFacts } from '../../ui/dial.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { TextLink } from '../../ui/links.tsx';
import { StepChecklist, useStep } from './step-checklist.tsx';
import { useSaveDegree } from './use-save-degree.ts';

type Props = {
  project: string;
  from: Degree;
  to: Degree;
  opened: boolean;
  onClose: () => void;
  onChanged: () => void;
};

/** Asks before another degree is put in force, with what changes by it, and saves it as the next policy revision. */
export const ChangeDegree = ({ project, from, to, opened, onClose, onChanged }: Props) => {
  const [note, setNote] = useState('');
  const { policy, save } = useSaveDegree(project, to, opened, () => {
    close();
    onChanged();
  });
  const step = useStep(project, to);
  const isMissing = step?.requirements.some(({ met }) => !met) ?? false;
  function close() {
    save.reset();
    setNote('');
    onClose();
  }
  const current = policy.data;
  const unaudited = degreeMeanings[to].uses.auditShare && current ? unauditedStrata(current.policy) : [];
  return (
    <Modal
      opened={opened}
      onClose={close}
      size="lg"
      title={t`From “${degreeMeanings[from].title}” to “${degreeMeanings[to].title}”?`}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (current) save.mutate(note);
        }}
      >
        <Stack>
          <Table.ScrollContainer minWidth={420} type="native">
            <Table layout="fixed" verticalSpacing={6}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th w="26%">
                    <span className="visually-hidden">
                      <Trans>What</Trans>
                    </span>
                  </Table.Th>
                  <Table.Th>
                    <Trans>In force</Trans>
                  </Table.Th>
                  <Table.Th>
                    <Trans>Then</Trans>
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {degreeFacts.map(([name, key]) => (
                  <Table.Tr key={key}>
                    <Table.Th scope="row">{name}</Table.Th>
                    <Table.Td>{degreeMeanings[from][key]}</Table.Td>
                    <Table.Td fw={degreeMeanings[from][key] === degreeMeanings[to][key] ? undefined : 600}>
                      {degreeMeanings[to][key]}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
          <Text size="sm">
            <Trans>
              It holds for what comes in from now on; what was routed before stays as it is. The rest of the
              policy is kept. On the <TextLink {...paths.policy(project)}>policy page</TextLink> you can see
              first what it would have done, and go back to any revision later.
            </Trans>
          </Text>
          {step && <StepChecklist project={project} step={step} />}
          {unaudited.length > 0 && (
            <Alert color="yellow" icon={<IconShieldOff aria-hidden />} title={unauditedTitle(unaudited)}>
              <Trans>
                What is accepted automatically there would never be looked at again: its quality could not be
                estimated, and no certificate could be given. Set an audit share on the policy page first.
              </Trans>
            </Alert>
          )}
          <TextInput
            label={t`Note`}
            description={
              isMissing
                ? t`Why it is done without all of the evidence; it stays in the audit log`
                : t`Why, for whoever reads the revisions later`
            }
            required={isMissing}
            maxLength={500}
            data-autofocus
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          {policy.isError && current === undefined && (
            <ErrorPanel error={policy.error} onRetry={() => void policy.refetch()} />
          )}
          {save.isError && <ErrorPanel error={save.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              <Trans>Cancel</Trans>
            </Button>
            <Button
              type="submit"
              loading={save.isPending}
              disabled={current === undefined || (isMissing && note.trim() === '')}
            >
              <Trans>Put “{degreeMeanings[to].title}” in force</Trans>
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};
