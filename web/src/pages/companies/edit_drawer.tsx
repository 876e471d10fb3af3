import { useTranslation } from 'react-i18next';
import { FormDrawer } from '../parts/form_drawer';
import { useCollision } from './collision_refusal';
import styles from './companies.module.css';
import { editCompany, type Company, type Entered, type Library } from './companies_api';
import { CompanyFields, inputs } from './company_fields';
import { dataOf, draftOf, type CompanyDraft } from './company_form';
import { useChanged } from './use_changed';

interface EditDrawerProps {
  company: Company;
  library: Library;
  open: boolean;
  close: () => void;
}

/** New data of a company: the check runs again with it, and what collides is not stored. */
export function EditDrawer({ company, library, open, close }: EditDrawerProps) {
  const { t } = useTranslation('companies');
  const changed = useChanged(company.library);
  const { said, refusal } = useCollision(company.library);
  return (
    <FormDrawer<CompanyDraft, Entered>
      open={open}
      title={t('edit_of', { name: company.name })}
      size={640}
      initial={draftOf(company.data)}
      inputs={inputs}
      save={(draft) => editCompany(company, dataOf(draft), said())}
      saved={async () => {
        await changed();
        close();
      }}
      close={close}
      refusal={refusal}
    >
      <p className={styles.hint}>{t('edit_hint')}</p>
      <CompanyFields choices={library.choices} />
    </FormDrawer>
  );
}
