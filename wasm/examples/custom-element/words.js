/** What the element says itself, in each language; everything else is in the bundle. */
export const words = {
  'zh-CN': {
    loading: '正在载入表单…',
    failed: '表单无法载入',
    choose: '请选择',
    yes: '是',
    required: '必填',
    calculated: '自动填写',
    first: (/** @type {string} */ labels) => `请先填写：${labels}`,
    comma: '、',
    cleared: (/** @type {string} */ labels) => `原答案已清除：${labels}`,
    attachments: '附件由嵌入本表单的页面添加',
    none: '暂无',
    no_rows: '可选内容由嵌入本表单的页面提供',
    progress: (/** @type {number} */ answered, /** @type {number} */ required) =>
      `必填 ${answered} / ${required}`,
    row: (/** @type {number} */ row) => `第 ${row} 行`,
    add_row: '添加一行',
    remove_row: (/** @type {number} */ row) => `移除第 ${row} 行`,
    removed_row: (/** @type {number} */ row) => `已移除第 ${row} 行`,
    undo: '撤销',
    submit: '提交',
    faults: (/** @type {number} */ count) => `有 ${count} 处需要修改`,
  },
  en: {
    loading: 'Loading the form…',
    failed: 'The form cannot be loaded',
    choose: 'Choose',
    yes: 'Yes',
    required: 'required',
    calculated: 'filled in automatically',
    first: (/** @type {string} */ labels) => `First answer: ${labels}`,
    comma: ', ',
    cleared: (/** @type {string} */ labels) => `The answer was cleared: ${labels}`,
    attachments: 'Files are added by the page around this form',
    none: 'None yet',
    no_rows: 'The rows to choose from come from the page around this form',
    progress: (/** @type {number} */ answered, /** @type {number} */ required) =>
      `Required ${answered} / ${required}`,
    row: (/** @type {number} */ row) => `Row ${row}`,
    add_row: 'Add a row',
    remove_row: (/** @type {number} */ row) => `Remove row ${row}`,
    removed_row: (/** @type {number} */ row) => `Row ${row} was removed`,
    undo: 'Undo',
    submit: 'Submit',
    faults: (/** @type {number} */ count) =>
      count === 1 ? '1 answer needs your attention' : `${count} answers need your attention`,
  },
};

/** @typedef {typeof words.en} Words */
