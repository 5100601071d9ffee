import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The commit whose schemas clients were given. */
export interface Base {
  /** A sentence for whoever reads the report: what is compared with, or why nothing is. */
  readonly sentence: string;
  /** A file of that commit; null when it is not there. */
  read(path: string): Promise<string | null>;
}

type Git = (...args: string[]) => Promise<string | null>;

/**
 * The last commit on main this one does not have its changes in: where the branch left main, or the commit before on
 * main itself. Where history is missing (a shallow clone) it takes what is there and says so.
 */
export async function findBase(root: string): Promise<Base> {
  const git: Git = async (...args) =>
    run('git', args, { cwd: root, maxBuffer: 64 * 1024 * 1024 }).then(
      ({ stdout }) => stdout,
      () => null,
    );
  const head = await commit(git, 'HEAD');
  if (head === null) return { sentence: 'NOT looked for: this is no checkout of git.', read: async () => null };
  const { base, why } = await choose(git, head);
  return { sentence: `compared with ${base.slice(0, 7)}, ${why}.`, read: (path) => git('show', `${base}:${path}`) };
}

async function choose(git: Git, head: string): Promise<{ base: string; why: string }> {
  const main = (await commit(git, 'main')) ?? (await commit(git, 'origin/main'));
  const left = main === null ? null : ((await git('merge-base', head, main))?.trim() ?? null);
  if (left !== null && left !== head) return { base: left, why: 'where this branch left main' };
  const parent = await commit(git, 'HEAD^');
  const where = main === null ? 'no branch main is here' : left === null ? 'main is not connected to this commit here' : 'this is main';
  if (parent !== null) return { base: parent, why: `the commit before this one (${where})` };
  return { base: head, why: `this very commit (${where}, and no history before it): ONLY what is not committed was looked at` };
}

async function commit(git: Git, name: string): Promise<string | null> {
  return (await git('rev-parse', '--verify', '--quiet', `${name}^{commit}`))?.trim() ?? null;
}
