/** How a room's TypeScript becomes what Node runs. */
const transformWith = (parser, transform, experimental = {}) => [
  '@swc/jest',
  {
    jsc: { target: 'es2023', keepClassNames: true, parser: { syntax: 'typescript', ...parser }, transform, experimental },
    module: { type: 'es6' },
    sourceMaps: 'inline',
  },
];

/** As in the build (web/lingui-macros.ts). */
const lingui = { plugins: [['@lingui/swc-plugin', { runtimeModules: { Trans: ['#trans', 'Trans'] } }]] };

/** One Jest for every room: unit, integration, contract and end-to-end tests by file name (see CONTRIBUTING.md). */
export default {
  // Setup is loaded by Node itself, so from dist: `npm test` builds first.
  globalSetup: './packages/testkit/dist/jest/jest-global-setup.js',
  globalTeardown: './packages/testkit/dist/jest/jest-global-teardown.js',
  testMatch: ['**/*.test.ts', '**/*.test.tsx', '**/*.e2e.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['/dist/'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['hotpass-src', 'node', 'node-addons'] },
  // Styles are the browser's business: a class name is its own name.
  moduleNameMapper: { '\\.css$': '<rootDir>/tools/src/style-names.js' },
  transform: {
    '/web/.+\\.tsx?$': transformWith({ tsx: true }, { react: { runtime: 'automatic' } }, lingui),
    '^.+\\.ts$': transformWith({ decorators: true }, { legacyDecorator: true, useDefineForClassFields: false }),
  },
  reporters: ['default', '<rootDir>/tools/src/summary-reporter.js'],
  testTimeout: 60_000,
  maxWorkers: 2,
  workerIdleMemoryLimit: '600MB',
};
