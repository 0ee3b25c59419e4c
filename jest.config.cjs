/** Test projects. All run as real ES modules under Node 24; the npm script sets the flag for that. */
const esm = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/test/support/strip-types.cjs' },
  moduleFileExtensions: ['ts', 'mjs', 'js', 'cjs', 'json', 'node'],
  setupFiles: ['<rootDir>/test/support/only-loopback.mjs'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/'],
};

module.exports = {
  // A loaded machine is no defect: a hook that closes a database may take its time.
  testTimeout: 60_000,
  projects: [
    {
      ...esm,
      displayName: 'unit',
      testMatch: ['<rootDir>/{src,config,test}/**/*.test.ts'],
      testPathIgnorePatterns: [...esm.testPathIgnorePatterns, '\\.(storage|sdk)\\.test\\.ts$'],
    },
    // Apart from all others: a library of the official SDK changes every socket of the process it is loaded in.
    { ...esm, displayName: 'sdk', testMatch: ['<rootDir>/src/**/*.sdk.test.ts'] },
    { ...esm, displayName: 'storage', testMatch: ['<rootDir>/{src,test}/**/*.storage.test.ts'] },
  ],
};
