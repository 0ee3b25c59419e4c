export default definePageConfig({ navigationBarTitleText: '参保草稿', enablePageMeta: true })
