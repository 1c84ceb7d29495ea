import { t } from '@lingui/core/macro';
import { useCallback, useEffect, useRef, useState } from 'react';
import { v4 as newId } from 'uuid';
import type { DeskHolder } from '../../../server/contract/realtime.ts';
import { socket } from '../../api/socket.ts';
import { browserStorage } from './desk/journal.ts';

const named = (agent: string, names: Record<string, string>): string =>
  Object.entries(names).find(([mark]) => agent.includes(mark))?.[1] ?? '';

/** This browser in words, as "Firefox on Linux". */
const deviceOf = (agent: string): string => {
  const browser = named(agent, {
    'Edg/': 'Edge',
    'Firefox/': 'Firefox',
    'Chrome/': 'Chrome',
    'Safari/': 'Safari',
  });
  const system = named(agent, {
    iPad: t`an iPad`,
    iPhone: t`an iPhone`,
    Android: 'Android',
    Windows: 'Windows',
    'Mac OS': t`a Mac`,
    Linux: 'Linux',
  });
  const name = browser || t`A browser`;
  return system === '' ? name : t`${name} on ${system}`;
};

/** Tells this browser from others of the same person; where nothing can be kept, each tab from the others. */
const browserId = (): string => {
  const name = 'countersign.browser';
  const storage = browserStorage();
  const id = storage?.getItem(name) ?? newId();
  try {
    storage?.setItem(name, id);
  } catch {
    // It then holds for this tab.
  }
  return id;
};

const browser = browserId();

/** Which other browser of this person works at the project's desk, while `active`; null: none, as far as is known. */
export const useOtherDevice = (
  project: string,
  active: boolean,
): { other: DeskHolder | null; takeOver: () => void } => {
  const [other, setOther] = useState<DeskHolder | null>(null);
  const stoodDown = useRef(false);
  const tell = useCallback((holder: DeskHolder | null) => {
    stoodDown.current = holder !== null;
    setOther(holder);
  }, []);
  const open = useCallback(
    (takeOver: boolean) => {
      const device = deviceOf(navigator.userAgent);
      if (socket.connected) socket.emit('openDesk', { project, browser, device, takeOver }, tell);
    },
    [project, tell],
  );
  useEffect(() => {
    if (!active) return;
    // Who was sent away comes back when told to, not when the line does.
    const onConnect = () => stoodDown.current || open(false);
    const onDesk = (holder: DeskHolder) => {
      if (holder.project !== project || holder.browser === browser) return;
      socket.emit('leaveDesk', { project });
      tell(holder);
    };
    socket.on('connect', onConnect);
    socket.on('desk', onDesk);
    open(false);
    return () => {
      socket.off('connect', onConnect);
      socket.off('desk', onDesk);
      if (socket.connected) socket.emit('leaveDesk', { project });
      tell(null);
    };
  }, [active, project, open, tell]);
  return {
    other,
    takeOver: useCallback(() => {
      tell(null);
      open(true);
    }, [open, tell]),
  };
};
