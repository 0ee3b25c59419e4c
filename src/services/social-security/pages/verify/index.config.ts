export default definePageConfig({ navigationBarTitleText: '核验参保证明', enablePageMeta: true })
