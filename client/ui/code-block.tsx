import { t } from '@lingui/core/macro';
import { Button, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import classes from './code-block.module.css';

type Props = {
  /** What the text is, for those who cannot see it. */
  name: string;
  text: string;
  /** What is copied where it is not the text as shown. */
  copied?: string;
};

/** A text in the letters of code that scrolls in its own box and can be copied. */
export const CodeBlock = ({ name, text, copied = text }: Props) => (
  <div className={classes.box}>
    {/* It scrolls, so the keyboard must reach it. */}
    {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
    <pre tabIndex={0} aria-label={name} role="region">
      {text}
    </pre>
    <CopyButton value={copied} timeout={2_000}>
      {({ copied: isCopied, copy }) => (
        <Button
          size="compact-sm"
          variant="default"
          className={classes.copy}
          aria-label={isCopied ? t`Copied: ${name}` : t`Copy: ${name}`}
          leftSection={isCopied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
          onClick={copy}
        >
          {isCopied ? t`Copied` : t`Copy`}
        </Button>
      )}
    </CopyButton>
  </div>
);
