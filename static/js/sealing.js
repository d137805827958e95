// Closes boxes that the server alone can open: the other side of vault/postbox.py.

const NONCE = 12;
const bytes = (text) => new TextEncoder().encode(text);

// Browsers keep this from pages that came without TLS: everything then works as plain forms.
export const canSeal = Boolean(globalThis.crypto?.subtle && globalThis.indexedDB);

function toText(raw) {
  let letters = "";
  for (const byte of raw) letters += String.fromCharCode(byte);
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function fromText(text) {
  const letters = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
}

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

// `who` is {owner, key: {id, public}}; `inside` is what JSON can hold.
export async function seal(inside, purpose, who) {
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const server = fromText(who.key.public);
  const theirs = await crypto.subtle.importKey("raw", server, curve, false, []);
  const once = await crypto.subtle.generateKey(curve, false, ["deriveBits"]);
  const point = new Uint8Array(await crypto.subtle.exportKey("raw", once.publicKey));
  const exchange = { name: "ECDH", public: theirs };
  const shared = await crypto.subtle.deriveBits(exchange, once.privateKey, 256);
  const secret = await crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt: joined(point, server), info: bytes(`postbox:${purpose}`) },
    await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]),
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt"],
  );
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE));
  const bound = { name: "AES-GCM", iv: nonce, additionalData: bytes(`${purpose}\0${who.owner}`) };
  const closed = await crypto.subtle.encrypt(bound, secret, bytes(JSON.stringify(inside)));
  return `${who.key.id}.${toText(joined(point, nonce, new Uint8Array(closed)))}`;
}
