import { createRequire } from 'node:module'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'

const require = createRequire(import.meta.url)
const { zoneOf, mayImport } = require('./zones.js') as {
  zoneOf(file: string): { name: string; service: string | null } | null
  mayImport(from: object, to: object, isTest: boolean): boolean
}
const root = path.resolve(import.meta.dirname, '../..')
const may = (from: string, to: string, isTest = false) => mayImport(zoneOf(path.join(root, from))!, zoneOf(path.join(root, to))!, isTest)

describe('who may import whom', () => {
  test.each([
    ['src/contract/levels.ts', 'src/gateway/ports.ts'],
    ['src/client/gateway/client.ts', 'src/gateway/ports.ts'],
    ['src/pages/home/index.tsx', 'src/services/social-security/contract.ts'],
    ['src/services/social-security/pages/overview/index.tsx', 'src/services/traffic-fines/contract.ts'],
    ['src/services/social-security/department.ts', 'src/gateway/ports.ts'],
    ['src/services/social-security/department.ts', 'src/services/social-security/sandbox.ts'],
    ['src/services/social-security/pages/overview/index.tsx', 'src/services/social-security/policy/retirement.ts'],
    ['src/services/social-security/sandbox.ts', 'src/services/social-security/policy/retirement.ts'],
    ['src/services/social-security/server.ts', 'src/services/social-security/department.ts'],
    ['src/services/social-security/server.ts', 'src/gateway/ports.ts'],
    ['src/gateway/http/session.ts', 'src/services/social-security/contract.ts'],
    ['src/gateway/app.ts', 'src/sandbox/server.ts'],
    ['src/sandbox/server.ts', 'src/services/social-security/department.ts'],
    ['src/console/main.tsx', 'src/client/gateway/client.ts'],
  ])('%s may not import %s', (from, to) => {
    expect(may(from, to)).toBe(false)
  })
  test.each([
    ['src/client/gateway/client.ts', 'src/contract/signing.ts'],
    ['src/services/social-security/pages/overview/index.tsx', 'src/services/social-security/store.ts'],
    ['src/services/social-security/pages/overview/index.tsx', 'src/client/ui/index.ts'],
    ['src/gateway/registry.ts', 'src/services/social-security/department.ts'],
    ['src/gateway/registry.ts', 'src/services/social-security/server.ts'],
    ['src/services/social-security/server/retirement.ts', 'src/services/social-security/policy/retirement.ts'],
    ['src/gateway/app.ts', 'src/gateway/registry.ts'],
    ['src/sandbox/server.ts', 'src/services/social-security/sandbox.ts'],
  ])('%s may import %s', (from, to) => {
    expect(may(from, to)).toBe(true)
  })
  test('only a test beside gateway code may start the sandbox city', () => {
    expect(may('src/gateway/identity/a.test.ts', 'src/sandbox/server.ts', true)).toBe(true)
    expect(may('src/gateway/identity/a.ts', 'src/sandbox/server.ts')).toBe(false)
  })
})
