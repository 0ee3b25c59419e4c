export default definePageConfig({ navigationBarTitleText: '出错了', enablePageMeta: true })
