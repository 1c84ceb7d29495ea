import { Trans } from '@lingui/react/macro';
import { t } from '@lingui/core/macro';
import { Paper, Tabs, Text, Textarea } from '@mantine/core';
import { MarkdownText } from '../../ui/markdown.tsx';

type Props = { value: string; onChange: (value: string) => void; error?: React.ReactNode };

/** Instructions for inspectors, written in Markdown, with a look at how they will appear. */
export const InstructionsField = ({ value, onChange, error }: Props) => (
  <Tabs defaultValue="write" variant="default">
    <Tabs.List aria-label={t`Write or preview`} mb="xs">
      <Tabs.Tab value="write">
        <Trans>Write</Trans>
      </Tabs.Tab>
      <Tabs.Tab value="preview">
        <Trans>Preview</Trans>
      </Tabs.Tab>
    </Tabs.List>
    <Tabs.Panel value="write">
      <Textarea
        label={t`Instructions`}
        description={t`Markdown. Inspectors can open them beside every item.`}
        placeholder={t`## How to judge\n\n- Look for …\n- Skip it if …`}
        autosize
        minRows={8}
        maxRows={24}
        maxLength={20_000}
        value={value}
        error={error}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </Tabs.Panel>
    <Tabs.Panel value="preview">
      <Paper p="md" mih={200}>
        {value.trim() === '' ? (
          <Text size="sm" c="dimmed">
            <Trans>There are no instructions yet.</Trans>
          </Text>
        ) : (
          <MarkdownText>{value}</MarkdownText>
        )}
      </Paper>
    </Tabs.Panel>
  </Tabs>
);
