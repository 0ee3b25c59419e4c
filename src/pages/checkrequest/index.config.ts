export default definePageConfig({ navigationBarTitleText: '有疑问', enablePageMeta: true })
