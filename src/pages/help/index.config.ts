export default definePageConfig({ navigationBarTitleText: '帮助与网点', enablePageMeta: true })
