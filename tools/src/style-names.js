/** What a CSS module is in Jest: every class has its own name. */
export default new Proxy({}, { get: (_styles, name) => (typeof name === 'string' ? name : undefined) });
