import { describePublished } from './describe-published.ts'

describePublished()
