export default definePageConfig({ navigationBarTitleText: '社会保险' })
