/** Said as soon as the port answers, before the database does. */
export function startingText(url: string): string {
  return `Hotpass is starting at ${url}\n`;
}

/** Said when the hub can serve: where it is and how to fill it. */
export function welcomeText(url: string): string {
  return `Hotpass is ready at ${url}

See it:      ${url} in a browser
Ask it:      ${url}/graphql, GraphQL for programs and GraphiQL for a browser
Fill it:     npm run demo (a world of its own), or send OpenLineage events of your pipelines, for example
  curl -i ${url}/api/v1/lineage -H 'content-type: application/json' -d '{
    "eventType": "COMPLETE", "eventTime": "${new Date().toISOString()}",
    "producer": "https://example.org/first-event",
    "schemaURL": "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
    "run": { "runId": "01932f4e-0000-7000-8000-000000000001" },
    "job": { "namespace": "example", "name": "first-job" },
    "inputs": [{ "namespace": "example", "name": "raw" }], "outputs": [{ "namespace": "example", "name": "refined" }] }'
Stop it:     Ctrl-C
`;
}
