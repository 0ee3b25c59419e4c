// Used by Taro's webpack runner only; the gateway and the tests run TypeScript by type stripping.
module.exports = {
  presets: [
    [
      'taro',
      {
        framework: 'react',
        ts: true,
        compiler: 'webpack5',
        // The hosts bring core-js; own polyfills would only add weight.
        useBuiltIns: false,
      },
    ],
  ],
}
