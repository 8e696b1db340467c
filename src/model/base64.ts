import { Result } from "effect"
import { Base64 } from "effect/encoding"

/** The bytes that base64 text holds; `null` if it is none. */
export const fromBase64 = (text: string): Uint8Array | null => {
  const decoded = Base64.decode(text)
  return Result.isSuccess(decoded) ? new Uint8Array(decoded.success) : null
}

/** Bytes as base64 text: JSON has no bytes, and not all bytes are UTF-8. */
export const toBase64 = (bytes: Uint8Array): string => Base64.encode(bytes)
