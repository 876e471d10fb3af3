// The channel signing as the product ships it, and a record of it in which every rule holds.
import { readFileSync } from 'node:fs';

const pack = (name) =>
  JSON.parse(readFileSync(new URL(`../../core/packs/${name}`, import.meta.url), 'utf8'));

export function bundleOf(entity) {
  const dictionaries = {
    ...pack('channel-signing/dictionaries.json'),
    ...pack('channel-signing/region-sample.json'),
  };
  return {
    definition: pack(`channel-signing/${entity}.json`),
    dictionaries,
    texts: pack('texts.json'),
  };
}

export const partner = {
  company_name: '江苏云帆信息技术有限公司',
  region: '320500',
  address: '苏州市工业园区星湖街 328 号',
  telephone: '0512-62881234',
  fax: '0512-62881235',
  uscc: '91110000600037341L',
  organisation_code: '600037341',
  website: 'https://www.example.com',
  postcode: '215000',
};

export const context = {
  now: '2026-03-01T02:00:00Z',
  zone_minutes: 480,
  locale: 'en',
  values: {
    user: { display_name: '张伟' },
    partner,
    settings: { open_fiscal_years: ['2026'] },
  },
};

const file = (type, n) => ({
  id: `0198a000-0000-7000-8000-00000000000${n}`,
  type,
  file_name: `${type}.pdf`,
  size: 1000,
  sha256: 'a'.repeat(64),
  content_type: 'application/pdf',
});

export const answers = {
  letter_accepted: true,
  signing_name: '2026 财年签约',
  fiscal_year: '2026',
  signing_entity: 'inspur_info',
  signing_type: 'AA',
  channel_level: 'AA_GOLD',
  channel_manager: 'm1',
  contact_title: '渠道总监',
  contact_phone: '0512-62881234',
  general_manager: '李强',
  general_manager_mobile: '13812345678',
  general_manager_email: 'li.qiang@example.com',
  server_lead: '王芳',
  server_lead_mobile: '13912345678',
  server_lead_email: 'wang.fang@example.com',
  integration_grade: 'grade_2',
  company_nature: 'private',
  business_scope: '计算机软硬件销售\n系统集成',
  registered_capital: 1000,
  annual_turnover: 5200.5,
  available_financing: 300,
  working_capital: 800,
  staff_total: 60,
  sales_staff: 20,
  technical_staff: 25,
  marketing_staff: 5,
  invoicing_party: '江苏云帆信息技术有限公司',
  registered_name: '江苏云帆信息技术有限公司',
  legal_representative: '李强',
  registered_address: '苏州市工业园区星湖街 328 号',
  registered_phone: '0512-62881234',
  tax_number: '91110000600037341L',
  bank: '中国银行苏州分行',
  bank_account: '6222 0000 1111 2222',
  invoice_recipient: '江苏云帆信息技术有限公司',
  invoice_address: '苏州市工业园区星湖街 328 号',
  invoice_postcode: '215000',
  invoice_contact: '赵敏',
  invoice_phone: '13712345678',
  consignee_company: '江苏云帆信息技术有限公司',
  delivery_address: '苏州市工业园区星湖街 328 号',
  delivery_postcode: '215000',
  transport: 'road',
  arrival_station: '苏州',
  consignee: '赵敏',
  consignee_phone: '0512-62881234',
  consignee_mobile: '13712345678',
  consignee_fax: '0512-62881235',
  industry_1: 'government',
  industry_1_server_sales: 500,
  industry_2: 'education',
  industry_2_server_sales: 300,
  industry_3: 'finance',
  industry_3_server_sales: 200,
  customer_1: '苏州市大数据中心',
  customer_1_server_sales: 260,
  customer_2: '苏州大学',
  customer_2_server_sales: 180,
  customer_3: '苏州银行',
  customer_3_server_sales: 120,
  company_turnover: 5200.5,
  hardware_sales: 4000,
  software_sales: 900,
  server_sales: 1000,
  brands: '浪潮',
  attachments: [file('legal_id', 1), file('combined_certificate', 2)],
};

export const codes = (violations) => violations.map(({ path, code }) => `${path} ${code}`);
