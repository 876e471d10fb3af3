import { DownloadOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../app/use_problem_text';
import { saveFile } from '../parts/save_file';
import { exportCompanies, type CompanyQuery, type Library } from './companies_api';

interface ExportButtonProps {
  library: Library;
  query: CompanyQuery;
}

/** The companies of a list as an Excel file. */
export function ExportButton({ library, query }: ExportButtonProps) {
  const { t } = useTranslation('companies');
  const { message } = App.useApp();
  const problemText = useProblemText();
  const save = useMutation({
    mutationFn: async () =>
      saveFile(`${library.label}.xlsx`, await exportCompanies(library.id, query)),
    onError: (error) => void message.error(problemText(error)),
  });
  return (
    <Button
      icon={<DownloadOutlined aria-hidden />}
      loading={save.isPending}
      onClick={() => save.mutate()}
    >
      {t('list.export')}
    </Button>
  );
}
