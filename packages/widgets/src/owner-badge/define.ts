import { defineElement } from '../define-element.ts'
import { OwnerBadge } from './owner-badge.ts'

defineElement('owner-badge', OwnerBadge)
