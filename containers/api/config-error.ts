/** The configuration is not usable; the message says which variable and what to do. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}
