import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Button, JsonInput, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReplyOf } from '../../../server/contract/route.ts';
import type { ItemKindName, Json } from '../../../server/domain/words.ts';
import { modelsContract } from '../../../server/features/models/contract.ts';
import { call } from '../../api/call.ts';
import { useProject } from '../../api/queries.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { percentText } from '../../ui/proportion.tsx';

type Tried = ReplyOf<typeof modelsContract.tryEndpoint>;

const examples: Record<ItemKindName, Json> = {
  image: { image: { url: 'https://example.org/phone.jpg' } },
  text: { text: t`A phone` },
  table: { row: { length: 3.5 } },
  audio: { audio: { url: 'https://example.org/call.mp3' } },
  video: { video: { url: 'https://example.org/line-3.mp4' } },
};

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

const Outcome = (tried: Tried) =>
  'error' in tried ? (
    <Alert color="red" role="alert" title={t`No answer that can be used`}>
      {tried.error}
    </Alert>
  ) : (
    <Alert
      color="teal"
      role="status"
      title={tried.value === null ? t`It abstains` : JSON.stringify(tried.value)}
    >
      <Trans>
        {tried.confidence === null ? t`Without a confidence` : t`${percentText(tried.confidence)} sure`},
        after {tried.latencyMs} ms
      </Trans>
    </Alert>
  );

/** Asks a model version once about an item that is not kept, by the endpoint that is saved. */
export const TryEndpoint = ({ model }: { model: string }) => {
  const { slug: project, itemKind } = useProject();
  const [payload, setPayload] = useState(JSON.stringify(examples[itemKind], null, 2));
  const attempt = useMutation({
    mutationFn: () =>
      call(modelsContract.tryEndpoint, {
        params: { project, model },
        body: { payload: JSON.parse(payload) as Json },
      }),
  });
  return (
    <Stack component="section" aria-label={t`Try it`}>
      <JsonInput
        label={t`An item to try it with`}
        description={t`The payload, as it would be sent`}
        validationError={t`This is no JSON`}
        autosize
        minRows={2}
        maxRows={8}
        value={payload}
        onChange={setPayload}
      />
      <Button
        variant="default"
        disabled={!isJson(payload)}
        loading={attempt.isPending}
        onClick={() => attempt.mutate()}
      >
        <Trans>Try it</Trans>
      </Button>
      {attempt.isError && <ErrorPanel error={attempt.error} title={t`It could not be tried`} />}
      {attempt.data && <Outcome {...attempt.data} />}
    </Stack>
  );
};
