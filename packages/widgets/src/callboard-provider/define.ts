import { defineElement } from '../define-element.ts'
import { CallboardProvider } from './callboard-provider.ts'

defineElement('callboard-provider', CallboardProvider)
