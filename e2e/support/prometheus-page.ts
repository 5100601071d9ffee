/** One metric of a page in Prometheus' text format. */
export interface MetricFamily {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  /** Of all its samples. */
  readonly labels: ReadonlySet<string>;
  readonly samples: number;
}

const reserved = new Set(['le']);

/** The metrics of a page. @throws Error for a line that is neither a comment nor a sample of the metric above it. */
export function metricsOf(page: string): readonly MetricFamily[] {
  const families: { name: string; help: string; type: string; labels: Set<string>; samples: number }[] = [];
  for (const line of page.split('\n')) {
    const comment = /^# (HELP|TYPE) (\S+) (.*)$/.exec(line);
    if (comment) {
      const [, what, name = '', text = ''] = comment;
      let family = families.find((one) => one.name === name);
      if (!family) families.push((family = { name, help: '', type: '', labels: new Set(), samples: 0 }));
      if (what === 'HELP') family.help = text;
      else family.type = text;
      continue;
    }
    if (line === '' || line.startsWith('#')) continue;
    const sample = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (?:[-+.\deE]+|[-+]?Inf|NaN)$/.exec(line);
    const family = families.findLast(({ name, type }) => isSampleOf(sample?.[1], name, type));
    if (!sample || !family) throw new Error(`No sample of a metric: ${line}`);
    family.samples += 1;
    for (const [, label] of (sample[2] ?? '').matchAll(/(\w+)="(?:[^"\\]|\\.)*"/g))
      if (label !== undefined && !(family.type === 'histogram' && reserved.has(label))) family.labels.add(label);
  }
  return families;
}

function isSampleOf(sample: string | undefined, name: string, type: string): boolean {
  return sample === name || (type === 'histogram' && ['_bucket', '_count', '_sum'].some((suffix) => sample === `${name}${suffix}`));
}
