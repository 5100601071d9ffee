import { expect, test } from '@jest/globals';
import { Child } from '@hotpass/testkit';

test('the committed schemas are what the code makes, and nobody who uses them is broken unawares', async () => {
  await using check = new Child({ program: 'hub/dist/schema/main.js', args: ['--check'] });
  const { code } = await check.exited;
  expect({ code, said: check.stderr }).toEqual({ code: 0, said: '' });
  expect(check.stdout).toMatch(/^Breaking changes: /);
});
