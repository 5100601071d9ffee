import { createHash } from 'node:crypto';
import { zstdDecompressSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { batchLimits, inBatches, prepareEntry } from './append.ts';

test('batches keep the order and both bounds; one that is larger alone goes alone', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 3 * batchLimits.sizeBytes }), { maxLength: 600 }), (sizes) => {
      const entries = sizes.map((sizeBytes, index) => ({ sizeBytes, index }));
      const batches = inBatches(entries);
      expect(batches.flat()).toEqual(entries);
      for (const batch of batches) {
        expect(batch.length).toBeGreaterThan(0);
        expect(batch.length).toBeLessThanOrEqual(batchLimits.entries);
        const sizeBytes = batch.reduce((sum, entry) => sum + entry.sizeBytes, 0);
        if (batch.length > 1) expect(sizeBytes).toBeLessThanOrEqual(batchLimits.sizeBytes);
      }
    }),
  );
});

test('the hash is of salt and bytes as received, however large, and the same body twice has two hashes', async () => {
  for (const body of [Buffer.from(''), Buffer.from('{"a": 1}'), Buffer.alloc(300_000, 'x')]) {
    const entry = { type: 't', keys: [], body };
    const [one, two] = [await prepareEntry(entry), await prepareEntry(entry)];
    expect(zstdDecompressSync(one.zstd).equals(body)).toBe(true);
    expect(Buffer.from(one.hash).equals(createHash('sha256').update(one.salt).update(body).digest())).toBe(true);
    expect(Buffer.from(one.hash).equals(two.hash)).toBe(false);
  }
});

test('an entry has a body or data, never both or none', async () => {
  await expect(prepareEntry({ type: 't', keys: [] })).rejects.toThrow('either a body or data');
  await expect(prepareEntry({ type: 't', keys: [], body: Buffer.from(''), data: 1 })).rejects.toThrow('either a body or data');
});
