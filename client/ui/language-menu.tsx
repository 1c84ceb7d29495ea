import { ActionIcon, Menu } from '@mantine/core';
import { IconLanguage } from '@tabler/icons-react';
import { chooseLanguage, isLanguage, language, languages } from './language.ts';

/** Chooses the language of the pages, each by its own name; the page then begins anew. */
export const LanguageMenu = () => (
  <Menu position="bottom-end" width={170} withinPortal={false}>
    <Menu.Target>
      <ActionIcon variant="subtle" color="gray" size={36} aria-label={`Language: ${languages[language]}`}>
        <IconLanguage size={19} aria-hidden />
      </ActionIcon>
    </Menu.Target>
    <Menu.Dropdown>
      <Menu.Label>Language</Menu.Label>
      <Menu.RadioGroup
        value={language}
        onChange={(next) => {
          if (isLanguage(next) && next !== language) chooseLanguage(next);
        }}
      >
        {Object.entries(languages).map(([code, name]) => (
          <Menu.RadioItem key={code} value={code} lang={code} closeMenuOnClick>
            {name}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </Menu.Dropdown>
  </Menu>
);
