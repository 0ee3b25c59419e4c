/// <reference types="@tarojs/taro" />

declare module '*.scss'
declare module '*.png' {
  const path: string
  export default path
}

declare namespace NodeJS {
  interface ProcessEnv {
    /** Host the package is built for; Taro puts it in at build time. */
    TARO_ENV: 'weapp' | 'alipay' | 'h5'
  }
}
