export default definePageConfig({ navigationBarTitleText: '社会保险', enablePageMeta: true })
