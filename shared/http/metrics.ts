/** The metrics port: counts requests and renders what a Prometheus server scrapes. */
export interface Metrics {
  observe(method: string, route: string, status: number, seconds: number): void
  render(): Promise<{ contentType: string; body: string }>
}
