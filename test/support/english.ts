import { i18n } from '@lingui/core';

// Texts are in the language that they are written in.
i18n.loadAndActivate({ locale: 'en', messages: {} });
