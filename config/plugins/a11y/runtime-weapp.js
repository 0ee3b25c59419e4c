// Run-time half for WeChat; Taro loads it right after the platform's own runtime.
import { mergeInternalComponents } from '@tarojs/shared'
import { weapp } from './attributes'

mergeInternalComponents(weapp)
