/** Ports of the three listeners of a city. */
export interface CityPorts { gateway: number; internal: number; sandbox: number }
export function newSecrets(): Record<string, string> & { HALL_SECRET: string }
export function keptSecrets(folder: string): Record<string, string> & { HALL_SECRET: string }
export function cityEnvironment(city: { ports: CityPorts; dataDir: string; secrets: Record<string, string> }): Record<string, string>
export function portTaken(port: number): Promise<boolean>
