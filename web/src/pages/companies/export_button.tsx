import { DownloadOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../app/use_problem_text';
import { ButtonMenu } from '../parts/button_menu';
import { saveFile } from '../parts/save_file';
import { exportCompanies, type CompanyQuery, type Library } from './companies_api';

interface ExportButtonProps {
  library: Library;
  query: CompanyQuery;
}

/** The companies of a list as an Excel file: a row each, or a row for each of the people at them. */
export function ExportButton({ library, query }: ExportButtonProps) {
  const { t } = useTranslation('companies');
  const { message } = App.useApp();
  const problemText = useProblemText();
  const save = useMutation({
    mutationFn: async (rows: 'companies' | 'people') =>
      saveFile(`${library.label}.xlsx`, await exportCompanies(library.id, query, rows)),
    onError: (error) => void message.error(problemText(error)),
  });
  return (
    <ButtonMenu
      icon={<DownloadOutlined aria-hidden />}
      loading={save.isPending}
      menu={{
        items: [
          { key: 'companies', label: t('list.export_companies') },
          { key: 'people', label: t('list.export_people') },
        ],
        onClick: ({ key }) => save.mutate(key === 'people' ? 'people' : 'companies'),
      }}
    >
      {t('list.export')}
    </ButtonMenu>
  );
}
