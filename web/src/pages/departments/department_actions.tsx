import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../app/use_problem_text';
import type { Editing } from './department_drawer';
import { departmentsKey, removeDepartment, type Department } from './departments_api';
import companies from '../companies/companies.module.css';

interface DepartmentActionsProps {
  department: Department;
  edit: (editing: Editing) => void;
  showMembers: (department: Department) => void;
}

/** Add below it, look at its people, and, for whoever is above it, change and remove it. */
export function DepartmentActions({ department, edit, showMembers }: DepartmentActionsProps) {
  const { t } = useTranslation('departments');
  const { message, modal } = App.useApp();
  const problemText = useProblemText();
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => removeDepartment(department),
    onSuccess: (all) => client.setQueryData(departmentsKey, all),
    onError: (error) => void message.error(problemText(error)),
  });
  const { name } = department;
  const ask = () =>
    void modal.confirm({
      title: t('remove_question', { name }),
      okText: t('remove'),
      onOk: () => remove.mutateAsync().catch(() => null),
    });
  return (
    <div className={companies.rowButtons}>
      <Button
        size="small"
        aria-label={t('members_of', { name })}
        onClick={() => showMembers(department)}
      >
        {t('members')}
      </Button>
      <Button
        size="small"
        aria-label={t('add_below', { name })}
        onClick={() => edit({ under: department, name: '' })}
      >
        {t('below')}
      </Button>
      {department.may_change && (
        <>
          <Button
            size="small"
            aria-label={t('change_of', { name })}
            onClick={() => edit({ department })}
          >
            {t('change')}
          </Button>
          <Button size="small" danger aria-label={t('remove_of', { name })} onClick={ask}>
            {t('remove')}
          </Button>
        </>
      )}
    </div>
  );
}
