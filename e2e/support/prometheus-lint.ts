import type { MetricFamily } from './prometheus-page.ts';

const bases: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['amperes', 'bytes', 'celsius', 'grams', 'joules', 'kelvin', 'meters', 'metres', 'seconds', 'volts'].map((unit) => [unit, unit]),
  ),
  ...{
    minutes: 'seconds',
    hours: 'seconds',
    days: 'seconds',
    weeks: 'seconds',
    kelvins: 'kelvin',
    fahrenheit: 'celsius',
    rankine: 'celsius',
  },
  ...{ inches: 'meters', yards: 'meters', miles: 'meters', bits: 'bytes', calories: 'joules', pounds: 'grams', ounces: 'grams' },
};
const prefixes = /^(pico|nano|micro|milli|centi|deci|deca|hecto|kilo|kibi|mega|mibi|giga|gibi|tera|tebi|peta|pebi)/;
const abbreviations = new Set(['s', 'ms', 'us', 'ns', 'sec', 'b', 'kb', 'mb', 'gb', 'tb', 'pb', 'm', 'h', 'd']);
const types = ['counter', 'gauge', 'summary', 'histogram', 'gauge_histogram'];
const noHelp = new Set(['', 'description missing']);

/**
 * What `promtool check metrics` says about a page, by the rules of its linter (client_golang, promlint): for machines
 * that do not have the program. `description missing` is what our exporter writes where there is no help.
 */
export function metricProblems(families: readonly MetricFamily[]): readonly string[] {
  return families.flatMap((family) => problemsOf(family).map((problem) => `${family.name}: ${problem}`));
}

function problemsOf({ name, help, type, labels }: MetricFamily): readonly string[] {
  const isHistogram = type === 'histogram';
  const parts = name.toLowerCase().split('_');
  const rules: readonly (readonly [isBroken: boolean, problem: string])[] = [
    [noHelp.has(help), 'no help text'],
    [type === 'counter' && !name.endsWith('_total'), 'counter metrics should have "_total" suffix'],
    [type !== 'counter' && name.endsWith('_total'), 'non-counter metrics should not have "_total" suffix'],
    [!isHistogram && /_(bucket|count|sum)$/.test(name), 'its suffix is reserved for histograms'],
    [!isHistogram && labels.has('le'), 'non-histogram metrics should not have "le" label'],
    [type !== 'summary' && labels.has('quantile'), 'non-summary metrics should not have "quantile" label'],
    [types.some((one) => `${name}_`.includes(`_${one}_`)), 'metric name should not include type'],
    [name.includes(':'), "metric names should not contain ':'"],
    [/[a-z][A-Z]/.test(name), "metric names should be written in 'snake_case'"],
    [[...labels].some((label) => /[a-z][A-Z]/.test(label)), "label names should be written in 'snake_case'"],
    [parts.slice(1).some((part) => abbreviations.has(part)), 'metric names should not contain abbreviated units'],
    [parts.some((part) => !isBaseUnit(part)), 'use base units'],
  ];
  return rules.filter(([isBroken]) => isBroken).map(([, problem]) => problem);
}

function isBaseUnit(part: string): boolean {
  const unit = bases[part] === undefined ? part.replace(prefixes, '') : part;
  return bases[unit] === undefined || bases[unit] === part;
}
