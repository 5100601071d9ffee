// Apollo's gateway reports usage to its maker unless this is set before it starts. Must be imported before it.
process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';
