import { Trans } from '@lingui/react/macro';
import type { Project } from '../../api/queries.ts';
import { SignInDialog } from '../../ui/sign-in-dialog.tsx';
import classes from './desk-view.module.css';
import type { Desk } from './desk/desk.ts';
import type { DeskSession } from './desk/session.ts';
import { LinkBanner } from './link-banner.tsx';
import { RecentBar } from './recent-bar.tsx';
import type { useSignedOut } from './use-signed-out.ts';

type Props = {
  session: DeskSession;
  desk: Desk;
  project: Project;
  person: ReturnType<typeof useSignedOut>;
  /** Whether a dialog is open, before which nobody is asked for a password. */
  busy: boolean;
  /** What a screen reader is told last. */
  said: string;
  onLook: (decisionId: string) => void;
};

/** What lies behind, how the server can be reached, and who is signed out is asked to sign in. */
export const DeskFoot = ({ session, desk, project, person, busy, said, onLook }: Props) => (
  <>
    <footer className={classes.foot}>
      <LinkBanner desk={desk} signedOut={person.signedOut} onRetry={session.wake} onSignIn={person.ask} />
      <RecentBar
        kind={project.itemKind}
        project={project.slug}
        past={desk.past}
        looking={desk.looking}
        onLook={onLook}
      />
    </footer>
    <div className="visually-hidden" aria-live="polite" aria-atomic="true">
      {said}
    </div>
    <SignInDialog opened={person.asking && !busy} onClose={person.askLater} onSignedIn={person.goOn}>
      <Trans>What you decided is kept, and sent once you are signed in again.</Trans>
    </SignInDialog>
  </>
);
