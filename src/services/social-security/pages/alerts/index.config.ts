export default definePageConfig({ navigationBarTitleText: '社保提醒', enablePageMeta: true })
