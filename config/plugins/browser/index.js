const path = require('node:path')
const { NormalModuleReplacementPlugin } = require('webpack')

/**
 * Local Taro plugin for the browser edition: lets it live under `style-src 'self'` and leaves out what it does not use.
 * - The router writes its styles into <style> elements at run time; ours stand in src/client/theme/browser.scss.
 * - The framework's tab bar is a web component and brings a whole run time for them; ours is src/client/ui/tab-bar.
 * - The framework's style sheets for its own controls are put in by script; ours bring their own.
 */
module.exports = (ctx) => {
  if (process.env.TARO_ENV !== 'h5') return
  ctx.modifyWebpackChain(({ chain }) => {
    const here = (file) => path.join(__dirname, file)
    chain.resolve.alias.set('@tarojs/components/dist/components', here('no-web-components.js'))
    chain.plugin('noFrameworkStyles').use(NormalModuleReplacementPlugin, [/@tarojs[/\\]components(-react)?[/\\].*\.s?css$/, here('no-styles.js')])
    chain.module
      .rule('routerStyles')
      .test(/@tarojs[\\/]router[\\/]dist[\\/](index\.esm|style)\.js$/)
      .use('dropRouterStyles')
      .loader(here('drop-router-styles.js'))
  })
}
