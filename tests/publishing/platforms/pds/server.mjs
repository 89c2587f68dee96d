// A personal data server of the AT Protocol, with a directory of its own, on 127.0.0.1.
// Says where it listens in one line of JSON, and ends when its standard input does.
import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { mkdir, mkdtemp } from 'node:fs/promises'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'

// Both servers would listen on every address of the machine.
const listen = net.Server.prototype.listen
net.Server.prototype.listen = function (where, ...rest) {
  const port = typeof where === 'object' ? where.port : where
  return listen.call(this, { port, host: '127.0.0.1' }, ...rest.filter((each) => typeof each === 'function'))
}

const freePort = () =>
  new Promise((found) => {
    const server = net.createServer().listen(0, () => {
      const { port } = server.address()
      server.close(() => found(port))
    })
  })

const folder = await mkdtemp(path.join(os.tmpdir(), 'countersign-pds-'))
const end = () => {
  rmSync(folder, { recursive: true, force: true })
  process.exit(0)
}
process.stdin.on('end', end).on('error', end).resume()
process.on('SIGTERM', end)

const plc = (await import('@did-plc/server')).default
const { PDS } = await import('@atproto/pds')

const directory = await freePort()
const port = await freePort()
await plc.PlcServer.create({ db: plc.Database.mock(), port: directory }).start()
await mkdir(path.join(folder, 'data'))
const pds = await PDS.fromEnv({
  devMode: true,
  port,
  hostname: 'localhost',
  dataDirectory: path.join(folder, 'data'),
  blobstoreDiskLocation: path.join(folder, 'blobs'),
  didPlcUrl: `http://localhost:${directory}`,
  serviceHandleDomains: ['.test'],
  adminPassword: randomBytes(16).toString('hex'),
  jwtSecret: randomBytes(16).toString('hex'),
  plcRotationKeyK256PrivateKeyHex: randomBytes(32).toString('hex'),
  inviteRequired: false,
  disableSsrfProtection: true,
  rateLimitsEnabled: true,
})
await pds.start()
console.log(JSON.stringify({ url: `http://127.0.0.1:${port}` }))
