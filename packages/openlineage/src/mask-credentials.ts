/** `scheme://user:password@host`: who and with what. A user alone is often part of a name (`abfss://container@account`). */
const login = /:\/\/[^\s/?#"'\\@:]*:[^\s/?#"'\\]*@/g;

/** On the web a user alone is a token. */
const webUser = /\b(https?):\/\/[^\s/?#"'\\@:]+@/gi;

/** A parameter of an address, as in `?user=reader&password=…` or `;password=…`. */
const parameter =
  /([?&;](?:password|passwd|pwd|secret|client_secret|access_key|secret_key|access_token|token|api_key|apikey|sig|signature|x-amz-signature|x-amz-credential|x-amz-security-token)=)[^&;\s"'\\]+/gi;

/**
 * Text (also JSON text) in which the credentials of addresses are written as `***`: producers send connection strings
 * as they find them. Linear in the text.
 */
export function maskCredentials(text: string): string {
  if (!text.includes('://') && !text.includes('=')) return text;
  return text.replace(login, '://***:***@').replace(webUser, '$1://***@').replace(parameter, '$1***');
}
