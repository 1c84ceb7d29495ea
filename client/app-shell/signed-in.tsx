import { useQuery } from '@tanstack/react-query';
import { Outlet, useMatch, useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { Container } from '@mantine/core';
import { MeContext, meQuery } from '../api/queries.ts';
import type { Me } from '../../server/features/sessions/contract.ts';
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

/** The person of this page; on the desk, which asks for the password itself, also once their session has ended. */
const usePerson = (me: Me | null | undefined): Me | null | undefined => {
  const [last, setLast] = useState(me);
  const desk = useMatch({ from: '/signed-in/projects/$project/review', shouldThrow: false });
  if (me && me !== last) setLast(me);
  return me === null && desk !== undefined && last ? last : me;
};

/** Everything that needs a signed-in person; anybody else is sent to sign in, and back afterwards. */
export const SignedIn = () => {
  const me = useQuery(meQuery);
  const person = usePerson(me.data);
  const id = person?.id;
  useEffect(() => {
    if (id === undefined) return;
    // What was decided on an earlier visit and could not be sent goes out whichever page is opened first.
    void import('../features/review/unsent.ts').then(({ sendUnsent }) => sendUnsent(id));
  }, [id]);
  if (person === null) return <ToSignIn />;
  if (person === undefined) {
    if (me.isPending) return <Loading height="100dvh" />;
    return (
      <Container component="main" size="sm" py="xl">
        <ErrorPanel error={me.error} onRetry={() => void me.refetch()} />
      </Container>
    );
  }
  return (
    <MeContext value={person}>
      <Shell>
        <Outlet />
      </Shell>
    </MeContext>
  );
};
