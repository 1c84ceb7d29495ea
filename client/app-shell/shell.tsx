import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { AppShell, Burger, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useLocation, useRouter } from '@tanstack/react-router';
import { useEffect, useRef, type ReactNode } from 'react';
import { AccountMenu } from './account-menu.tsx';
import { ColourSchemeMenu } from '../ui/colour-scheme-menu.tsx';
import { LanguageMenu } from '../ui/language-menu.tsx';
import { Mark } from './mark.tsx';
import { Navigation } from './navigation.tsx';
import { OfflineBanner } from './offline-banner.tsx';
import { ProjectSwitcher } from './project-switcher.tsx';
import classes from './shell.module.css';

/** Brings the keyboard and the screen reader to the page that was opened, and closes the navigation. */
const useArrival = (main: { current: HTMLElement | null }, close: () => void) => {
  const pathname = useLocation({ select: (location) => location.pathname });
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    close();
    // A page that put the focus somewhere itself keeps it there.
    if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true });
  }, [pathname, close, main]);
};

/** Whether the browser was asked to load no more than it must. */
const savesData = (): boolean =>
  'connection' in navigator &&
  (navigator.connection as { saveData?: boolean } | undefined)?.saveData === true; // not every browser has it

/** Fetches the code of every page once nothing else is to do, so that links answer at once, even without a connection. */
const usePagesAhead = () => {
  const router = useRouter();
  useEffect(() => {
    if (savesData()) return;
    const timer = setTimeout(() => {
      // A chunk that does not come is asked for again when its page is opened.
      for (const route of Object.values(router.routesById))
        void router.loadRouteChunk(route)?.catch(() => {});
    }, 3_000);
    return () => clearTimeout(timer);
  }, [router]);
};

/** What stands around every page of a signed-in person: header, navigation, and the page as `main`. */
export const Shell = ({ children }: { children: ReactNode }) => {
  const [opened, { toggle, close }] = useDisclosure();
  const main = useRef<HTMLElement>(null);
  useArrival(main, close);
  usePagesAhead();
  return (
    <AppShell
      header={{ height: 52 }}
      navbar={{ width: 216, breakpoint: 'md', collapsed: { mobile: !opened } }}
      padding={{ base: 'md', sm: 'lg', lg: 'xl' }}
      transitionDuration={0}
    >
      <AppShell.Header className={classes.header}>
        <a
          href="#page"
          className={classes.skip}
          onClick={(event) => {
            event.preventDefault();
            main.current?.focus();
          }}
        >
          <Trans>Skip to the page</Trans>
        </a>
        <Group gap="xs" wrap="nowrap" miw={0}>
          <Burger
            opened={opened}
            onClick={toggle}
            hiddenFrom="md"
            size="sm"
            aria-label={opened ? t`Close navigation` : t`Open navigation`}
            aria-expanded={opened}
          />
          <Mark />
          <ProjectSwitcher />
        </Group>
        <Group gap={6} wrap="nowrap">
          <LanguageMenu />
          <ColourSchemeMenu />
          <AccountMenu />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar
        className={classes.navigation}
        data-closed={!opened || undefined}
        aria-label={t`Pages`}
        onClick={(event) => {
          if (event.target instanceof Element && event.target.closest('a') !== null) close();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') close();
        }}
      >
        <Navigation />
      </AppShell.Navbar>
      {opened && <div className={classes.behind} aria-hidden onClick={close} />}
      <AppShell.Main ref={main} id="page" tabIndex={-1} className={classes.main}>
        <OfflineBanner />
        {children}
      </AppShell.Main>
    </AppShell>
  );
};
