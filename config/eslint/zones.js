/**
 * Who may import whom. The rule resolves every relative import to a zone of the house and refuses what the table does not allow.
 * Packages from npm are not its business.
 */
const path = require('node:path')

const root = path.resolve(__dirname, '../..')

/** First match wins; `service` captures the folder of a service so that services stay strangers. */
const zones = [
  ['contract', /^src\/contract\//],
  ['client', /^src\/client\//],
  ['service-contract', /^src\/services\/([^/]+)\/(?:contract\.(?:test\.)?ts$|operations\/)/],
  ['service-department', /^src\/services\/([^/]+)\/department(\.(test\.)?ts$|\/)/],
  ['service-server', /^src\/services\/([^/]+)\/server(\.(test\.)?ts$|\/)/],
  ['service-policy', /^src\/services\/([^/]+)\/policy\//],
  ['service-sandbox', /^src\/services\/([^/]+)\/sandbox(\.(test\.)?ts$|\/)/],
  ['service-client', /^src\/services\/([^/]+)\//],
  ['pages', /^src\/pages\//],
  ['registry', /^src\/gateway\/registry\.ts$/],
  ['gateway', /^src\/gateway\//],
  ['console', /^src\/console\//],
  ['sandbox', /^src\/sandbox\//],
  ['app', /^src\/app\./],
  ['config', /^config\//],
  ['test', /^test\//],
]

const same = 'same service'
const allowed = {
  contract: ['contract'],
  client: ['client', 'contract'],
  pages: ['pages', 'client', 'contract'],
  app: ['app', 'pages', 'client', 'contract'],
  'service-contract': ['contract', ['service-contract', same]],
  // Rules and dated tables of the service itself; the phone gets their results, never a copy.
  'service-policy': ['contract', ['service-policy', same]],
  'service-department': ['contract', ['service-contract', same], ['service-policy', same], ['service-department', same]],
  'service-server': ['contract', ['service-contract', same], ['service-policy', same], ['service-server', same]],
  'service-sandbox': ['contract', ['service-sandbox', same]],
  'service-client': ['client', 'contract', ['service-contract', same], ['service-client', same]],
  registry: ['contract', 'gateway', 'service-contract', 'service-department', 'service-server'],
  gateway: ['contract', 'gateway', 'registry'],
  console: ['console', 'contract'],
  sandbox: ['sandbox', 'contract', 'service-sandbox'],
  config: ['config', 'contract'],
  test: zones.map(([name]) => name),
}

/** Tests beside gateway code may start the sandbox city and a service's parts: they prove how the parts fit. */
const allowedInTests = { gateway: ['sandbox', 'service-contract', 'service-department', 'service-server', 'test', 'config'], sandbox: ['test', 'service-sandbox'], registry: [] }

function zoneOf(file) {
  const relative = path.relative(root, file).split(path.sep).join('/')
  for (const [name, pattern] of zones) {
    const found = pattern.exec(relative)
    if (found) return { name, service: name.startsWith('service') ? found[1] : null }
  }
  return null
}

function mayImport(from, to, isTest) {
  const list = [...(allowed[from.name] ?? []), ...(isTest ? [...(allowedInTests[from.name] ?? []), 'test'] : [])]
  return list.some((one) => (Array.isArray(one) ? one[0] === to.name && from.service === to.service : one === to.name))
}

const importZones = {
  meta: { type: 'problem', docs: { description: 'keep the import rules of docs/architecture.md' }, schema: [] },
  create(context) {
    const file = context.filename
    const from = zoneOf(file)
    if (!from) return {}
    const isTest = /\.test\.ts$/.test(file)
    const check = (node) => {
      const source = node.source?.value
      if (typeof source !== 'string' || !source.startsWith('.')) return
      const to = zoneOf(path.resolve(path.dirname(file), source))
      if (to && !mayImport(from, to, isTest)) {
        context.report({ node, message: `${from.name} may not import ${to.name} (docs/architecture.md, "Who may import whom").` })
      }
    }
    return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check, ImportExpression: check }
  },
}

module.exports = { rules: { 'import-zones': importZones }, zoneOf, mayImport }
