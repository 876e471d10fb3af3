import { useTranslation } from 'react-i18next';

const known = [
  'create',
  'save',
  'submit',
  'withdraw',
  'approve',
  'reject',
  'fill',
  'remove',
  'undeliverable',
] as const;

export function useCommandName(): (name: string) => string {
  const { t } = useTranslation('sync');
  return (name) => {
    const one = known.find((each) => each === name);
    return one ? t(`name.${one}`) : name;
  };
}
