import { useQuery } from '@tanstack/react-query';
import { Outlet, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Container } from '@mantine/core';
import { MeContext, meQuery } from '../api/queries.ts';
import { paths } from '../paths.ts';
import { ErrorPanel } from '../ui/error-panel.tsx';
import { Loading } from '../ui/loading.tsx';
import { Shell } from './shell.tsx';

/** Leads to the sign-in page, once: the address is read when it is left, not while the sign-in page is on its way. */
const ToSignIn = () => {
  const router = useRouter();
  useEffect(() => {
    const { href, pathname } = router.latestLocation;
    const signIn = paths.signIn(href === '/' ? undefined : href);
    if (pathname !== signIn.to) void router.navigate({ ...signIn, replace: true });
  }, [router]);
  return <Loading height="100dvh" />;
};

/** Everything that needs a signed-in person; anybody else is sent to sign in, and back afterwards. */
export const SignedIn = () => {
  const me = useQuery(meQuery);
  const id = me.data?.id;
  useEffect(() => {
    if (id === undefined) return;
    // What was decided on an earlier visit and could not be sent goes out whichever page is opened first.
    void import('../features/review/unsent.ts').then(({ sendUnsent }) => sendUnsent(id));
  }, [id]);
  if (me.data === null) return <ToSignIn />;
  if (me.data === undefined) {
    if (me.isPending) return <Loading height="100dvh" />;
    return (
      <Container component="main" size="sm" py="xl">
        <ErrorPanel error={me.error} onRetry={() => void me.refetch()} />
      </Container>
    );
  }
  return (
    <MeContext value={me.data}>
      <Shell>
        <Outlet />
      </Shell>
    </MeContext>
  );
};
