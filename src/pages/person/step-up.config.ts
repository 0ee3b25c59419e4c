export default definePageConfig({ navigationBarTitleText: '再核验一次身份', enablePageMeta: true })
