export default definePageConfig({ navigationBarTitleText: '城办', enablePageMeta: true })
