import * as z from 'zod'

// zod probes `new Function` unless told not to, which pages under a strict content security policy report as a violation.
z.config({ jitless: true })

export { z }
