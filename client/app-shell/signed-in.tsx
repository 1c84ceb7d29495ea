import { Trans } from '@lingui/react/macro';
import { skipToken, useQuery } from '@tanstack/react-query';
import { Outlet, useMatch, useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { Container } from '@mantine/core';
import { keys, MeContext, meQuery } from '../api/queries.ts';
import { queryClient } from '../api/query-client.ts';
import type { Me } from '../../server/features/sessions/contract.ts';
import { paths } from '../paths.ts';
import { ErrorPanel } from '../ui/error-panel.tsx';
import { Loading } from '../ui/loading.tsx';
import { SignInDialog } from '../ui/sign-in-dialog.tsx';
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

/** The person of this page, also once their session has ended, so that nothing they are at is lost. */
const usePerson = (me: Me | null | undefined): Me | null | undefined => {
  const { data: left } = useQuery({ queryKey: keys.left, queryFn: skipToken, initialData: false });
  const [last, setLast] = useState(me);
  if (me && me !== last) setLast(me);
  return me === null && last && !left ? last : me;
};

/** What could not be fetched while nobody was signed in. */
const fetchAgain = () =>
  void queryClient.refetchQueries({ predicate: ({ state }) => state.status === 'error' });

/** Asks for the password where the session has ended; the desk asks by itself, as it goes on meanwhile. */
const SignInAgain = () => {
  const desk = useMatch({ from: '/signed-in/projects/$project/review', shouldThrow: false });
  return (
    <SignInDialog opened={desk === undefined} onSignedIn={fetchAgain}>
      <Trans>
        This page stays as it is until you are signed in again. Do once more what was refused meanwhile.
      </Trans>
    </SignInDialog>
  );
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
      {me.data === null && <SignInAgain />}
    </MeContext>
  );
};
