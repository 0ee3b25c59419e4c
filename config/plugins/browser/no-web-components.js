// In place of the framework's web components; see index.js. Every name is there and does nothing: components of ours are React only.
module.exports = new Proxy({}, { get: () => () => undefined })
