import { defineElement } from '../define-element.ts'
import { EntityCard } from './entity-card.ts'

defineElement('entity-card', EntityCard)
