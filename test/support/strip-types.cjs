/**
 * Jest transform for the code Node runs by itself: types are stripped exactly as the run time strips them,
 * so tests and gateway see the same program. No Babel here: babel-preset-taro belongs to the pages.
 */
const { stripTypeScriptTypes } = require('node:module');

module.exports = {
  process(source, path) {
    return { code: /\.ts$/.test(path) ? stripTypeScriptTypes(source, { mode: 'strip' }) : source };
  },
  getCacheKey(source, path) {
    return require('node:crypto').createHash('sha256').update(`strip-1\0${path}\0${source}`).digest('hex');
  },
};
