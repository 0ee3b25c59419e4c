const tabs = [
  { pagePath: 'pages/home/index', text: '首页' },
  { pagePath: 'pages/services/index', text: '服务' },
  { pagePath: 'pages/messages/index', text: '消息' },
  { pagePath: 'pages/mine/index', text: '我的' },
]

export default defineAppConfig({
  pages: ['pages/home/index', 'pages/services/index', 'pages/messages/index', 'pages/mine/index'],
  subPackages: [
    {
      root: 'services/social-security',
      pages: ['pages/overview/index', 'pages/contributions/index', 'pages/account/index', 'pages/medical/index'],
    },
  ],
  preloadRule: { 'pages/home/index': { network: 'all', packages: ['services/social-security'] } },
  window: {
    navigationBarBackgroundColor: '#FFFFFF',
    navigationBarTextStyle: 'black',
    navigationBarTitleText: '城办',
    backgroundColor: '#F3F5F8',
    backgroundTextStyle: 'dark',
  },
  tabBar: { color: '#5F6B7C', selectedColor: '#0F5BC4', backgroundColor: '#FFFFFF', borderStyle: 'white', list: tabs },
  lazyCodeLoading: 'requiredComponents',
  __usePrivacyCheck__: true,
  networkTimeout: { request: 10000, connectSocket: 10000, uploadFile: 60000, downloadFile: 60000 },
})
