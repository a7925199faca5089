const integer = /^[-+]?[0-9]+$/
const float = /^[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)$/
const exponent = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)[eE][-+]?[0-9]+$/
const special = /^(?:[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/

/**
 * The value of a plain scalar in the core schema of YAML 1.2; numbers exactly as the package `yaml` reads them. `undefined` means the text
 * itself.
 */
export function coreScalar(text: string): null | boolean | number | undefined {
  switch (text.charCodeAt(0)) {
    case 0x7e: // ~
      return text === '~' ? null : undefined
    case 0x6e:
    case 0x4e: // n N
      return text === 'null' || text === 'Null' || text === 'NULL' ? null : undefined
    case 0x74:
    case 0x54: // t T
      return text === 'true' || text === 'True' || text === 'TRUE' ? true : undefined
    case 0x66:
    case 0x46: // f F
      return text === 'false' || text === 'False' || text === 'FALSE' ? false : undefined
    case 0x30: // 0
      if (/^0o[0-7]+$/.test(text)) return parseInt(text.slice(2), 8)
      if (/^0x[0-9a-fA-F]+$/.test(text)) return parseInt(text.slice(2), 16)
      return decimal(text)
    case 0x2b:
    case 0x2d:
    case 0x2e:
    case 0x31:
    case 0x32:
    case 0x33:
    case 0x34:
    case 0x35:
    case 0x36:
    case 0x37:
    case 0x38:
    case 0x39: // + - . 1…9
      return decimal(text)
    default:
      return text === '' ? null : undefined
  }
}

function decimal(text: string): number | undefined {
  if (integer.test(text)) return parseInt(text, 10)
  if (float.test(text) || exponent.test(text)) return parseFloat(text)
  if (!special.test(text)) return undefined
  if (text.slice(-3).toLowerCase() === 'nan') return NaN
  return text.startsWith('-') ? -Infinity : Infinity
}
