import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { policyContract } from '../../../server/features/policy/contract.ts';
import { call } from '../../api/call.ts';
import { useProject } from '../../api/queries.ts';
import { messageOf } from '../../ui/error-panel.tsx';
import type { SavedDraft } from './use-policy-draft.ts';

type Props = { draft: SavedDraft; onClose: () => void; onRenamed: () => Promise<void> };

/** Gives a draft another name. */
export const RenameDraftModal = ({ draft, onClose, onRenamed }: Props) => {
  const { slug: project } = useProject();
  const [name, setName] = useState(draft.name);
  const rename = useMutation({
    mutationFn: async () => {
      const params = { project, id: draft.id };
      await call(policyContract.changeDraft, { params, body: { name: name.trim() } });
      await onRenamed();
    },
    onSuccess: onClose,
  });
  return (
    <Modal opened onClose={onClose} title={t`Rename the draft`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          rename.mutate();
        }}
      >
        <TextInput
          label={t`Name`}
          data-autofocus
          maxLength={100}
          value={name}
          error={rename.isError ? messageOf(rename.error) : null}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap="xs" mt="md">
          <Button variant="default" onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" disabled={name.trim() === ''} loading={rename.isPending}>
            <Trans>Rename</Trans>
          </Button>
        </Group>
      </form>
    </Modal>
  );
};
