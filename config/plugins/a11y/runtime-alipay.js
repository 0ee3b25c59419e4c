// Run-time half for Alipay; Taro loads it right after the platform's own runtime.
import { mergeInternalComponents } from '@tarojs/shared'
import { alipay } from './attributes'

mergeInternalComponents(alipay)
