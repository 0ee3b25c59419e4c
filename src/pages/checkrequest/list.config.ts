export default definePageConfig({ navigationBarTitleText: '我提出的疑问', enablePageMeta: true })
