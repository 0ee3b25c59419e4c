const browser = process.env.TARO_ENV === 'h5'
/** Only WeChat draws its own bars in the dark by variables of theme.json; Alipay has no such thing, so it stays light. */
const themed = process.env.TARO_ENV === 'weapp'
const bar = (light: string, name: string) => (themed ? `@${name}` : light)

const tabs = [
  { pagePath: 'pages/home/index', text: '首页', icon: 'home' },
  { pagePath: 'pages/services/index', text: '服务', icon: 'services' },
  { pagePath: 'pages/messages/index', text: '消息', icon: 'messages' },
  { pagePath: 'pages/mine/index', text: '我的', icon: 'mine' },
]

export default defineAppConfig({
  pages: [
    'pages/home/index',
    'pages/services/index',
    'pages/messages/index',
    'pages/mine/index',
    'pages/identity/index',
    'pages/consent/index',
    'pages/help/index',
    'pages/error/index',
  ],
  subPackages: [
    // Not needed at launch: each is fetched when it is opened. Help, errors and consent stay in the main package, for bad networks.
    { root: 'pages/checkrequest', pages: ['index', 'list', 'detail'] },
    { root: 'pages/person', pages: ['index', 'step-up'] },
    ...['privacy', 'about', 'data', 'settings'].map((name) => ({ root: `pages/${name}`, pages: ['index'] })),
    {
      root: 'services/social-security',
      pages: ['pages/overview/index', 'pages/contributions/index', 'pages/account/index', 'pages/medical/index', ...['retirement/index', 'estimate/index', 'flexible/index', 'flexible/draft', 'healthcare/index', 'alerts/index', 'qualification/index', 'certificates/index', 'certificate/index', 'certificate-issue/index', 'verify/index'].map((name) => `pages/${name}`)],
    },
  ],
  preloadRule: {
    'pages/home/index': { network: 'all', packages: ['services/social-security'] },
    'pages/mine/index': { network: 'all', packages: ['pages/data', 'pages/settings', 'pages/checkrequest', 'pages/person'] },
  },
  window: {
    navigationBarBackgroundColor: bar('#FFFFFF', 'bar'),
    navigationBarTextStyle: bar('black', 'barText') as 'black',
    navigationBarTitleText: '城办',
    backgroundColor: bar('#F3F5F8', 'page'),
    backgroundTextStyle: bar('dark', 'pull') as 'dark',
    // The browser edition draws its own title bar.
    ...(browser ? { navigationStyle: 'custom' as const } : {}),
  },
  tabBar: {
    color: bar('#5F6B7C', 'tab'),
    selectedColor: bar('#0F5BC4', 'tabHere'),
    backgroundColor: bar('#FFFFFF', 'bar'),
    borderStyle: bar('white', 'tabBorder') as 'white',
    // In the browser our own bar: real buttons, elder sizes. The list stays, because the router keeps tab pages alive by it.
    ...(browser ? { custom: true } : {}),
    list: tabs.map(({ pagePath, text, icon }) => ({
      pagePath,
      text,
      ...(browser ? {} : { iconPath: `client/ui/tab-bar/icons/${icon}.png`, selectedIconPath: `client/ui/tab-bar/icons/${icon}-on.png` }),
    })),
  },
  lazyCodeLoading: 'requiredComponents',
  __usePrivacyCheck__: true,
  networkTimeout: { request: 10000, connectSocket: 10000, uploadFile: 60000, downloadFile: 60000 },
  ...(themed ? { darkmode: true, themeLocation: 'theme.json' } : {}),
  ...(browser ? { animation: false } : {}),
})
