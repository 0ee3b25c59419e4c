import { PageMeta } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { colours } from '../../theme/tokens'
import { uiStore } from '../../ui-store'

/** Gives the area behind the page the page's own colour. Works in pages with `enablePageMeta`. */
export const Meta = observer(function Meta() {
  return <PageMeta pageStyle={`background-color:${colours[uiStore.dark ? 'dark' : 'light'].page}`} />
})
