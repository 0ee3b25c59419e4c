/** Words of the kit: what every page may say. Services reuse them through `t`. */
export const kit = {
  'app.name': '城办',
  'app.city': '示例市政务服务',
  'app.slogan': '一处进，办成事',

  'tab.home': '首页',
  'tab.services': '服务',
  'tab.messages': '消息',
  'tab.mine': '我的',

  'header.back': '返回',
  'header.home': '回首页',
  'header.backTo': '返回上一页',

  'help.title': '需要帮助',
  'help.call': '拨打 12345',
  'help.callHint': '政务服务热线，每天 24 小时',
  'help.outlet': '就近网点',
  'help.strip': '办理中遇到问题，可以拨打 12345，或到就近网点办理',

  'button.busy': '正在办理，请稍候',
  'button.cannot': '现在还不能点：{reason}',
  'button.retry': '重新查询',
  'button.cancelWait': '不等了',
  'button.close': '关闭',
  'button.backHome': '回首页',
  'button.signIn': '去登录',
  'button.verify': '去实名核验',
  'button.consent': '查看并授权',
  'button.seeOutlet': '查看网点',
  'button.fix': '返回修改',

  'field.required': '必填',
  'field.optional': '选填',
  'field.error': '请核对：{message}',

  'state.loading': '正在查询，请稍候',
  'state.loadingWhat': '正在查询{what}，请稍候',
  'state.slow': '{who}还没有返回数据，我们仍在等。您可以继续等，也可以先做别的。',
  'state.gaveUp': '等了 8 秒，{who}还没有返回数据',
  'state.gaveUpDetail': '您的信息没有变化。可以稍后重新查询，或拨打 12345。',
  'state.offline': '手机没有连上网络',
  'state.offlineDetail': '连上网络后可以重新查询。不方便上网时，可以拨打 12345 或到网点办理。',
  'state.stale': '这是 {date} 的数据，{who}暂时没有返回更新的数据',
  'state.missing': '{who}没有返回数据，这一部分暂时看不到',
  'state.missingDetail': '其余内容不受影响。可以重新查询，或拨打 12345。',
  'state.unreadable': '网络中途返回了看不懂的内容',
  'state.late': '城办平台没有及时回应',
  'state.retryAfter': '请在 {seconds} 秒后再试',
  'state.trace': '查询编号 {id}',
  'state.asOf': '数据截至 {date}',
  'state.source': '数据来自{who}',
  'state.who': '主管部门',

  'empty.nothing': '还没有内容',

  'list.more': '再看 {count} 条',
  'list.shown': '已显示 {shown} 条，共 {total} 条',
  'list.end': '已全部显示，共 {total} 条',
  'list.loadFailed': '后面的内容没有查到',

  'tag.ok': '正常',
  'tag.pending': '办理中',
  'tag.attention': '请留意',
  'tag.stopped': '已停',
  'tag.none': '无',

  'bars.year': '{year}年：{value}',
  'bars.partly': '{months} 个月',

  'error.title': '这个页面没有打开',
  'error.detail': '您的信息没有变化，也没有提交任何内容。',
  'error.next': '可以重新打开，或先回首页。一直打不开时，请拨打 12345。',
  'error.reopen': '重新打开',

  'sandbox.mark': 'SANDBOX 演示环境，数据是虚构的',
} as const
