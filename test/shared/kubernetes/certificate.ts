// A self-signed certificate for 127.0.0.1, made for each run: no key lies in the repository, and no openssl is needed.
import { generateKeyPairSync, sign } from 'node:crypto'

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })

/** PEM texts; the certificate is its own authority. */
export const certificate = {
  key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  cert: pem(selfSigned()),
}

// DER by hand (X.690): tag, length, content. Fields in the order of RFC 5280, section 4.1.
function selfSigned(): Buffer {
  const algorithm = der(0x30, objectId('2a8648ce3d040302')) // ecdsa-with-SHA256
  const name = der(0x30, der(0x31, der(0x30, objectId('550403'), der(0x0c, Buffer.from('storeplane test')))))
  const validity = der(0x30, der(0x18, Buffer.from('20200101000000Z')), der(0x18, Buffer.from('21200101000000Z')))
  const toBeSigned = der(
    0x30,
    der(0xa0, integer(2)),
    integer(1),
    algorithm,
    name,
    validity,
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(0x30, authority(), alternativeName())),
  )
  const signature = sign('sha256', toBeSigned, privateKey)
  return der(0x30, toBeSigned, algorithm, der(0x03, Buffer.from([0]), signature))
}

function authority(): Buffer {
  return der(
    0x30,
    objectId('551d13'),
    der(0x01, Buffer.from([0xff])),
    der(0x04, der(0x30, der(0x01, Buffer.from([0xff])))),
  )
}

function alternativeName(): Buffer {
  return der(0x30, objectId('551d11'), der(0x04, der(0x30, der(0x87, Buffer.from([127, 0, 0, 1])))))
}

function objectId(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, 'hex'))
}

function integer(value: number): Buffer {
  return der(0x02, Buffer.from([value]))
}

function der(tag: number, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents)
  const length = content.length < 128 ? [content.length] : [0x82, content.length >> 8, content.length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...length]), content])
}

function pem(bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}
