import { useQuery } from '@tanstack/react-query';
import { Navigate, Outlet, useLocation } from '@tanstack/react-router';
import { Container } from '@mantine/core';
import { MeContext, meQuery } from '../api/queries.ts';
import { paths } from '../paths.ts';
import { ErrorPanel } from '../ui/error-panel.tsx';
import { Loading } from '../ui/loading.tsx';
import { Shell } from './shell.tsx';

/** Everything that needs a signed-in person; anybody else is sent to sign in, and back afterwards. */
export const SignedIn = () => {
  const me = useQuery(meQuery);
  const next = useLocation({ select: (location) => location.href });
  if (me.data === null) return <Navigate {...paths.signIn(next === '/' ? undefined : next)} replace />;
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
