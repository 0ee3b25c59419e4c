export default definePageConfig({ navigationBarTitleText: '疑问的进度', enablePageMeta: true })
