const path = require('node:path')
const attributes = require('./attributes')

/**
 * Local Taro plugin: lets role and aria-* through to both mini-programs. The browser needs nothing: React passes them on.
 */
module.exports = (ctx) => {
  ctx.registerMethod({
    name: 'onSetupClose',
    fn(platform) {
      const added = attributes[platform.platform]
      if (!added) return
      platform.template.mergeComponents(ctx, added)
      const own = path.join(__dirname, `runtime-${platform.platform}.js`)
      platform.runtimePath = [].concat(platform.runtimePath, own)
    },
  })
}
