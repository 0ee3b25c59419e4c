/** Runs one program of the project under its own Node 24, after the install: `node config/bootstrap/program.mjs test/bench/main.ts …`. */
import { ensureInstalled, run } from './ground.mjs'

ensureInstalled()
process.exit((await run(process.argv.slice(2))).code)
