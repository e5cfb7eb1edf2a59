/** A writer for the part of ASN.1's DER encoding that certificates need. Every function gives one encoded element. */

export function sequence(...elements: Buffer[]): Buffer {
  return element(0x30, Buffer.concat(elements));
}

export function set(...elements: Buffer[]): Buffer {
  return element(0x31, Buffer.concat(elements));
}

/** An explicitly tagged `[number]`. */
export function tagged(number: number, inner: Buffer): Buffer {
  return element(0xa0 | number, inner);
}

/** An implicitly tagged primitive `[number]`. */
export function implicit(number: number, contents: Buffer): Buffer {
  return element(0x80 | number, contents);
}

export function boolean(value: boolean): Buffer {
  return element(0x01, Buffer.from([value ? 0xff : 0x00]));
}

/** An integer, from its big-endian bytes; the first one is less than 0x80, or the integer would be negative. */
export function integer(bytes: Buffer): Buffer {
  return element(0x02, bytes);
}

export function bitString(bytes: Buffer, unusedBits = 0): Buffer {
  return element(0x03, Buffer.concat([Buffer.from([unusedBits]), bytes]));
}

export function octetString(bytes: Buffer): Buffer {
  return element(0x04, bytes);
}

export function utf8String(text: string): Buffer {
  return element(0x0c, Buffer.from(text, "utf8"));
}

/** A `PrintableString` where its few characters are enough, a `UTF8String` where not. */
export function directoryString(value: string): Buffer {
  return /^[A-Za-z0-9 '()+,\-./:=?]*$/.test(value) ? element(0x13, Buffer.from(value, "ascii")) : utf8String(value);
}

export function nothing(): Buffer {
  return element(0x05, Buffer.alloc(0));
}

/** A `UTCTime`: X.509 wants it up to the year 2049. */
export function utcTime(date: Date): Buffer {
  return element(0x17, Buffer.from(digitsOf(date).slice(2), "ascii"));
}

/** A point in time as X.509 wants it: a `UTCTime` up to the year 2049, a `GeneralizedTime` after. */
export function time(date: Date): Buffer {
  return date.getUTCFullYear() < 2050 ? utcTime(date) : element(0x18, Buffer.from(digitsOf(date), "ascii"));
}

function digitsOf(date: Date): string {
  return date
    .toISOString()
    .replace(/\.\d+Z$/, "Z")
    .replace(/[-:T]/g, "");
}

/** An object identifier, from its dotted form. */
export function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  return element(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(value: number): number[] {
  const bytes = [value % 128];
  for (let left = Math.floor(value / 128); left > 0; left = Math.floor(left / 128)) bytes.unshift(0x80 | (left % 128));
  return bytes;
}

function element(tag: number, contents: Buffer): Buffer {
  return Buffer.concat([Buffer.from([tag]), length(contents.length), contents]);
}

function length(count: number): Buffer {
  if (count < 0x80) return Buffer.from([count]);
  const bytes = count < 0x100 ? [count] : [count >> 8, count & 0xff];
  return Buffer.from([0x80 | bytes.length, ...bytes]);
}
