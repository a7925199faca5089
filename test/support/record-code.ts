/**
 * Every try to make code from text from now on, as the text: `Function(…)`, `new Function(…)`, `(() => {}).constructor(…)` and `eval(…)` still work, and are
 * written down. For a process of its own: nothing puts the globals back.
 */
export function recordCode(): string[] {
  const tries: string[] = []
  const told = (texts: readonly unknown[]): void => void tries.push(texts.map(String).join(' | '))
  const watched = new Proxy(Function, {
    construct(target, texts, newTarget) {
      told(texts)
      return Reflect.construct(target, texts, newTarget) as object
    },
    apply(target, self, texts) {
      told(texts)
      return Reflect.apply(target, self, texts) as unknown
    },
  })
  globalThis.Function = watched
  Function.prototype.constructor = watched
  const direct = Reflect.get(globalThis, 'eval') as (text: string) => unknown
  Reflect.set(globalThis, 'eval', (text: string): unknown => {
    told([text])
    return direct(text)
  })
  return tries
}
