import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { itemsContract } from '../../../server/features/items/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useMay, useProject } from '../../api/queries.ts';
import { ConfirmModal } from '../../ui/confirm-modal.tsx';
import classes from './item.module.css';
import type { ItemDetail } from './timeline.ts';

/** Says why nothing of the answers is shown; a lead may look, and can then never judge the item. */
export const WithheldNotice = ({ item }: { item: ItemDetail }) => {
  const { slug: project } = useProject();
  const mayReveal = useMay('reviews.lead');
  const cache = useQueryClient();
  const [asking, ask] = useDisclosure();
  const reveal = async () => {
    const revealed = await call(itemsContract.reveal, { params: { project, key: item.key } });
    cache.setQueryData(keys.item(project, item.key), revealed);
    void cache.invalidateQueries({ queryKey: keys.items(project) });
  };
  return (
    <Alert
      color="gray"
      icon={<IconEyeOff aria-hidden />}
      title={t`Withheld: you may be asked to judge it blind`}
      className={classes.notice}
    >
      <Text size="sm">
        <Trans>
          What the model and the steps before it said, and what others decided, is not shown to you as long as
          your own judgement may still be asked for.
        </Trans>
      </Text>
      {mayReveal && (
        <>
          <Button
            mt="sm"
            size="xs"
            variant="default"
            leftSection={<IconEye size={15} aria-hidden />}
            onClick={ask.open}
          >
            <Trans>Reveal</Trans>
          </Button>
          <ConfirmModal
            opened={asking}
            onClose={ask.close}
            title={t`Look at the answers of this item?`}
            confirmLabel={t`Reveal`}
            onConfirm={reveal}
          >
            <Trans>You can then never judge it. That you looked is written to the audit log.</Trans>
          </ConfirmModal>
        </>
      )}
    </Alert>
  );
};
