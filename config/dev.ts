/** Development: watch builds stay fast and readable. */
export default {
  logger: { quiet: false, stats: false },
  mini: { optimizeMainPackage: { enable: false } },
  h5: {},
}
