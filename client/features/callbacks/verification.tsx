import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Tabs, Text } from '@mantine/core';
import { CodeBlock } from '../../ui/code-block.tsx';
import { javascriptReceiver, pythonReceiver } from './examples.ts';

/** How a receiver checks that a callback came from here and was not changed. */
export const Verification = () => (
  <>
    <Text size="sm" mb="xs">
      <Trans>
        Callbacks are signed as the Standard Webhooks specification says. A receiver checks the signature over
        the body as it arrived, and remembers each <code>webhook-id</code>: an event may come more than once.
      </Trans>
    </Text>
    <Tabs defaultValue="python" keepMounted={false}>
      <Tabs.List aria-label={t`A receiver in`}>
        <Tabs.Tab value="python">
          <Trans>Python</Trans>
        </Tabs.Tab>
        <Tabs.Tab value="javascript">
          <Trans>JavaScript</Trans>
        </Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="python" pt="sm">
        <CodeBlock name={t`Receiver in Python`} text={pythonReceiver} />
      </Tabs.Panel>
      <Tabs.Panel value="javascript" pt="sm">
        <CodeBlock name={t`Receiver in JavaScript`} text={javascriptReceiver} />
      </Tabs.Panel>
    </Tabs>
  </>
);
