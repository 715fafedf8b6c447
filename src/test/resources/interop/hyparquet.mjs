// Prints every row of a Parquet file, a line each: times in microseconds, doubles as the hexadecimal of their bits.
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'

const file = await asyncBufferFromFile(process.argv.at(-1))
const metadata = await parquetMetadataAsync(file)
const columns = metadata.schema.slice(1)
// A Date has no microseconds.
const parsers = { timestampFromMilliseconds: ms => ms * 1000n, timestampFromMicroseconds: us => us }
const rows = await parquetReadObjects({ file, metadata, compressors, parsers })

const view = new DataView(new ArrayBuffer(8))
function text(value, column) {
  if (value === null || value === undefined) return 'null'
  if (column.type === 'DOUBLE') {
    view.setFloat64(0, value)
    return view.getBigUint64(0).toString(16).padStart(16, '0')
  }
  return String(value)
}

const lines = rows.map(row => columns.map(column => text(row[column.name], column)).join('\u001f'))
process.stdout.write(lines.map(line => line + '\n').join(''))
