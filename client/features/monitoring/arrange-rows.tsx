import { Trans } from '@lingui/react/macro';
import { t } from '@lingui/core/macro';
import {
  closestCenter,
  DndContext,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
  type Announcements,
  type DragEndEvent,
} from '@dnd-kit/core';
import {
  arrayMove,
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { ActionIcon, Button, Popover, Switch, Text } from '@mantine/core';
import { IconGripVertical, IconLayoutRows } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  rowsInOrder,
  type MonitoringRow,
  type MonitoringRows,
} from '../../../server/domain/measures/rows.ts';
import { projectsContract } from '../../../server/features/projects/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useProject } from '../../api/queries.ts';
import { notifyError } from '../../ui/notify.ts';
import { rowTitle } from './figure-words.ts';
import classes from './monitoring.module.css';

type RowProps = { row: MonitoringRow; isShown: boolean; onShow: (isShown: boolean) => void };

const ArrangedRow = ({ row, isShown, onShow }: RowProps) => {
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } =
    useSortable({ id: row });
  return (
    <li
      ref={setNodeRef}
      className={classes.arranged}
      data-dragging={isDragging || undefined}
      style={{ transform: CSS.Translate.toString(transform), transition }}
    >
      <ActionIcon
        ref={setActivatorNodeRef}
        variant="subtle"
        color="gray"
        className={classes.grip}
        aria-label={t`Move ${rowTitle(row)}`}
        {...attributes}
        {...listeners}
      >
        <IconGripVertical size={16} aria-hidden />
      </ActionIcon>
      <Switch
        size="sm"
        label={rowTitle(row)}
        checked={isShown}
        onChange={(event) => onShow(event.currentTarget.checked)}
      />
    </li>
  );
};

/** Saves how the rows are arranged; the page follows at once, and back where it was refused. */
const useArrange = () => {
  const { slug } = useProject();
  const cache = useQueryClient();
  const key = keys.project(slug);
  const put = (monitoringRows: MonitoringRows) =>
    cache.setQueryData(key, (old: object | undefined) => old && { ...old, monitoringRows });
  return useMutation({
    mutationFn: (monitoringRows: MonitoringRows) =>
      call(projectsContract.update, { params: { project: slug }, body: { monitoringRows } }),
    onMutate: put,
    onError: (error) => {
      notifyError(t`The rows could not be arranged`)(error);
      void cache.invalidateQueries({ queryKey: key });
    },
  });
};

/** What is said to those who do not see the row move. */
const announcementsOf = (order: readonly MonitoringRow[]): Announcements => {
  const place = ({ over }: { over: { id: string | number } | null }) =>
    over === null ? t`nowhere` : t`place ${order.indexOf(String(over.id)) + 1} of ${order.length}`;
  const title = ({ active }: { active: { id: string | number } }) => rowTitle(String(active.id));
  return {
    onDragStart: (event) => t`${title(event)} is picked up.`,
    onDragOver: (event) => `${title(event)}: ${place(event)}.`,
    onDragEnd: (event) => t`${title(event)} is put down: ${place(event)}.`,
    onDragCancel: (event) => t`${title(event)} stays where it was.`,
  };
};

/** Which rows the project sees, and in what order: dragged by pointer, or by space and arrow keys. */
export const ArrangeRows = () => {
  const { monitoringRows, monitoredInputs, pipeline } = useProject();
  const arrange = useArrange();
  const sensors = useSensors(
    useSensor(PointerSensor),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const rows = rowsInOrder(monitoringRows, monitoredInputs, pipeline);
  const order = rows.map(({ row }) => row);
  const hidden = rows.flatMap(({ row, isShown }) => (isShown ? [] : [row]));
  const moved = ({ active, over }: DragEndEvent) => {
    if (over === null || over.id === active.id) return;
    const [from, to] = [order.indexOf(String(active.id)), order.indexOf(String(over.id))];
    arrange.mutate({ order: arrayMove(order, from, to), hidden });
  };
  const show = (row: MonitoringRow, isShown: boolean) =>
    arrange.mutate({ order, hidden: isShown ? hidden.filter((one) => one !== row) : [...hidden, row] });
  return (
    <Popover position="bottom-end" shadow="md" width={300} trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconLayoutRows size={16} aria-hidden />}>
          <Trans>Rows</Trans>
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="xs" c="dimmed" mb="xs">
          <Trans>
            For everyone in this project. Drag to order, or press space on a handle and use the arrow keys.
          </Trans>
        </Text>
        <DndContext
          sensors={sensors}
          collisionDetection={closestCenter}
          accessibility={{ announcements: announcementsOf(order) }}
          onDragEnd={moved}
        >
          <SortableContext items={order} strategy={verticalListSortingStrategy}>
            <ul className={classes.arrangement} aria-label={t`Rows`}>
              {rows.map(({ row, isShown }) => (
                <ArrangedRow key={row} row={row} isShown={isShown} onShow={(checked) => show(row, checked)} />
              ))}
            </ul>
          </SortableContext>
        </DndContext>
      </Popover.Dropdown>
    </Popover>
  );
};
