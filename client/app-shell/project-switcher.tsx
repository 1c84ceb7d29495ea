import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Menu, Text } from '@mantine/core';
import { IconCheck, IconChevronDown, IconFolders } from '@tabler/icons-react';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useMe } from '../api/queries.ts';
import { paths } from '../paths.ts';
import classes from './shell.module.css';

/** Shows the project that is open, and leads to the others. */
export const ProjectSwitcher = () => {
  const me = useMe();
  const navigate = useNavigate();
  const open = useParams({ strict: false, select: (params) => params.project });
  const current = me.projects.find((p) => p.slug === open);
  if (me.projects.length === 0) return null;
  return (
    <>
      <span className={classes.crumb} aria-hidden>
        /
      </span>
      <Menu position="bottom-start" width={280} withinPortal={false}>
        <Menu.Target>
          <Button
            variant="subtle"
            color="gray"
            size="compact-md"
            h={36}
            className={classes.switcher}
            rightSection={<IconChevronDown size={15} aria-hidden />}
            aria-label={current ? t`Project: ${current.name}. Change project` : t`Choose a project`}
            title={current?.name}
          >
            <Text span inherit truncate c="bright" fw={current ? 600 : 500}>
              {current?.name ?? t`Choose a project`}
            </Text>
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah="70dvh" style={{ overflowY: 'auto' }}>
          <Menu.Label>
            <Trans>Projects</Trans>
          </Menu.Label>
          {me.projects.map((project) => (
            <Menu.Item
              key={project.slug}
              aria-current={project.slug === open ? 'true' : undefined}
              rightSection={project.slug === open ? <IconCheck size={16} aria-hidden /> : null}
              onClick={() => void navigate(paths.overview(project.slug))}
            >
              <Text span size="sm" lineClamp={2}>
                {project.name}
              </Text>
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconFolders size={16} aria-hidden />}
            onClick={() => void navigate(paths.projects())}
          >
            <Trans>All projects</Trans>
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
};
