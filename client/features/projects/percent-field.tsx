import { NumberInput } from '@mantine/core';
import { numberOrNull } from './schema-editor.ts';

type Props = {
  label: string;
  description: string;
  /** A share in [0,1]. */
  value: number;
  /** Bounds in %, and what an emptied field stands for. */
  least: number;
  most?: number;
  empty?: number;
  error: string | undefined;
  onChange: (share: number) => void;
};

/** A share, written in per cent. */
export const PercentField = ({ value, least, most = 100, empty = least, onChange, ...rest }: Props) => (
  <NumberInput
    {...rest}
    min={least}
    max={most}
    suffix={'\u00a0%'}
    value={Number((value * 100).toFixed(2))}
    onChange={(percent) => onChange((numberOrNull(percent) ?? empty) / 100)}
  />
);
