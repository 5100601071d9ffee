import type { Problem } from './repository.ts';

interface LockedPackage {
  readonly resolved?: string;
  readonly link?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** The part of package-lock.json (version 3) these checks read. */
export interface Lockfile {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

const single = [
  'graphql',
  '@apollo/composition',
  '@apollo/federation-internals',
  '@apollo/gateway',
  '@apollo/query-graphs',
  '@apollo/query-planner',
  '@apollo/server',
  '@apollo/subgraph',
];

/** Two copies of these fail in strange ways, or make queries fail silently. */
export function duplicatedPackages(lock: Lockfile): Problem[] {
  return single.flatMap((name) => {
    const copies = Object.keys(lock.packages).filter((path) => path === `node_modules/${name}` || path.endsWith(`/node_modules/${name}`));
    return copies.length <= 1 ? [] : [`package-lock.json: ${name} is there ${copies.length} times: ${copies.join(', ')}`];
  });
}

/** npm sometimes writes a lockfile without the packages of other platforms, which `npm ci` then refuses. */
export function missingOptionalPackages(lock: Lockfile): Problem[] {
  return Object.entries(lock.packages).flatMap(([path, locked]) =>
    Object.keys(locked.optionalDependencies ?? {})
      .filter((name) => !isLocked(lock, path, name))
      .map((name) => `package-lock.json: ${name}, optional dependency of ${path || 'the root'}, has no entry of its own`),
  );
}

function isLocked(lock: Lockfile, dependent: string, name: string): boolean {
  for (let place = dependent; ; place = place.slice(0, Math.max(0, place.lastIndexOf('/')))) {
    if (lock.packages[place ? `${place}/node_modules/${name}` : `node_modules/${name}`]) return true;
    if (place === '') return false;
  }
}

/** A lockfile that names a host installs from nowhere else. */
export function hostsInLockfile(lock: Lockfile): Problem[] {
  return Object.entries(lock.packages)
    .filter(([, { resolved, link }]) => resolved !== undefined && !link)
    .map(([path]) => `package-lock.json: ${path} names where it was downloaded from; set omit-lockfile-registry-resolved`);
}

/** The part of a package.json these checks read. */
export interface Manifest {
  readonly path: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** Ranges make two installs differ. */
export function loosePins(manifests: readonly Manifest[]): Problem[] {
  return manifests.flatMap(({ path, dependencies }) =>
    Object.entries(dependencies)
      .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
      .map(([name, version]) => `${path}: ${name} is ${version}; pin one exact version`),
  );
}
