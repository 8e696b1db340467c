/** Certificates for throwaway servers, made here, since not every machine has the program for it. */
import { generateKeyPairSync, randomBytes, sign, type KeyObject } from "node:crypto"
import { chmodSync, chownSync, mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

/** DER: a tag, a length and what is in it. */
const der = (tag: number, ...parts: ReadonlyArray<Uint8Array>): Buffer => {
  const content = Buffer.concat(parts)
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

const sequence = (...parts: ReadonlyArray<Uint8Array>): Buffer => der(0x30, ...parts)
const octets = (content: Uint8Array): Buffer => der(0x04, content)
const bits = (content: Uint8Array): Buffer => der(0x03, Buffer.of(0), content)
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, "hex"))
const yes = der(0x01, Buffer.of(255))

const sha256WithRsa = sequence(oid("2a864886f70d01010b"), der(0x05))
const commonName = (name: string): Buffer => sequence(der(0x31, sequence(oid("550403"), der(0x0c, Buffer.from(name)))))
const time = (date: Date): Buffer => der(0x18, Buffer.from(date.toISOString().replace(/[-:T]|\.\d+/g, "")))
const extension = (id: string, value: Uint8Array): Buffer => sequence(oid(id), yes, octets(value))

/** Names as Node compares them: an address of four numbers is an address, all else a name. */
const nameOf = (host: string): Buffer =>
  /^\d+(\.\d+){3}$/.test(host)
    ? der(0x87, Buffer.from(host.split(".").map(Number)))
    : der(0x82, Buffer.from(host))

interface Signer {
  readonly name: string
  readonly key: KeyObject
}

const keyPair = () => generateKeyPairSync("rsa", { modulusLength: 2048 })

const certificate = (subject: string, key: KeyObject, by: Signer, extensions: ReadonlyArray<Buffer>, days = 2): string => {
  const day = 86_400_000
  const content = sequence(
    der(0xa0, der(0x02, Buffer.of(2))),
    der(0x02, Buffer.of(1), randomBytes(8)),
    sha256WithRsa,
    commonName(by.name),
    sequence(time(new Date(Date.now() - 3 * day)), time(new Date(Date.now() + days * day))),
    commonName(subject),
    key.export({ type: "spki", format: "der" }),
    der(0xa3, sequence(...extensions)),
  )
  const whole = sequence(content, sha256WithRsa, bits(sign("sha256", content, by.key)))
  return `-----BEGIN CERTIFICATE-----\n${whole.toString("base64").replace(/.{64}(?=.)/g, "$&\n")}\n-----END CERTIFICATE-----\n`
}

/** A certificate of a server, in files that it can read and nobody else, and what its authority signs others with. */
export interface ServerCertificate {
  readonly ca: string
  readonly caFile: string
  readonly certFile: string
  readonly keyFile: string
}

const isAuthority = extension("551d13", sequence(yes))

/** The certificate of an authority that nobody has heard of. */
export const strangeAuthority = (): string => {
  const { privateKey, publicKey } = keyPair()
  return certificate("Nobody", publicKey, { name: "Nobody", key: privateKey }, [isAuthority])
}

/** Makes an authority, and a certificate of it for hosts; one of -1 days is no longer valid. */
export const serverCertificate = (hosts: ReadonlyArray<string>, days = 2): ServerCertificate => {
  const folder = mkdtempSync(join(tmpdir(), "fulmar-tls-"))
  chmodSync(folder, 0o755)
  const authority = keyPair()
  const server = keyPair()
  const signer = { name: "Fulmar's tests", key: authority.privateKey }
  const write = (name: string, text: string): string => {
    const path = join(folder, name)
    writeFileSync(path, text, { mode: name === "key.pem" ? 0o600 : 0o644 })
    // The servers run as nobody, when root runs the tests.
    if (process.getuid?.() === 0) chownSync(path, 65534, 65534)
    return path
  }
  const ca = certificate(signer.name, authority.publicKey, signer, [isAuthority])
  const names = extension("551d11", sequence(...hosts.map(nameOf)))
  return {
    ca,
    caFile: write("ca.pem", ca),
    certFile: write("cert.pem", certificate("a server", server.publicKey, signer, [names], days)),
    keyFile: write("key.pem", server.privateKey.export({ type: "pkcs8", format: "pem" }).toString()),
  }
}
