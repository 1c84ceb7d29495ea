import { Trans } from '@lingui/react/macro';
import { useNetwork } from '@mantine/hooks';
import { IconCloudOff } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useLineDown } from '../api/project-room.ts';
import classes from './shell.module.css';

/** How long the line must be down before it is said: a moment's break is nobody's business. */
const patience = 3_000;

const Told = () => {
  const [told, setTold] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setTold(true), patience);
    return () => clearTimeout(timer);
  }, []);
  return (
    told && (
      <div className={classes.offline}>
        <Trans>
          <IconCloudOff size={18} aria-hidden />
          No connection to the server. What you see may be out of date; it is refreshed as soon as the
          connection is back.
        </Trans>
      </div>
    )
  );
};

/** Says that the server cannot be reached, for as long as that is so. */
export const OfflineBanner = () => {
  const { online } = useNetwork();
  const isDown = useLineDown() || !online;
  return <div role="status">{isDown && <Told />}</div>;
};
