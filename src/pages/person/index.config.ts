export default definePageConfig({ navigationBarTitleText: '身份和记住我', enablePageMeta: true })
