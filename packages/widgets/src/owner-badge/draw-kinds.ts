/** Adds the icons of the kinds to a list of entities. The icons load lazily, because most details have no such list. */
export async function drawKinds(details: HTMLElement): Promise<void> {
  const rows = [...details.querySelectorAll<HTMLElement>('[data-kind]')]
  if (rows.length === 0) return
  const { kindIcon } = await import('../style/kind-icons.ts')
  for (const row of rows) row.querySelector('path')?.setAttribute('d', kindIcon(row.dataset['kind'] ?? ''))
}
