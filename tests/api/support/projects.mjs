// The next version of the signing form, with rows: the projects a partner plans, each with a manager, a scan and a discount
// that only the vendor's side may change.

const both = (/** @type {string} */ zh, /** @type {string} */ en) => ({ 'zh-CN': zh, en });

const fields = {
  projects: {
    label: both('重点项目', 'Key projects'),
    hint: both('本年度计划的项目', 'What is planned for the year'),
    kind: 'repeat',
    fields: [
      'project_name',
      'project_kind',
      'project_amount',
      'project_count',
      'project_discount',
      'project_sum',
      'project_manager',
      'project_scan',
    ],
    min_rows: 1,
    max_rows: 5,
    constraint: [
      {
        id: 'project_once',
        expression: 'project_name.all(p, project_name.filter(q, q == p).size() == 1)',
        message: both('项目名称不能重复', 'Every project is named once'),
      },
    ],
  },
  project_name: {
    label: both('项目名称', 'Project'),
    kind: 'text',
    required: true,
    max_length: 40,
  },
  project_kind: {
    label: both('类型', 'Kind'),
    kind: 'choice',
    choices: {
      list: [
        { code: 'new', label: both('新建', 'New') },
        { code: 'renewal', label: both('续约', 'Renewal') },
      ],
    },
  },
  project_amount: {
    label: both('单价（万元）', 'Price (10,000 yuan)'),
    kind: 'money',
    required: true,
    min: 0,
    max: 1000,
  },
  project_count: {
    label: both('数量', 'Quantity'),
    kind: 'integer',
    default: '1',
    min: 1,
  },
  project_discount: {
    label: both('折扣（%）', 'Discount (%)'),
    kind: 'integer',
    default: '5',
    readonly: "!(has(record.state) && record.state == 'pending')",
  },
  project_sum: {
    label: both('小计', 'Sum'),
    kind: 'money',
    calculate:
      'round(project_amount * double(project_count) * (1.0 - double(project_discount) / 100.0), 2)',
  },
  project_manager: {
    label: both('渠道经理', 'Manager'),
    kind: 'lookup',
    relevant: "project_kind == 'new'",
    lookup: { entity: 'manager', columns: ['name'] },
  },
  project_scan: {
    label: both('附件', 'Scan'),
    kind: 'attachments',
    max_files: 2,
  },
  projects_total: {
    label: both('项目合计', 'Total of the projects'),
    kind: 'money',
    calculate: 'project_sum.sum()',
  },
};

/** @param {any} signing the newest definition */
export function withProjects(signing) {
  const next = structuredClone(signing);
  next.version = signing.version + 1;
  next.fields = { ...next.fields, ...fields };
  next.sections.push({
    id: 'projects',
    label: both('项目计划', 'Projects'),
    fields: ['projects', 'projects_total'],
  });
  return next;
}
