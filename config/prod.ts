/** Production: smallest packages. No source maps: they would ship with the package. */
export default {
  mini: {
    optimizeMainPackage: { enable: true },
    minifyXML: { collapseWhitespace: true },
    enableSourceMap: false,
  },
  h5: { enableSourceMap: false },
}
