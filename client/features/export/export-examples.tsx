import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, CopyButton, Tabs, Text, Title } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useMay, useProject } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import { TextLink } from '../../ui/links.tsx';
import { curlExample, pythonExample } from './examples.ts';
import type { ExportFormat } from './export-request.ts';
import classes from './export.module.css';

/** The same export from a shell and from Python, ready to be copied. */
export const ExportExamples = ({ address, format }: { address: string; format: ExportFormat }) => {
  const { slug } = useProject();
  const mayMakeKeys = useMay('keys.manage');
  const full = new URL(address, location.origin).href;
  return (
    <section aria-labelledby="examples" className={classes.section}>
      <Title order={2} size="h3" id="examples">
        <Trans>From a program</Trans>
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        <Trans>
          The same export over HTTP, with an API key that has the permission <code>labels.export</code>.{' '}
          {mayMakeKeys && (
            <TextLink {...paths.keys(slug)}>
              <Trans>Make one</Trans>
            </TextLink>
          )}
        </Trans>
      </Text>
      <Tabs defaultValue="curl" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="curl">
            <Trans>curl</Trans>
          </Tabs.Tab>
          <Tabs.Tab value="python">
            <Trans>Python</Trans>
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="curl" pt="sm">
          <Code name="curl example" text={curlExample(full, `${slug}-labels.${format}`)} />
        </Tabs.Panel>
        <Tabs.Panel value="python" pt="sm">
          <Code name={t`Python example`} text={pythonExample(full, format)} />
        </Tabs.Panel>
      </Tabs>
    </section>
  );
};

const Code = ({ name, text }: { name: string; text: string }) => (
  <div className={classes.code}>
    {/* It scrolls sideways, so the keyboard must reach it. */}
    {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
    <pre tabIndex={0} aria-label={name} role="region">
      {text}
    </pre>
    <CopyButton value={text} timeout={2_000}>
      {({ copied, copy }) => (
        <Button
          size="compact-sm"
          variant="default"
          className={classes.copy}
          leftSection={copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
          onClick={copy}
        >
          {copied ? t`Copied` : t`Copy`}
        </Button>
      )}
    </CopyButton>
  </div>
);
