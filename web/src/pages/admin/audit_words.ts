import type { useTranslation } from 'react-i18next';

type Texts = ReturnType<typeof useTranslation<'admin'>>['t'];

/** What an action is called; its code where this version has no word for it. */
export function actionName(t: Texts, action: string): string {
  return t(`audit_action.${action.replaceAll('.', '_')}`, { defaultValue: action });
}
