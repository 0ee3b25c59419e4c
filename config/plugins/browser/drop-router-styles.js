/** Webpack loader: empties the router's `addStyle`. Fails the build when an upgrade renamed it, instead of bringing the styles back unnoticed. */
module.exports = function dropRouterStyles(source) {
  const start = 'function addStyle(css) {'
  if (!source.includes(start)) throw new Error('the router has no addStyle(css) any more: look at config/plugins/browser')
  return source.replace(start, `${start}\n    return;`)
}
