import { defineElement } from '../define-element.ts'
import { EntityLink } from './entity-link.ts'

defineElement('entity-link', EntityLink)
