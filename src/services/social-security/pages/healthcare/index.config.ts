export default definePageConfig({ navigationBarTitleText: '医疗和生育保险', enablePageMeta: true })
