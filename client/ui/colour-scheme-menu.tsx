import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { ActionIcon, Menu, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { useState } from 'react';
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';

const schemes: readonly { scheme: MantineColorScheme; label: string; Icon: typeof IconSun }[] = [
  { scheme: 'light', label: t`Light`, Icon: IconSun },
  { scheme: 'dark', label: t`Dark`, Icon: IconMoon },
  { scheme: 'auto', label: t`As the system`, Icon: IconDeviceDesktop },
];

/** Under this name the browser keeps whether high contrast was chosen; `before-start.js` reads it. */
const contrastKey = 'countersign.contrast';

const isHighContrast = (): boolean => document.documentElement.dataset.contrast === 'more';

const setHighContrast = (isHigh: boolean): void => {
  if (isHigh) document.documentElement.dataset.contrast = 'more';
  else delete document.documentElement.dataset.contrast;
  localStorage.setItem(contrastKey, isHigh ? 'more' : 'usual');
};

/** Chooses light, dark, or whatever the system says, and whether the contrast is high. */
export const ColourSchemeMenu = () => {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const current = schemes.find((s) => s.scheme === colorScheme) ?? schemes[2];
  const choose = (value: string) => {
    const chosen = schemes.find((s) => s.scheme === value);
    if (chosen) setColorScheme(chosen.scheme);
  };
  const [isHigh, setIsHigh] = useState(isHighContrast);
  const CurrentIcon = current?.Icon ?? IconDeviceDesktop;
  return (
    <Menu position="bottom-end" width={190} withinPortal={false}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={36} aria-label={t`Colours: ${current?.label ?? ''}`}>
          <CurrentIcon size={19} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Trans>Colours</Trans>
        </Menu.Label>
        <Menu.RadioGroup value={colorScheme} onChange={(value) => choose(value)}>
          {schemes.map(({ scheme, label, Icon }) => (
            <Menu.RadioItem
              key={scheme}
              value={scheme}
              rightSection={<Icon size={16} aria-hidden />}
              closeMenuOnClick
            >
              {label}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.CheckboxItem
          checked={isHigh}
          onChange={(next) => {
            setHighContrast(next);
            setIsHigh(next);
          }}
        >
          <Trans>High contrast</Trans>
        </Menu.CheckboxItem>
      </Menu.Dropdown>
    </Menu>
  );
};
