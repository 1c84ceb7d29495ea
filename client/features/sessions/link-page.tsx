import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { sessionsContract, type Me } from '../../../server/features/sessions/contract.ts';
import { call, CallError } from '../../api/call.ts';
import { keys, meQuery } from '../../api/queries.ts';
import { enterAs } from '../../api/sign-in.ts';
import { paths } from '../../paths.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { LinkButton } from '../../ui/links.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Instant } from '../../ui/time.tsx';
import { Front } from './front.tsx';
import { JoinForm } from './join-form.tsx';

const isSpent = (error: unknown) => error instanceof CallError && error.code === 'link_invalid';

const Spent = () => (
  <Front
    title={t`This link no longer works`}
    description={t`It has been used or has expired: each link signs one person in, once. Ask whoever sent it for another.`}
  >
    <LinkButton {...paths.signIn()} fullWidth>
      <Trans>To the sign-in page</Trans>
    </LinkButton>
  </Front>
);

type Invited = { project: string | null; role: string | null; until: ReactNode };

const Invitation = ({ project, role, until }: Invited) => {
  if (project === null) return <Trans>You are invited to this server. The link is good until {until}.</Trans>;
  return role === null ? (
    <Trans>
      You are invited to the project <b>{project}</b>. The link is good until {until}.
    </Trans>
  ) : (
    <Trans>
      You are invited to the project <b>{project}</b> as <b>{role}</b>. The link is good until {until}.
    </Trans>
  );
};

/** Takes up a sign-in link: signs in at once, or asks a new person for name, e-mail address and password. */
export const LinkPage = () => {
  const { token } = useParams({ from: '/link/$token' });
  const navigate = useNavigate();
  const [another, setAnother] = useState(false);
  const link = useQuery({
    queryKey: keys.link(token),
    queryFn: ({ signal }) => call(sessionsContract.describeLink, { params: { token }, signal }),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const me = useQuery(meQuery);
  const enter = (entered: Me) => {
    const project = entered.projects.find((p) => p.slug === link.data?.project);
    enterAs(entered);
    void navigate(
      project ? { ...paths.overview(project.slug), replace: true } : { ...paths.projects(), replace: true },
    );
  };
  const accept = useMutation({
    mutationFn: () => call(sessionsContract.acceptLink, { params: { token }, body: {} }),
    onSuccess: enter,
  });

  // A link that only signs in asks nothing; it is used up once, however often the page is drawn.
  const used = useRef(false);
  const kind = link.data?.kind;
  const { mutate } = accept;
  useEffect(() => {
    if (kind !== 'sign_in' || used.current) return;
    used.current = true;
    mutate();
  }, [kind, mutate]);

  if (isSpent(link.error) || isSpent(accept.error)) return <Spent />;
  if (link.isError || (accept.isError && kind === 'sign_in'))
    return (
      <Front title={t`Sign in`}>
        <ErrorPanel
          error={link.error ?? accept.error}
          onRetry={() => (link.isError ? void link.refetch() : accept.mutate())}
        />
      </Front>
    );
  if (link.data === undefined || me.isPending || kind === 'sign_in')
    return (
      <Front title={t`Signing in`}>
        <Loading height={120} label={t`Signing in`} />
      </Front>
    );

  const { project, role, expiresAt } = link.data;
  const invitation =
    kind === 'first_admin' ? (
      t`This server has no account yet. The one you make here can do everything: create projects, invite people, change every setting.`
    ) : (
      <Invitation project={project} role={role} until={<Instant at={expiresAt} />} />
    );
  if (me.data && kind === 'invitation' && !another)
    return (
      <Front title={t`Join`} description={invitation}>
        <Stack>
          <Text size="sm">
            <Trans>
              You are signed in as <b>{me.data.name}</b> ({me.data.email}).
            </Trans>
          </Text>
          {accept.isError && <ErrorPanel error={accept.error} />}
          <Button loading={accept.isPending} onClick={() => accept.mutate()}>
            <Trans>Join with this account</Trans>
          </Button>
          <Group justify="center">
            <Anchor component="button" type="button" size="sm" onClick={() => setAnother(true)}>
              <Trans>Make another account instead</Trans>
            </Anchor>
          </Group>
        </Stack>
      </Front>
    );
  return (
    <Front
      title={kind === 'first_admin' ? t`Welcome: make the first account` : t`Join`}
      description={invitation}
    >
      <JoinForm
        token={token}
        name={link.data.name ?? ''}
        email={link.data.email ?? ''}
        label={kind === 'first_admin' ? t`Make the account` : t`Join`}
        onJoined={enter}
      />
    </Front>
  );
};
