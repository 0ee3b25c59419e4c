export default definePageConfig({ navigationBarTitleText: '关于城办', enablePageMeta: true })
