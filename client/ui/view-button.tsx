import { t } from '@lingui/core/macro';
import { Button } from '@mantine/core';
import { IconChartBar, IconTable } from '@tabler/icons-react';

/** Turns a chart into its table, and back. */
export const ViewButton = ({ asTable, onClick }: { asTable: boolean; onClick: () => void }) => (
  <Button
    variant="default"
    size="compact-sm"
    flex="none"
    leftSection={asTable ? <IconChartBar size={14} aria-hidden /> : <IconTable size={14} aria-hidden />}
    onClick={onClick}
  >
    {asTable ? t`Show as chart` : t`Show as table`}
  </Button>
);
