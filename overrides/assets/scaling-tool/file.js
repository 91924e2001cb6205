// The file a worker keeps: sealed with a passphrase, or plain. docs/contributing/assessment-file.md describes it for others.

(() => {
  const { read, Misfit } = kbScaling;
  const FORMAT = "scaling-assessment";
  const VERSION = 1;
  const MOST = 5 * 1024 * 1024;
  const ITERATIONS = 600000; // what OWASP asks of PBKDF2 with SHA-256
  const MOST_ITERATIONS = 10000000;
  const LEAST_PASSPHRASE = 12;
  const SALT = 16;
  const IV = 12;

  // Why a file was not opened, as a sentence for the person who chose it.
  class Refusal extends Error {
    constructor(why) {
      super(SENTENCES[why]);
      this.why = why;
    }
  }

  const SENTENCES = {
    "too large": "This file is far too large to be one saved by this page, so it was not read.",
    empty: "This file is empty. Look for another copy of it.",
    foreign: "This is not a file saved by this page.",
    truncated: "This file breaks off before its end. It may not have been copied whole. Look for another copy of it.",
    damaged:
      "This file is damaged: something in it is missing, or is not as this page writes it. Look for another copy of it.",
    newer: "This file was saved by a newer version of this page. Open it with the page that saved it.",
    "wrong passphrase":
      "The passphrase does not open this file. Capitals and spaces count. If you are sure of it, the file was damaged or changed after it was saved.",
    insecure:
      "This browser encrypts only on pages that were reached securely (https, or a file on this device), so a passphrase cannot be used here.",
  };

  const utf8 = new TextEncoder();
  const encode = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));

  function decode(text) {
    let bytes;
    try {
      bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
    } catch {
      throw new Refusal("damaged");
    }
    if (encode(bytes) !== text) throw new Refusal("damaged");
    return bytes;
  }

  const canSeal = () => Boolean(globalThis.crypto?.subtle);

  async function keyFrom(passphrase, salt, iterations) {
    if (!canSeal()) throw new Refusal("insecure");
    const typed = await crypto.subtle.importKey("raw", utf8.encode(passphrase.normalize("NFKC")), "PBKDF2", false, [
      "deriveKey",
    ]);
    return crypto.subtle.deriveKey(
      { name: "PBKDF2", hash: "SHA-256", salt, iterations },
      typed,
      { name: "AES-GCM", length: 256 },
      false,
      ["encrypt", "decrypt"],
    );
  }

  // All that the head of a sealed file says, which the cipher authenticates together with the content.
  function head(file) {
    const { format, version, protection, saved, kdf, cipher } = file;
    return utf8.encode(
      [
        format,
        version,
        protection,
        saved,
        kdf.name,
        kdf.hash,
        kdf.iterations,
        kdf.salt,
        cipher.name,
        cipher.bits,
        cipher.iv,
      ].join("\n"),
    );
  }

  async function seal(assessment, passphrase, saved) {
    const salt = crypto.getRandomValues(new Uint8Array(SALT));
    const iv = crypto.getRandomValues(new Uint8Array(IV));
    const file = {
      format: FORMAT,
      version: VERSION,
      protection: "passphrase",
      saved,
      kdf: { name: "PBKDF2", hash: "SHA-256", iterations: ITERATIONS, salt: encode(salt) },
      cipher: { name: "AES-GCM", bits: 256, iv: encode(iv) },
    };
    const key = await keyFrom(passphrase, salt, ITERATIONS);
    const sealed = await crypto.subtle.encrypt(
      { name: "AES-GCM", iv, additionalData: head(file) },
      key,
      utf8.encode(JSON.stringify(assessment)),
    );
    return JSON.stringify({ ...file, data: encode(new Uint8Array(sealed)) });
  }

  const plain = (assessment, saved) =>
    JSON.stringify({ format: FORMAT, version: VERSION, protection: "none", saved, assessment }, null, 1);

  const exactly = (value, keys) =>
    value !== null && typeof value === "object" && Object.keys(value).sort().join() === [...keys].sort().join();

  // The envelope of a file, from its bytes; no passphrase is needed to know that there is one.
  function unwrap(bytes) {
    if (bytes.length > MOST) throw new Refusal("too large");
    if (!bytes.length) throw new Refusal("empty");
    let text;
    let file;
    try {
      text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch {
      throw new Refusal("foreign");
    }
    try {
      file = JSON.parse(text);
    } catch {
      const ours = /^\s*\{\s*"format":\s*"scaling-assessment"/.test(text);
      throw new Refusal(!ours ? "foreign" : text.trimEnd().endsWith("}") ? "damaged" : "truncated");
    }
    if (file === null || typeof file !== "object" || file.format !== FORMAT) throw new Refusal("foreign");
    if (Number.isInteger(file.version) && file.version > VERSION) throw new Refusal("newer");
    const common = ["format", "version", "protection", "saved"];
    const isWhole =
      file.version === VERSION &&
      kbScaling.isDay(file.saved) &&
      ((file.protection === "none" && exactly(file, [...common, "assessment"])) ||
        (file.protection === "passphrase" && exactly(file, [...common, "kdf", "cipher", "data"]) && isSealed(file)));
    if (!isWhole) throw new Refusal("damaged");
    return file;
  }

  function isSealed({ kdf, cipher, data }) {
    return (
      exactly(kdf, ["name", "hash", "iterations", "salt"]) &&
      kdf.name === "PBKDF2" &&
      kdf.hash === "SHA-256" &&
      Number.isInteger(kdf.iterations) &&
      kdf.iterations >= ITERATIONS &&
      kdf.iterations <= MOST_ITERATIONS &&
      exactly(cipher, ["name", "bits", "iv"]) &&
      cipher.name === "AES-GCM" &&
      cipher.bits === 256 &&
      [kdf.salt, cipher.iv, data].every((text) => typeof text === "string") &&
      decode(kdf.salt).length === SALT &&
      decode(cipher.iv).length === IV
    );
  }

  // The assessment in an envelope. Rejects with a Refusal; what is on the page is none of its business.
  async function open(file, passphrase = "") {
    return assessmentIn(file.protection === "none" ? file.assessment : await unseal(file, passphrase));
  }

  async function unseal(file, passphrase) {
    const data = decode(file.data);
    const key = await keyFrom(passphrase, decode(file.kdf.salt), file.kdf.iterations);
    let bytes;
    try {
      bytes = await crypto.subtle.decrypt(
        { name: "AES-GCM", iv: decode(file.cipher.iv), additionalData: head(file) },
        key,
        data,
      );
    } catch {
      throw new Refusal("wrong passphrase");
    }
    try {
      return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    } catch {
      throw new Refusal("damaged");
    }
  }

  function assessmentIn(value) {
    try {
      return read(value);
    } catch (problem) {
      if (problem instanceof Misfit) throw new Refusal("damaged");
      throw problem;
    }
  }

  // Whether somebody put a program where words belong. It is shown as words and cannot run; people should know.
  function holdsProgram(value) {
    if (typeof value === "string")
      return /<\s*\/?\s*(?:script|iframe|object|embed|svg|img)\b|javascript:|\bon(?:error|load|click|mouseover|focus)\s*=/i.test(
        value,
      );
    return value !== null && typeof value === "object" && Object.values(value).some(holdsProgram);
  }

  Object.assign(kbScaling, { seal, plain, unwrap, open, canSeal, holdsProgram, Refusal, MOST, LEAST_PASSPHRASE });
})();
