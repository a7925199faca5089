import { z } from 'zod'

// zod compiles schemas with `new Function` where it may. Callboard runs under strict content security policies, and makes no code from data.
z.config({ jitless: true })

export { z }
