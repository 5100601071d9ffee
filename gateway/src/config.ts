import { z } from 'zod';
import { loadConfig, logLevelSetting, loopbackHostSetting, portSetting } from '@hotpass/server';

export interface GatewayConfig {
  readonly host: string;
  readonly port: number;
  readonly logLevel: string;
  /** Address of every subgraph, as composed or as `HOTPASS_SUBGRAPH_<NAME>_URL` says. */
  readonly subgraphUrls: ReadonlyMap<string, string>;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** @throws ConfigError naming all mistakes together. */
export function gatewayConfig(composedUrls: ReadonlyMap<string, string>, environment?: Environment): GatewayConfig {
  const settings = new Map([...composedUrls].map(([name, url]) => [`HOTPASS_SUBGRAPH_${name.toUpperCase()}_URL`, { name, url }]));
  const urls = Object.fromEntries(
    [...settings].map(([variable, { url }]) => [
      variable,
      z.url({ protocol: /^https?$/, error: 'must be an http:// address' }).default(url),
    ]),
  );
  const schema = z.object({
    ...urls,
    HOTPASS_HOST: loopbackHostSetting(),
    HOTPASS_PORT: portSetting(4000),
    HOTPASS_LOG_LEVEL: logLevelSetting(),
  });
  const config = loadConfig(schema, environment);
  const given: Readonly<Record<string, unknown>> = config;
  return {
    host: config.HOTPASS_HOST,
    port: config.HOTPASS_PORT,
    logLevel: config.HOTPASS_LOG_LEVEL,
    subgraphUrls: new Map([...settings].map(([variable, { name }]) => [name, String(given[variable])])),
  };
}
