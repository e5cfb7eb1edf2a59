/** A resource group as Resource Manager answers it. */
export interface Group {
  id: string;
  location: string;
  managedBy?: string | null;
  name: string;
  properties: object;
  tags?: Record<string, string> | null;
  type: string;
}

/** A resource group as az shows it. */
export function showGroup({ id, location, managedBy, name, properties, tags, type }: Group): object {
  return { id, location, managedBy: managedBy ?? null, name, properties, tags: tags ?? null, type };
}
