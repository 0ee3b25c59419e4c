export default definePageConfig({ navigationBarTitleText: '退休时间', enablePageMeta: true })
