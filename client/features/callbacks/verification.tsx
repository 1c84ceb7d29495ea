import { Tabs, Text } from '@mantine/core';
import { CodeBlock } from '../../ui/code-block.tsx';
import { javascriptReceiver, pythonReceiver } from './examples.ts';

/** How a receiver checks that a callback came from here and was not changed. */
export const Verification = () => (
  <>
    <Text size="sm" mb="xs">
      Callbacks are signed as the Standard Webhooks specification says. A receiver checks the signature over
      the body as it arrived, and remembers each <code>webhook-id</code>: an event may come more than once.
    </Text>
    <Tabs defaultValue="python" keepMounted={false}>
      <Tabs.List aria-label="A receiver in">
        <Tabs.Tab value="python">Python</Tabs.Tab>
        <Tabs.Tab value="javascript">JavaScript</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="python" pt="sm">
        <CodeBlock name="Receiver in Python" text={pythonReceiver} />
      </Tabs.Panel>
      <Tabs.Panel value="javascript" pt="sm">
        <CodeBlock name="Receiver in JavaScript" text={javascriptReceiver} />
      </Tabs.Panel>
    </Tabs>
  </>
);
