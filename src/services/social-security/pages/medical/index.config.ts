export default definePageConfig({ navigationBarTitleText: '医疗保险', enablePageMeta: true })
