// Development command: writes tokens.scss from tokens.ts. The token test fails when the two differ.
import { writeFileSync } from 'node:fs'
import { tokensCss } from './tokens-css.ts'

writeFileSync(new URL('./tokens.scss', import.meta.url), tokensCss())
