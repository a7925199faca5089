import { aiResource } from './ai-resource.ts'
import { api } from './api.ts'
import { component } from './component.ts'
import { domain } from './domain.ts'
import { group } from './group.ts'
import { location } from './location.ts'
import { resource } from './resource.ts'
import { system } from './system.ts'
import { template } from './template.ts'
import type { Kind } from './types.ts'
import { user } from './user.ts'

/** The kinds that every catalog knows. */
export const coreKinds: readonly Kind[] = [component, api, resource, system, domain, group, user, location, template, aiResource]
