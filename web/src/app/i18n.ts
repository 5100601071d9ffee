import { i18n, type I18n } from '@lingui/core';

const catalogues = {
  en: () => import('../generated/locales/en.po'),
  pseudo: () => import('../generated/locales/pseudo.po'),
} as const;

/** English; `?locale=pseudo` in a development build shows longer words, to see that layouts have room. */
export async function loadMessages(locale: keyof typeof catalogues = 'en'): Promise<I18n> {
  const { messages } = await catalogues[locale]();
  i18n.loadAndActivate({ locale, messages });
  return i18n;
}
