/**
 * Languages. Each area of src/ keeps its own texts in <area>/locales/{zh-CN,en}.json; the folder's
 * name is the i18next namespace, loaded when a component of that area first asks for it:
 *
 *   const { t } = useTranslation('form');      // src/form/locales/*.json
 *
 * Field labels and rule messages are not here: they come with the definitions from the server.
 */
import i18next from 'i18next';
import type { BackendModule, ReadCallback } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Locale } from '../api';
import { areaOf } from './area';

export { localised } from './localised';

export const locales: readonly Locale[] = ['zh-CN', 'en'];
const storageKey = 'qudao.locale';

type Texts = Record<string, unknown>;
const files = import.meta.glob<{ default: Texts }>('../**/locales/*.json');
const loaders = new Map(Object.entries(files).map(([file, load]) => [areaOf(file), load]));

const backend: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read(language: string, namespace: string, done: ReadCallback) {
    const load = loaders.get(`${namespace}/${language}`);
    if (!load) {
      done(new Error(`no texts for ${namespace} in ${language}`), false);
      return;
    }
    load().then(
      (module) => done(null, module.default as Record<string, string>),
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), true),
    );
  },
};

export function isLocale(value: unknown): value is Locale {
  return value === 'zh-CN' || value === 'en';
}

/** The stored choice, else the browser's first language we speak, else Chinese. */
function initialLocale(): Locale {
  const stored = localStorage.getItem(storageKey);
  if (isLocale(stored)) return stored;
  for (const language of navigator.languages) {
    if (language.startsWith('zh')) return 'zh-CN';
    if (language.startsWith('en')) return 'en';
  }
  return 'zh-CN';
}

export async function startI18n(): Promise<void> {
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language;
    // An installed app has the name of the language it was installed in.
    document
      .querySelector('link[rel="manifest"]')
      ?.setAttribute('href', `/manifest.${language}.webmanifest`);
  });
  await i18next
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: initialLocale(),
      fallbackLng: false,
      load: 'currentOnly',
      ns: ['app'],
      defaultNS: 'app',
      interpolation: { escapeValue: false }, // React escapes
      react: { useSuspense: true },
    });
}

export function currentLocale(): Locale {
  return isLocale(i18next.language) ? i18next.language : 'zh-CN';
}

/** True when the person chose a language on this machine: then it wins over the account's. */
export function hasChosenLocale(): boolean {
  return isLocale(localStorage.getItem(storageKey));
}

export async function chooseLocale(locale: Locale): Promise<void> {
  localStorage.setItem(storageKey, locale);
  await i18next.changeLanguage(locale);
}
