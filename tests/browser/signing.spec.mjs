// The domain page from registration to approval: rejection, correction, approval, and every notice
// a person is given on the way.
import { company, emptyFile, restOfSigning, scan } from './support/answers.mjs';
import {
  attach,
  choose,
  chooseRegion,
  field,
  fill,
  lookUp,
  offered,
  pickOption,
  saved,
  tick,
  type,
} from './support/form.mjs';
import { expect, signIn, test } from './support/qudao.mjs';

test.describe.configure({ mode: 'serial' });

const own = company(1);
const account = { userName: 'yuanhang', password: 'sail-far-and-early' };
const year = String(new Date().getFullYear());
/** The signing's number and address, known once it is stored. */
const signing = { number: '', path: '' };

/** The way through the approval path, one person after the other, as they press the button. */
async function decide(page, { verdict, opinion = '' }) {
  await page.goto(`/inbox/${signing.path.split('/').at(-1)}`);
  if (opinion) await page.getByLabel('审批意见').fill(opinion);
  await page.getByRole('button', { name: verdict, exact: true }).click();
  const done = verdict === '通过' ? '已通过' : '已驳回';
  await expect(page.getByText(`${signing.number} ${done}`)).toBeVisible();
}

test('registers: every answer is checked as it is given', async ({ fresh, server }) => {
  const context = await fresh();
  const page = await context.newPage();
  await page.goto('/register');

  await page.getByRole('textbox', { name: '用户名' }).fill('partner1');
  await expect(page.getByText('用户名已被使用')).toBeVisible();
  await page.getByRole('textbox', { name: '用户名' }).fill(account.userName);
  await expect(page.getByText('用户名可以使用!')).toBeVisible();
  await page.getByRole('textbox', { name: '密码', exact: true }).fill(account.password);
  await page.getByRole('textbox', { name: '确认密码' }).fill('something else');
  await page.getByRole('button', { name: '下一步' }).click();
  await expect(page.getByText('两次填写的密码不一致')).toBeVisible();
  await expect(page.getByText('请先勾选验证')).toBeVisible();
  await page.getByRole('textbox', { name: '确认密码' }).fill(account.password);
  await expect(page.getByText('正确').first()).toBeVisible();
  await page.getByLabel('我是真人').check();
  await expect(page.getByText('验证通过')).toBeVisible();
  await page.getByRole('button', { name: '下一步' }).click();

  await expect(page.getByRole('heading', { name: '代理商注册' })).toBeVisible();
  await type(page, 'company_name', own.name);
  await type(page, 'email', 'not an address');
  await page.getByRole('button', { name: '暂存草稿' }).click();
  await expect(page.getByText('草稿已暂存')).toBeVisible();
  await page.getByRole('button', { name: '提交注册' }).click();
  await expect(page.getByRole('alert').getByText(/还有 \d+ 处需要修改/)).toBeVisible();

  await fill(page, {
    email: 'shen@yuanhang.example',
    address: '苏州市工业园区星湖街 1 号',
    contact_name: '沈静',
    contact_title: '商务经理',
    tax_number: own.uscc,
    uscc: own.uscc,
    organisation_code: company(2).organisationCode,
  });
  await expect(
    field(page, 'organisation_code').getByText('组织机构代码与统一社会信用代码第 9–17 位不一致'),
  ).toBeVisible();
  await type(page, 'organisation_code', own.organisationCode);
  await chooseRegion(page, 'region', '江苏省', '苏州市');
  await choose(page, 'signing_entity', '浪潮信息');
  await tick(page, 'products', '服务器(SV)', '存储(STR)');
  await field(page, 'terms').getByRole('checkbox').click();
  await page.getByRole('dialog').getByRole('button', { name: '我已阅读并接受' }).click();
  await expect(field(page, 'terms').getByRole('checkbox')).toBeChecked();
  await page.getByRole('button', { name: '提交注册' }).click();

  await expect(page.getByRole('heading', { name: '工作台' })).toBeVisible();
  await expect(page.getByText('还没有签约')).toBeVisible();
  // Registered once and for all: the name is taken now.
  const answer = await context.request.get(
    `${server.origin}/api/v1/user-names/${account.userName}`,
  );
  expect(await answer.json()).toMatchObject({ available: false });
});

test('fills the form: choices wait, follow and clear each other', async ({ openAs }) => {
  const page = await openAs(account.userName, '/signings/new', account);
  await expect(field(page, 'customer')).toContainText(own.name);
  await expect(field(page, 'uscc')).toContainText(own.uscc);

  await expect(field(page, 'signing_type').getByText('请先填写')).toBeVisible();
  await expect(field(page, 'signing_type').getByRole('combobox')).toBeDisabled();
  await expect(field(page, 'channel_level').getByRole('combobox')).toBeDisabled();

  await choose(page, 'signing_entity', '浪潮国网');
  expect(await offered(page, 'signing_type')).toEqual([
    '分销商',
    '经销商',
    '行业解决方案合作伙伴',
    '认证合作伙伴',
  ]);
  await expect(field(page, 'channel_level').getByRole('combobox')).toBeDisabled();
  await choose(page, 'signing_type', '行业解决方案合作伙伴');
  await choose(page, 'channel_level', '金牌行业解决方案合作伙伴');

  await choose(page, 'signing_entity', '浪潮软件');
  await expect(field(page, 'signing_type')).toContainText(
    '因“签约主体”已更改，原答案“行业解决方案合作伙伴”不再可选，已清除',
  );
  await expect(field(page, 'channel_level')).toContainText('原答案“金牌行业解决方案合作伙伴”');
  await expect(field(page, 'channel_level').getByRole('combobox')).toBeDisabled();

  await choose(page, 'signing_type', '战略合作伙伴');
  await expect(field(page, 'distributor_contact').getByText('请先填写')).toBeVisible();
  // Of a dealer the manager binds the distributor later: the partner is not asked.
  await choose(page, 'signing_type', '经销商');
  await expect(field(page, 'bound_distributor')).toHaveCount(0);
  await choose(page, 'channel_level', '金牌经销商');

  await type(page, 'staff_total', '10');
  await type(page, 'sales_staff', '8');
  await type(page, 'technical_staff', '5');
  const parts = '销售、技术、市场支持人员之和不能超过公司员工总数';
  await expect(page.getByText(parts)).toBeVisible();
  await type(page, 'technical_staff', '2');
  await expect(page.getByText(parts)).toHaveCount(0);

  await saved(page);
  await expect(page).toHaveURL(/\/signings\/[0-9a-f-]{36}$/);
  signing.path = new URL(page.url()).pathname;
});

test('submits only what is complete: manager, letter, documents', async ({ openAs }) => {
  const page = await openAs(account.userName, signing.path, account);
  signing.number = (
    await page
      .getByText(/^QS\d{10,}$/)
      .first()
      .innerText()
  ).trim();

  await page.getByRole('button', { name: '提交审批' }).click();
  const summary = page.getByRole('alert').filter({ hasText: /还有 \d+ 处需要修改/ });
  await expect(summary).toContainText('请上传法人身份证复印件');
  await expect(summary).toContainText(
    '请上传三证合一，或营业执照、组织机构代码证、税务登记证副本三者',
  );
  await summary.getByRole('button').filter({ hasText: '签约名称' }).click();
  await expect(field(page, 'signing_name').locator('input')).toBeFocused();

  await type(page, 'signing_name', `远航 ${year} 财年签约`);
  await choose(page, 'fiscal_year', year);

  await field(page, 'channel_manager').locator('button').first().click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('columnheader')).toHaveText(['员工编号', '姓名', '部门', '区域']);
  // The managers of the partner's province come first.
  await expect(dialog.locator('tbody tr').first()).toContainText('王海涛');
  await page.keyboard.press('Escape');
  await lookUp(page, 'channel_manager', '王海涛');

  await field(page, 'letter_accepted').getByRole('checkbox').click();
  await expect(page.getByRole('dialog', { name: '签约说明函' })).toBeVisible();
  await page.getByRole('button', { name: '我已阅读并接受' }).click();
  await expect(field(page, 'letter_accepted').getByRole('checkbox')).toBeChecked();

  await fill(page, restOfSigning);

  const attachments = field(page, 'attachments');
  await attachments.locator('input[type=file]').setInputFiles(emptyFile('空白.pdf'));
  await expect(attachments.getByRole('alert')).toBeVisible();
  await page.getByRole('button', { name: '移除“空白.pdf”' }).click();
  await attach(page, scan('法人身份证.pdf'), '法人身份证复印件');
  await attachments.locator('input[type=file]').setInputFiles(scan('三证合一.pdf'));
  await page.getByRole('button', { name: '提交审批' }).click();
  await expect(page.getByText('还有附件没有上传完成，请选择文档类型或等待上传结束')).toBeVisible();
  await attachments
    .getByRole('listitem')
    .filter({ hasText: '三证合一.pdf' })
    .locator('.ant-select')
    .click();
  await pickOption(page, '三证合一');
  await expect(attachments.getByRole('link', { name: '三证合一.pdf' })).toBeVisible();

  await page.getByRole('button', { name: '提交审批' }).click();
  await expect(page.locator('h1 + *').getByText('审批中')).toBeVisible();
  await expect(page.getByRole('definition').filter({ hasText: '王海涛' }).first()).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: '等待审批' })).toContainText('王海涛');
  await expect(page.getByRole('button', { name: '提交审批' })).toHaveCount(0);
});

test('the manager binds the distributor before approving', async ({ openAs }) => {
  const page = await openAs('manager1', '/inbox');
  await page.getByRole('main').getByRole('link').filter({ hasText: signing.number }).click();
  const approve = page.getByRole('button', { name: '通过', exact: true });
  await expect(approve).toBeDisabled();
  await expect(page.getByText('经销商签约须先绑定签约绑定分销商')).toBeVisible();
  await expect(page.getByText('经销商签约须先绑定签约分销商联系人')).toBeVisible();
  await lookUp(page, 'bound_distributor', '齐鲁数码分销有限公司');
  await lookUp(page, 'distributor_contact', '钱进');
  await approve.click();
  await expect(page.getByText(`${signing.number} 已通过`)).toBeVisible();
});

test('the next level rejects, and has to say why', async ({ openAs }) => {
  const page = await openAs('approver1', '/inbox');
  await page.getByRole('main').getByRole('link').filter({ hasText: signing.number }).click();
  await expect(page.getByRole('heading', { name: `远航 ${year} 财年签约` })).toBeFocused();
  await page.getByRole('button', { name: '驳回', exact: true }).click();
  await expect(page.getByText('驳回前请写明审批意见')).toBeVisible();
  await expect(page.getByLabel('审批意见')).toBeFocused();
  await page.getByLabel('审批意见').fill('请补充主要经营品牌。');
  await page.getByRole('button', { name: '驳回', exact: true }).click();
  await expect(page.getByText(`${signing.number} 已驳回`)).toBeVisible();
});

test('the partner reads the opinion, corrects and submits again', async ({ openAs }) => {
  const page = await openAs(account.userName, '/', account);
  const todo = page.getByRole('region', { name: '待办' }).getByRole('link');
  await expect(todo.filter({ hasText: '待修改' })).toContainText(signing.number);
  await page.getByRole('button', { name: /^通知，\d+ 条未读$/ }).click();
  await expect(page.getByRole('link').filter({ hasText: '驳回' }).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await todo.filter({ hasText: signing.number }).click();

  await expect(page.getByRole('alert').filter({ hasText: '赵敏' })).toContainText(
    '请补充主要经营品牌。',
  );
  await type(page, 'brands', '浪潮');
  await page.getByRole('button', { name: '提交审批' }).click();
  await expect(page.getByRole('heading', { name: '第 2 轮' })).toBeVisible();
  await expect(page.getByRole('heading', { name: '第 1 轮' })).toBeVisible();
  await expect(page.getByRole('blockquote')).toHaveText('请补充主要经营品牌。');
  const coming = page.getByRole('listitem').filter({ hasText: /等待审批|待审批/ });
  await expect(coming).toHaveCount(3);
});

test('every level approves; the signing is approved and frozen', async ({ openAs }) => {
  const manager = await openAs('manager1');
  await manager.goto(`/inbox/${signing.path.split('/').at(-1)}`);
  // Resubmitting took the binding off: it is the approver's answer, in every round.
  await lookUp(manager, 'bound_distributor', '齐鲁数码分销有限公司');
  await lookUp(manager, 'distributor_contact', '钱进');
  await manager.getByRole('button', { name: '通过', exact: true }).click();
  await expect(manager.getByText(`${signing.number} 已通过`)).toBeVisible();
  for (const approver of ['approver1', 'approver2']) {
    await decide(await openAs(approver), { verdict: '通过', opinion: '同意' });
  }

  const page = await openAs(account.userName, signing.path, account);
  await expect(page.locator('h1 + *').getByText('审批通过')).toBeVisible();
  await expect(page.getByText('齐鲁数码分销有限公司').first()).toBeVisible();
  await expect(page.getByRole('button', { name: '保存' })).toHaveCount(0);
  await expect(page.getByRole('listitem').filter({ hasText: '等待审批' })).toHaveCount(0);
  const decisions = page.locator('ol li');
  await expect(decisions).toHaveCount(7);
});

test('a second signing of the year is not approved', async ({ openAs, server }) => {
  const page = await openAs(account.userName, '/', account);
  const api = `${server.origin}/api/v1`;
  const headers = { 'X-Qudao-Request': '1', Origin: server.origin };
  const id = signing.path.split('/').at(-1);
  const first = await (await page.request.get(`${api}/records/signing/${id}`)).json();
  const { bound_distributor: bound, distributor_contact: contact, ...data } = first.data;
  const created = await page.request.post(`${api}/records/signing`, {
    headers,
    data: { data: { ...data, signing_name: '同一财年的第二份' }, submit: true },
  });
  expect(created.status(), await created.text()).toBe(201);
  let { record } = await created.json();
  const steps = [
    ['manager1', { bound_distributor: bound, distributor_contact: contact }],
    ['approver1', undefined],
  ];
  for (const [who, answers] of steps) {
    await signIn(page.context(), server.origin, who);
    const answer = await page.request.post(`${api}/records/signing/${record.id}/commands`, {
      headers,
      data: {
        command: 'approve',
        version: record.version,
        command_id: crypto.randomUUID(),
        ...(answers ? { data: answers } : {}),
      },
    });
    expect(answer.status(), await answer.text()).toBe(200);
    ({ record } = await answer.json());
  }

  const last = await openAs('approver2', `/inbox/${record.id}`);
  await last.getByRole('button', { name: '通过', exact: true }).click();
  await expect(last.getByText('该公司在此财年已有审批通过的签约')).toBeVisible();
  await expect(last.getByText('审批中').first()).toBeVisible();
});
