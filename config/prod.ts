/** Production: smallest packages. No source maps: they would ship with the package. */
export default {
  mini: {
    optimizeMainPackage: { enable: true },
    // Off: the minifier takes <input> for HTML's void element and drops its end tag, which WeChat's compiler refuses.
    minifyXML: { collapseWhitespace: false },
    enableSourceMap: false,
  },
  h5: { enableSourceMap: false },
}
