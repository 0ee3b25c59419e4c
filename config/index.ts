/**
 * Taro's build configuration for the three hosts.
 *
 * Sizes: one `px` in a style sheet is one density-independent pixel on every host. The px→rpx and px→rem transforms are
 * off on purpose, because rpx shrinks with narrow screens and would take the elder edition below its floor (18 dp text, 60 dp
 * targets) on a 320 dp phone. `designWidth` 375 with ratio 2 keeps `Taro.pxTransform` at the same meaning on a 375 dp screen.
 */
import path from 'node:path'
import { defineConfig } from '@tarojs/cli'
import dev from './dev.ts'
import prod from './prod.ts'

const root = path.resolve(__dirname, '..')

/** Packages whose published syntax is newer than the hosts' script engines. Taro wants absolute paths here. */
const transpiled = ['mobx', 'mobx-react-lite', 'valibot', 'dayjs', 'crypto-js', 'use-sync-external-store', 'query-string']
  .map((name) => path.join(root, 'node_modules', name))

const host = process.env.TARO_ENV ?? 'weapp'

const pxAsIs = { pxtransform: { enable: false, config: {} } }

export default defineConfig<'webpack5'>(async (merge) => {
  const base = {
    projectName: 'chengban',
    date: '2026-11-22',
    designWidth: 375,
    deviceRatio: { 375: 2, 640: 2.34 / 2, 750: 1, 828: 1.81 / 2 },
    sourceRoot: 'src',
    outputRoot: `dist/${host}`,
    plugins: ['a11y', 'browser'].map((name) => path.join(__dirname, 'plugins', name, 'index.js')),
    defineConstants: {
      // Read by the client's host adapters; empty means "same origin" in the browser.
      CHENGBAN_GATEWAY: JSON.stringify(process.env.CHENGBAN_GATEWAY ?? (host === 'h5' ? '' : 'http://127.0.0.1:8800')),
    },
    copy: { patterns: [], options: {} },
    framework: 'react',
    compiler: { type: 'webpack5', prebundle: { enable: false } },
    cache: { enable: false },
    mini: {
      compile: { include: transpiled },
      runtime: { enableInnerHTML: false },
      postcss: { ...pxAsIs, cssModules: { enable: false, config: {} } },
      miniCssExtractPluginOption: { ignoreOrder: true },
    },
    h5: {
      publicPath: './',
      staticDirectory: 'static',
      // View is a <div>, Text a <span>: attributes pass straight through, no web components.
      useHtmlComponents: true,
      noInjectGlobalStyle: true,
      router: { mode: 'hash' as const },
      compile: { include: transpiled },
      output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
      miniCssExtractPluginOption: {
        ignoreOrder: true,
        filename: 'css/[name].[contenthash:8].css',
        chunkFilename: 'css/[name].[contenthash:8].css',
      },
      postcss: { ...pxAsIs, autoprefixer: { enable: true, config: {} }, cssModules: { enable: false, config: {} } },
    },
  }
  return merge({}, base, process.env.NODE_ENV === 'development' ? dev : prod)
})
