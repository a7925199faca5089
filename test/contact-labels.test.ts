import { expect, test } from 'vitest'
import { contactNames } from '../packages/adapters/src/cli/commands/owner.ts'
import { annotationConventions, contactLabels } from '../packages/core/src/catalog/ownership/contact-conventions.ts'
import { plainLabels } from '../packages/widgets/src/page/contact-link.ts'
import { enDetails } from '../packages/widgets/src/strings/en-details.ts'
import { contactIcons } from '../packages/widgets/src/style/contact-icons.ts'

const kinds = Object.keys(contactLabels) as (keyof typeof contactLabels)[]

test('the command and the widgets name each kind of contact as the core does, and the widgets have an icon for it', () => {
  expect(contactNames).toEqual(contactLabels)
  expect(Object.fromEntries(kinds.map(kind => [kind, enDetails.contact(kind)]))).toEqual(contactLabels)
  expect(Object.keys(contactIcons).sort()).toEqual([...kinds].sort())
})

test('the widgets know every default label of a contact in the core', () => {
  const given = annotationConventions.flatMap(({ kind, label }) => (label === contactLabels[kind] ? [label] : []))
  expect([...plainLabels]).toEqual(expect.arrayContaining(given))
  expect(Object.values(contactLabels)).toEqual(expect.arrayContaining([...plainLabels]))
})
