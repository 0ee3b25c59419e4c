/**
 * What the pages show of each demo person, in the very words and figures, as of 15 November 2026. Written here once more,
 * independent of the code that makes them: a changed rate, career or word must be stated here too.
 */
/** `rows` are those on the page: several payments of one month and insurance stand in one row. */
export interface Part { insurances: string[], rows: number, unit: string, personal: string, statement: string, balance: string }
export interface Figures { rs: Part & { principal: string, interest: string }, yb: Part }

export const figures = {
  employee: {
    rs: {
      insurances: ['企业职工基本养老保险 正常参保缴费 2011年7月起参保 · 示例市 183 个月', '失业保险 正常参保缴费 2011年7月起参保 · 示例市 183 个月', '工伤保险 正常参保缴费 2011年7月起参保 · 示例市 183 个月'],
      rows: 552, unit: '¥249,202.40', personal: '¥117,436.00', statement: '对账到 2026年9月',
      balance: '¥138,785.75', principal: '¥109,440.00', interest: '¥29,345.75'
    },
    yb: {
      insurances: ['职工基本医疗保险 正常参保缴费 2011年7月起参保 · 示例市 183 个月', '生育保险 正常参保缴费 2011年7月起参保 · 示例市 183 个月'],
      rows: 368, unit: '¥135,396.80', personal: '¥27,632.00', statement: '对账到 2026年9月',
      balance: '¥44,357.11'
    }
  },
  flexible: {
    rs: {
      insurances: ['企业职工基本养老保险 正常参保缴费 2015年1月起参保 · 示例市 141 个月'],
      rows: 142, unit: '¥0.00', personal: '¥104,680.00', statement: '对账到 2026年9月',
      balance: '¥51,681.59', principal: '¥41,496.00', interest: '¥10,185.59'
    },
    yb: {
      insurances: ['职工基本医疗保险 正常参保缴费 2015年1月起参保 · 示例市 141 个月'],
      rows: 142, unit: '¥0.00', personal: '¥47,106.00', statement: '对账到 2026年9月',
      balance: '¥10,537.04'
    }
  },
  retired: {
    rs: {
      insurances: ['企业职工基本养老保险 退休 1992年6月起参保 · 示例市 327 个月', '失业保险 终止参保 1999年1月起参保 · 示例市 248 个月', '工伤保险 终止参保 2004年1月起参保 · 示例市 188 个月'],
      rows: 763, unit: '¥127,401.00', personal: '¥49,572.20', statement: '对账到 2019年8月',
      balance: '¥78,819.48', principal: '¥51,463.60', interest: '¥27,355.88'
    },
    yb: {
      insurances: ['职工基本医疗保险 退休 2001年1月起参保 · 示例市 224 个月', '生育保险 终止参保 2004年1月起参保 · 示例市 188 个月'],
      rows: 412, unit: '¥55,664.80', personal: '¥11,416.00', statement: '对账到 2019年8月',
      balance: '¥23,396.73'
    }
  },
  gap: {
    rs: {
      insurances: ['企业职工基本养老保险 正常参保缴费 2014年7月起参保 · 示例市 145 个月', '失业保险 正常参保缴费 2014年7月起参保 · 示例市 140 个月', '工伤保险 正常参保缴费 2014年7月起参保 · 示例市 140 个月'],
      rows: 424, unit: '¥133,446.80', personal: '¥63,162.00', statement: '对账到 2026年9月',
      balance: '¥73,245.65', principal: '¥58,960.00', interest: '¥14,285.65'
    },
    yb: {
      insurances: ['职工基本医疗保险 正常参保缴费 2014年7月起参保 · 示例市 140 个月', '生育保险 正常参保缴费 2014年7月起参保 · 示例市 140 个月'],
      rows: 282, unit: '¥71,069.60', personal: '¥14,504.00', statement: '对账到 2026年9月',
      balance: '¥22,990.78'
    }
  },
  'forty-years': {
    rs: {
      insurances: ['企业职工基本养老保险 正常参保缴费 1986年7月起参保 · 示例市 483 个月', '失业保险 正常参保缴费 1999年1月起参保 · 示例市 333 个月', '工伤保险 正常参保缴费 2004年1月起参保 · 示例市 273 个月'],
      rows: 1092, unit: '¥226,848.80', personal: '¥98,718.40', statement: '对账到 2026年9月',
      balance: '¥153,437.05', principal: '¥97,071.60', interest: '¥56,365.45'
    },
    yb: {
      insurances: ['职工基本医疗保险 正常参保缴费 2001年1月起参保 · 示例市 309 个月', '生育保险 正常参保缴费 2004年1月起参保 · 示例市 273 个月'],
      rows: 584, unit: '¥111,812.00', personal: '¥22,875.20', statement: '对账到 2026年9月',
      balance: '¥40,285.26'
    }
  },
  'hk-permit': {
    rs: {
      insurances: ['企业职工基本养老保险 正常参保缴费 2019年3月起参保 · 示例市 91 个月', '失业保险 正常参保缴费 2019年3月起参保 · 示例市 91 个月', '工伤保险 正常参保缴费 2019年3月起参保 · 示例市 91 个月'],
      rows: 276, unit: '¥160,188.40', personal: '¥80,206.00', statement: '对账到 2026年9月',
      balance: '¥82,917.33', principal: '¥74,544.00', interest: '¥8,373.33'
    },
    yb: {
      insurances: ['职工基本医疗保险 正常参保缴费 2019年3月起参保 · 示例市 91 个月', '生育保险 正常参保缴费 2019年3月起参保 · 示例市 91 个月'],
      rows: 184, unit: '¥92,472.80', personal: '¥18,872.00', statement: '对账到 2026年9月',
      balance: '¥27,608.54'
    }
  },
  'macao-permit': {
    rs: {
      insurances: ['企业职工基本养老保险 正常参保缴费 2020年9月起参保 · 示例市 73 个月', '失业保险 正常参保缴费 2020年9月起参保 · 示例市 73 个月', '工伤保险 正常参保缴费 2020年9月起参保 · 示例市 73 个月'],
      rows: 222, unit: '¥84,533.80', personal: '¥42,517.00', statement: '对账到 2026年9月',
      balance: '¥42,332.19', principal: '¥39,448.00', interest: '¥2,884.19'
    },
    yb: {
      insurances: ['职工基本医疗保险 正常参保缴费 2020年9月起参保 · 示例市 73 个月', '生育保险 正常参保缴费 2020年9月起参保 · 示例市 73 个月'],
      rows: 148, unit: '¥49,019.60', personal: '¥10,004.00', statement: '对账到 2026年9月',
      balance: '¥13,460.96'
    }
  },
  'taiwan-permit': {
    rs: {
      insurances: ['企业职工基本养老保险 暂停缴费 2018年5月起参保 · 示例市 74 个月', '失业保险 暂停缴费 2018年5月起参保 · 示例市 74 个月', '工伤保险 暂停缴费 2018年5月起参保 · 示例市 74 个月'],
      rows: 222, unit: '¥117,030.80', personal: '¥56,882.00', statement: '对账到 2026年9月',
      balance: '¥64,042.93', principal: '¥53,536.00', interest: '¥10,506.93'
    },
    yb: {
      insurances: ['职工基本医疗保险 暂停缴费 2018年5月起参保 · 示例市 74 个月', '生育保险 暂停缴费 2018年5月起参保 · 示例市 74 个月'],
      rows: 148, unit: '¥65,581.60', personal: '¥13,384.00', statement: '对账到 2026年9月',
      balance: '¥23,628.91'
    }
  },
  'permanent-resident': {
    rs: {
      insurances: ['企业职工基本养老保险 正常参保缴费 2016年9月起参保 · 示例市 121 个月', '失业保险 正常参保缴费 2016年9月起参保 · 示例市 121 个月', '工伤保险 正常参保缴费 2016年9月起参保 · 示例市 121 个月'],
      rows: 366, unit: '¥268,226.60', personal: '¥128,469.00', statement: '对账到 2026年9月',
      balance: '¥142,812.58', principal: '¥119,720.00', interest: '¥23,092.58'
    },
    yb: {
      insurances: ['职工基本医疗保险 正常参保缴费 2016年9月起参保 · 示例市 121 个月', '生育保险 正常参保缴费 2016年9月起参保 · 示例市 121 个月'],
      rows: 244, unit: '¥148,117.20', personal: '¥30,228.00', statement: '对账到 2026年9月',
      balance: '¥47,769.12'
    }
  },
  'permanent-resident-old': {
    rs: {
      insurances: ['企业职工基本养老保险 正常参保缴费 2010年2月起参保 · 示例市 200 个月', '失业保险 正常参保缴费 2010年2月起参保 · 示例市 200 个月', '工伤保险 正常参保缴费 2010年2月起参保 · 示例市 200 个月'],
      rows: 603, unit: '¥394,818.60', personal: '¥180,149.00', statement: '对账到 2026年9月',
      balance: '¥234,265.16', principal: '¥168,344.00', interest: '¥65,921.16'
    },
    yb: {
      insurances: ['职工基本医疗保险 正常参保缴费 2010年2月起参保 · 示例市 200 个月', '生育保险 正常参保缴费 2010年2月起参保 · 示例市 200 个月'],
      rows: 402, unit: '¥207,701.20', personal: '¥42,388.00', statement: '对账到 2026年9月',
      balance: '¥73,325.22'
    }
  },
  'rare-name': {
    rs: {
      insurances: ['企业职工基本养老保险 正常参保缴费 2015年7月起参保 · 示例市 135 个月', '失业保险 正常参保缴费 2015年7月起参保 · 示例市 135 个月', '工伤保险 正常参保缴费 2015年7月起参保 · 示例市 135 个月'],
      rows: 408, unit: '¥115,267.20', personal: '¥54,808.00', statement: '对账到 2026年9月',
      balance: '¥62,335.71', principal: '¥51,096.00', interest: '¥11,239.71'
    },
    yb: {
      insurances: ['职工基本医疗保险 正常参保缴费 2015年7月起参保 · 示例市 135 个月', '生育保险 正常参保缴费 2015年7月起参保 · 示例市 135 个月'],
      rows: 272, unit: '¥63,190.40', personal: '¥12,896.00', statement: '对账到 2026年9月',
      balance: '¥20,409.56'
    }
  },
  'dotted-name': {
    rs: {
      insurances: ['企业职工基本养老保险 正常参保缴费 2013年9月起参保 · 示例市 157 个月', '失业保险 正常参保缴费 2013年9月起参保 · 示例市 157 个月', '工伤保险 正常参保缴费 2013年9月起参保 · 示例市 157 个月'],
      rows: 474, unit: '¥128,400.20', personal: '¥59,993.00', statement: '对账到 2026年9月',
      balance: '¥71,481.19', principal: '¥55,960.00', interest: '¥15,521.19'
    },
    yb: {
      insurances: ['职工基本医疗保险 正常参保缴费 2013年9月起参保 · 示例市 157 个月', '生育保险 正常参保缴费 2013年9月起参保 · 示例市 157 个月'],
      rows: 316, unit: '¥69,168.40', personal: '¥14,116.00', statement: '对账到 2026年9月',
      balance: '¥23,199.03'
    }
  },
  moved: {
    rs: {
      insurances: ['企业职工基本养老保险 正常参保缴费 2019年11月起参保 · 示例市 149 个月', '失业保险 正常参保缴费 2019年11月起参保 · 示例市 83 个月', '工伤保险 正常参保缴费 2019年11月起参保 · 示例市 83 个月'],
      rows: 252, unit: '¥95,586.40', personal: '¥48,076.00', statement: '对账到 2026年9月',
      balance: '¥79,232.19', principal: '¥68,470.40', interest: '¥10,761.79'
    },
    yb: {
      insurances: ['职工基本医疗保险 正常参保缴费 2019年11月起参保 · 示例市 83 个月', '生育保险 正常参保缴费 2019年11月起参保 · 示例市 83 个月'],
      rows: 168, unit: '¥55,428.80', personal: '¥11,312.00', statement: '对账到 2026年9月',
      balance: '¥15,893.54'
    }
  }
} satisfies Record<string, Figures>
