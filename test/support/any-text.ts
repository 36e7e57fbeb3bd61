import fc from 'fast-check';

/**
 * Texts of any code points, halves of a pair among them, mostly low ones. `fc.string` with units of that sort makes a table of
 * all 1.1 million at its first use, which takes most of a second.
 */
export function anyText(maxLength: number): fc.Arbitrary<string> {
  return fc.array(fc.nat(0x10ffff), { maxLength }).map((points) => String.fromCodePoint(...points));
}
