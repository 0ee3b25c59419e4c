import type { CredentialType } from '../contract/credentials.ts';

/**
 * A person of the sandbox city. All are invented: the division part of their numbers is a whole province (`330000`),
 * which no issued number carries, while the check digit is right.
 */
export interface DemoPerson {
  readonly id: string;
  /** Who this is, in Chinese. */
  readonly label: string;
  readonly name: string;
  readonly credentialType: CredentialType;
  readonly credentialNo: string;
  /** Level that the unified identity gives without further choice: 1 初级, 2 中级, 3 高级. */
  readonly identityLevel: 1 | 2 | 3;
  /** Null for someone without a WeChat account. WeChat Pay compares mainland ID cards only, so permits are `none`. */
  readonly weixin: { readonly openid: string; readonly realName: 'verified' | 'none' | 'mismatch' } | null;
  /** Null for someone without an Alipay account; `userId` is null for accounts that newer apps see by `open_id` only. */
  readonly alipay: {
    readonly userId: string | null;
    readonly openId: string;
    readonly certifyOutcome: 'pass' | 'fail';
  } | null;
  /** Whether the unified identity knows this person; otherwise the binding code of the hall is the way. */
  readonly unifiedIdentity: boolean;
  /** What the social-security pages are expected to show, in one sentence. */
  readonly note: string;
}

/** Everyone a visitor can be. Numbers and account ids are fixed: tests and documents name them. */
export const demoPeople: readonly DemoPerson[] = [
  {
    id: 'employee',
    label: '企业职工,在职',
    name: '陈晓明',
    credentialType: 'residentId',
    credentialNo: '330000198803120018',
    identityLevel: 3,
    weixin: { openid: 'o5qAu5YwH5tq48Baur7e9MIFbUeI', realName: 'verified' },
    alipay: { userId: '2088663152011583', openId: '0DQ26cd9c7ShAh1E12hI0l6s1h1gCzsje7zzGvDRHz4o', certifyOutcome: 'pass' },
    unifiedIdentity: true,
    note: '养老、失业、工伤由人社部门显示正常参保,医疗、生育由医保部门显示正常参保,换过一次单位,最近一个月尚未到账。',
  },
  {
    id: 'flexible',
    label: '灵活就业人员,自己缴费',
    name: '刘芳',
    credentialType: 'residentId',
    credentialNo: '33000019850620002X',
    identityLevel: 2,
    weixin: { openid: 'o5qAu5m7cySb1VG8ew8MXSTnha0Q', realName: 'verified' },
    alipay: { userId: '2088868481209367', openId: '0Yu0Xhbv5npYnYuO6pgej38MFEqn72d48UTkxMIvRv7A', certifyOutcome: 'pass' },
    unifiedIdentity: true,
    note: '只有养老和医疗,单位缴费为 0,个人按 20% 缴费,其中 8% 进入个人账户,没有失业和工伤。',
  },
  {
    id: 'retired',
    label: '退休人员',
    name: '孙国强',
    credentialType: 'residentId',
    credentialNo: '330000195908050032',
    identityLevel: 2,
    weixin: { openid: 'o5qAu588JpPhyKWEua08OuSV0KML', realName: 'none' },
    alipay: null,
    unifiedIdentity: true,
    note: '养老和医疗状态为退休,缴费记录停在 2019 年 8 月,没有尚未到账的月份。',
  },
  {
    id: 'gap',
    label: '中断后补缴',
    name: '周敏',
    credentialType: 'residentId',
    credentialNo: '330000199001150041',
    identityLevel: 2,
    weixin: { openid: 'o5qAu57KSyzAfIV7S7kk77DOWwuf', realName: 'mismatch' },
    alipay: { userId: '2088070548771936', openId: '0G68wut1BVVOpFBuo3l4Tfru7ACsZ1Q5meyA7Oo7IcM0', certifyOutcome: 'pass' },
    unifiedIdentity: true,
    note: '2018 年有七个月中断:三个月当年一笔补上,两个月在 2021 年 5 月与正常缴费同月补缴,两行应相加而不是覆盖,仍缺两个月。',
  },
  {
    id: 'forty-years',
    label: '四十年缴费记录',
    name: '吴建华',
    credentialType: 'residentId',
    credentialNo: '330000196609180050',
    identityLevel: 3,
    weixin: { openid: 'o5qAu5WBREEPXyP86Bb0zT7j40Xo', realName: 'verified' },
    alipay: { userId: null, openId: '0S2761EOfA0ZAKriO7K1O4TyNOaAYyDuL306X7IlUo5k', certifyOutcome: 'pass' },
    unifiedIdentity: true,
    note: '养老自 1986 年 7 月起逐月都有,至少 480 个月,列表按每页 20 条翻页,1996 年以前没有个人账户。',
  },
  {
    id: 'hk-permit',
    label: '香港居民居住证(810000)',
    name: '何家豪',
    credentialType: 'hkMacaoTaiwanResidencePermit',
    credentialNo: '810000198712030011',
    identityLevel: 2,
    weixin: { openid: 'o5qAu5TUms0VTTJUEv8ixSiSaDVK', realName: 'none' },
    alipay: { userId: '2088822917962989', openId: '0J3sqzLIDAl3fRVfJTSaTFK3aTThP7MwDAS3rEBSipzY', certifyOutcome: 'fail' },
    unifiedIdentity: true,
    note: '用居住证号码查到正常参保,微信、支付宝的实名核验不支持该证件,应走绑定码。',
  },
  {
    id: 'macao-permit',
    label: '澳门居民居住证(820000)',
    name: '梁詠欣',
    credentialType: 'hkMacaoTaiwanResidencePermit',
    credentialNo: '820000199205270025',
    identityLevel: 2,
    weixin: null,
    alipay: null,
    unifiedIdentity: true,
    note: '用居住证号码查到正常参保,没有微信和支付宝账户,从浏览器登录。',
  },
  {
    id: 'taiwan-permit',
    label: '台湾居民居住证(830000)',
    name: '林志远',
    credentialType: 'hkMacaoTaiwanResidencePermit',
    credentialNo: '830000198302140035',
    identityLevel: 2,
    weixin: { openid: 'o5qAu5C3YY008dqWI0jCRDEwiGge', realName: 'none' },
    alipay: null,
    unifiedIdentity: true,
    note: '2024 年 6 月离职后暂停缴费,养老、医疗显示暂停缴费,历史记录仍可查看。',
  },
  {
    id: 'permanent-resident',
    label: '外国人永久居留身份证(新版 18 位)',
    name: 'MARTIN CLAIRE',
    credentialType: 'foreignPermanentResident',
    credentialNo: '911000198604090011',
    identityLevel: 2,
    weixin: { openid: 'o5qAu57R6DXTifmrveEPDriI5n69', realName: 'none' },
    alipay: { userId: '2088449834599215', openId: '04wlRtixo6F9AN0y76tgnA8ZeG1cFPzF7DFKcxdAGvZU', certifyOutcome: 'fail' },
    unifiedIdentity: true,
    note: '以 9 开头的 18 位号码查到正常参保,姓名为拉丁字母,中间有空格。',
  },
  {
    id: 'permanent-resident-old',
    label: '外国人永久居留身份证(旧版 15 位)',
    name: 'NOVAK JAN',
    credentialType: 'foreignPermanentResident',
    credentialNo: 'CZE330085071201',
    identityLevel: 2,
    weixin: { openid: 'o5qAu5dHnJKDK6VYBOMaDqT5JBYq', realName: 'none' },
    alipay: null,
    unifiedIdentity: false,
    note: '旧版 15 位号码,统一身份认证不支持,只能用窗口发的绑定码,核验后查到正常参保。',
  },
  {
    id: 'rare-name',
    label: '姓名有生僻字',
    name: '王𠅤㛃',
    credentialType: 'residentId',
    credentialNo: '330000199307010084',
    identityLevel: 2,
    weixin: { openid: 'o5qAu5zC6m2PW17ebj3iS24CbM8f', realName: 'verified' },
    alipay: { userId: '2088859338452355', openId: '07r6T2ywQi8JmFU19b8Qd9qpp6beqhpZIqQyTQ6UC8EI', certifyOutcome: 'pass' },
    unifiedIdentity: true,
    note: '姓名三个字(其一在基本平面之外)不截断、不变成问号,显示正常参保。',
  },
  {
    id: 'dotted-name',
    label: '姓名带间隔点',
    name: '阿依努尔·买买提',
    credentialType: 'residentId',
    credentialNo: '650000199103230020',
    identityLevel: 2,
    weixin: { openid: 'o5qAu5iU7OcoOQXgJ7vc395UoaUC', realName: 'verified' },
    alipay: { userId: '2088995981758643', openId: '0w7GQVh7haMrBpVRg7EHqVYEgxYDTtj8R1zyILMKr3Uo', certifyOutcome: 'pass' },
    unifiedIdentity: true,
    note: '间隔点用·或・或•输入都能查到本人,显示正常参保。',
  },
  {
    id: 'child',
    label: '不满十四周岁',
    name: '郑小雨',
    credentialType: 'residentId',
    credentialNo: '330000201605100117',
    identityLevel: 2,
    weixin: { openid: 'o5qAu50mhZLxV487q7164VLnE7NL', realName: 'verified' },
    alipay: { userId: '2088869859285977', openId: '03RaWJCnOcsq91fECnSIyYbkQOSn0Wec32eU46K1dHrA', certifyOutcome: 'pass' },
    unifiedIdentity: true,
    note: '不显示任何参保信息(医保部门有居民医保记录),说明需由监护人办理,给出窗口和 12345。',
  },
  {
    id: 'deceased',
    label: '已去世人员',
    name: '黄德福',
    credentialType: 'residentId',
    credentialNo: '330000194801300121',
    identityLevel: 2,
    weixin: { openid: 'o5qAu5foeKvIxjF7v7QsQgyLGo39', realName: 'verified' },
    alipay: { userId: '2088316383212996', openId: '0ASHcBBiKRLONzJqbmlVoqJZq92H97w7zIjtpvOoc92o', certifyOutcome: 'pass' },
    unifiedIdentity: true,
    note: '两个部门都不返回数据,页面只给出线下办理方式。',
  },
  {
    id: 'never-insured',
    label: '从未参保',
    name: '徐静怡',
    credentialType: 'residentId',
    credentialNo: '330000200311080136',
    identityLevel: 1,
    weixin: { openid: 'o5qAu5IibwGwLujb1ldSpcX7hyeX', realName: 'verified' },
    alipay: { userId: '2088586641099626', openId: '0HAH7RQUYu8n5mVxXpCy43nrk2hRizbWD0dwV6kCxmbY', certifyOutcome: 'fail' },
    unifiedIdentity: true,
    note: '两个部门都显示未参保,这不是错误,页面说明如何参保;统一身份认证默认只有初级,须提升。',
  },
  {
    id: 'moved',
    label: '跨市转移接续',
    name: '马超',
    credentialType: 'residentId',
    credentialNo: '320000198909250142',
    identityLevel: 2,
    weixin: { openid: 'o5qAu5R06oJJHXC2DVjaazqNVnVc', realName: 'verified' },
    alipay: { userId: '2088989663177389', openId: '0zU3vJ2GK7ye016UIHc9mJ7VSBel7Mc9uOTbXCtAhOfE', certifyOutcome: 'pass' },
    unifiedIdentity: true,
    note: '两个参保地,2020 年 3 月有一行转入,原参保地的月份不在本市明细中而计入转入的月数。',
  },
];

/** @returns the demo person with this id, or undefined */
export function demoPerson(id: string): DemoPerson | undefined {
  return demoPeople.find((person) => person.id === id);
}
