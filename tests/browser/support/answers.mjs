// A complete and valid registration and signing, as tests type them.

/** A PDF as small as they get: a server that looks at content accepts it. */
const pdf = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n' +
    '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n' +
    'trailer<</Root 1 0 R>>\n%%EOF\n',
);

/** @param {string} name */
export const scan = (name) => ({ name, mimeType: 'application/pdf', buffer: pdf });
/** @param {string} name */
export const emptyFile = (name) => ({ name, mimeType: 'application/pdf', buffer: Buffer.alloc(0) });

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/**
 * GB 11714: the check character of an organisation code.
 * @param {string} body eight characters
 */
function organisationCheck(body) {
  const weights = [3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, i) => total + weight * parseInt(body[i], 36), 0);
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : String(check % 11);
}

/**
 * GB 32100: the check character of a credit code.
 * @param {string} body seventeen characters
 */
function creditCheck(body) {
  let weight = 1;
  let sum = 0;
  for (const character of body) {
    sum += alphabet.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return alphabet[(31 - (sum % 31)) % 31];
}

/**
 * A company that is new to the server, with numbers that agree with each other.
 * @param {number} n
 */
export function company(n) {
  const body = String(20_000_000 + n);
  const organisationCode = body + organisationCheck(body);
  const uscc = `91320500${organisationCode}`;
  return {
    name: `苏州远航信息技术有限公司${n}`,
    organisationCode,
    uscc: uscc + creditCheck(uscc),
  };
}

/** What the basic section asks beyond entity, type, level, manager and year. */
const basic = {
  contact_title: '渠道总监',
  contact_phone: '0512-68081234',
  general_manager: '周远',
  general_manager_mobile: '13812345678',
  general_manager_email: 'zhou@yuanhang.example',
  server_lead: '吴航',
  server_lead_mobile: '13912345678',
  server_lead_email: 'wu@yuanhang.example',
  integration_grade: { choose: '二级' },
  business_scope: '计算机软硬件销售与系统集成',
  annual_turnover: '3200',
};

const commercial = {
  invoicing_party: '苏州远航信息技术有限公司',
  registered_name: '苏州远航信息技术有限公司',
  legal_representative: '周远',
  invoice_recipient: '苏州远航信息技术有限公司',
  invoice_address: '苏州市工业园区星湖街 1 号',
  invoice_postcode: '215123',
  invoice_contact: '沈静',
  invoice_phone: '0512-68081235',
  consignee_company: '苏州远航信息技术有限公司',
  delivery_address: '苏州市工业园区星湖街 1 号',
  delivery_postcode: '215123',
  transport: { choose: '公路' },
  arrival_station: '苏州',
  consignee: '沈静',
  consignee_phone: '0512-68081236',
  consignee_mobile: '13712345678',
  consignee_fax: '0512-68081237',
};

const business = {
  industry_1: { choose: '政府' },
  industry_1_server_sales: '300',
  industry_2: { choose: '公安' },
  industry_2_server_sales: '200',
  industry_3: { choose: '政府' },
  industry_3_server_sales: '100',
  customer_1: '苏州市大数据局',
  customer_1_server_sales: '150',
  customer_2: '苏州大学',
  customer_2_server_sales: '120',
  customer_3: '吴江公安局',
  customer_3_server_sales: '90',
  company_turnover: '3200',
  hardware_sales: '2100',
};

/** Everything the form requires once entity, type, level and manager are answered. */
export const restOfSigning = { ...basic, ...commercial, ...business };
