import { t } from '@lingui/core/macro';
import { Text, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconChevronRight, IconTrash } from '@tabler/icons-react';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { DraftRule } from './draft.ts';
import { CardTool } from './card-tool.tsx';
import { readRule, type DraftFaults } from './read-draft.ts';
import { capital, ruleWords, type ClassTitle } from './policy-words.ts';
import { RuleFields } from './rule-fields.tsx';
import classes from './rules.module.css';

export type RuleCardProps = {
  rule: DraftRule;
  /** From 0. */
  place: number;
  count: number;
  opened: boolean;
  onToggle: (opened: boolean) => void;
  onChange: (rule: DraftRule) => void;
  onMove: (to: number) => void;
  onRemove: () => void;
  faults: DraftFaults;
  classNames: readonly string[];
  models: readonly string[];
  title: ClassTitle;
};

/** Gives the focus back to what moved the rule, since a moved element loses it. */
const useFocusAfterMove = (place: number) => {
  const card = useRef<HTMLLIElement>(null);
  const focused = useRef<Element | null>(null);
  useEffect(() => {
    const element = focused.current;
    focused.current = null;
    if (!(element instanceof HTMLElement) || !card.current?.contains(element)) return;
    // A rule that came to an end of the list can be moved one way only.
    const usable = element.matches(':disabled')
      ? card.current.querySelector<HTMLElement>('button[data-move]:enabled')
      : element;
    usable?.focus();
  }, [place]);
  const remember = () => {
    focused.current = document.activeElement;
  };
  return { card, remember };
};

/** One rule: a sentence, which opens to fields. Alt with the arrow keys moves it. */
export const RuleCard = (props: RuleCardProps) => {
  const { rule, place, count, opened, onToggle, onMove, onRemove, faults, title } = props;
  const { card, remember } = useFocusAfterMove(place);
  const faulty = [...faults.keys()].some((path) => path.startsWith(`rules.${place}.`));
  const read = readRule(rule);
  const name = rule.name.trim() === '' ? t`Rule ${place + 1}` : rule.name;

  const move = (to: number) => {
    remember();
    onMove(to);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    const to = event.key === 'ArrowUp' ? place - 1 : place + 1;
    if (to >= 0 && to < count) move(to);
  };

  return (
    // The keys work in every control of the card; the buttons do the same for those who do not know them.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li ref={card} className={classes.rule} onKeyDown={onKeyDown}>
      <div className={classes.head}>
        <UnstyledButton
          className={classes.summary}
          aria-expanded={opened}
          onClick={() => onToggle(!opened)}
          data-opened={opened || undefined}
        >
          <IconChevronRight size={16} className={classes.chevron} aria-hidden />
          <span className={classes.words}>
            <span className={classes.name}>
              {place + 1}. {name}
            </span>
            <Text span size="sm" c={faulty ? 'var(--mantine-color-error)' : 'dimmed'}>
              {read === null ? t`Not complete yet` : `${capital(ruleWords(read, title))}.`}
            </Text>
          </span>
        </UnstyledButton>
        <div className={classes.tools}>
          <CardTool label={t`Move “${name}” up`} moves disabled={place === 0} onClick={() => move(place - 1)}>
            <IconArrowUp size={16} aria-hidden />
          </CardTool>
          <CardTool
            label={t`Move “${name}” down`}
            moves
            disabled={place === count - 1}
            onClick={() => move(place + 1)}
          >
            <IconArrowDown size={16} aria-hidden />
          </CardTool>
          <CardTool label={t`Remove “${name}”`} onClick={onRemove}>
            <IconTrash size={16} aria-hidden />
          </CardTool>
        </div>
      </div>
      {opened && <RuleFields {...props} />}
    </li>
  );
};
