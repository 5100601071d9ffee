/** Settings on the command line, so that a data directory never carries yesterday's. */
export function serverSettings(durable: boolean): readonly string[] {
  const settings: Record<string, string | number> = {
    listen_addresses: '127.0.0.1',
    // Loopback with a password is the one way in.
    unix_socket_directories: '',
    password_encryption: 'scram-sha-256',
    // A hub holds at most 20 connections, about 7 MB each; tests run several at once.
    max_connections: durable ? 50 : 200,
    // A hub and its server together stay small beside what else a laptop does; the system keeps files in memory anyway.
    shared_buffers: '64MB',
    // Weekly partitions with their indexes take many locks in one statement.
    max_locks_per_transaction: 256,
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    log_line_prefix: '%m [%p] ',
    // Errors of statements quote the values that were sent; the hub logs them by SQLSTATE. What the server says of itself stays.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_parameter_max_length_on_error: 0,
    // Commits still reach the operating system, so a killed process loses nothing; only a killed machine does.
    ...(durable ? {} : { fsync: 'off', full_page_writes: 'off', wal_level: 'minimal', max_wal_senders: 0 }),
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** Nothing of ours leaks in (PGDATA, PGOPTIONS, PGPORT, NODE_OPTIONS); messages stay in English, since failures are told apart by them. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { LC_ALL: 'C', TZ: 'UTC' };
}
