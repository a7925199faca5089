/**
 * Every later attempt to compile text, as the text: `Function(…)`, `new Function(…)`, `(() => {}).constructor(…)` and `eval(…)` still work, and are
 * recorded. For a separate process: the globals are not restored.
 */
export function recordCode(): string[] {
  const tries: string[] = []
  const record = (texts: readonly unknown[]): void => void tries.push(texts.map(String).join(' | '))
  const watched = new Proxy(Function, {
    construct(target, texts, newTarget) {
      record(texts)
      return Reflect.construct(target, texts, newTarget) as object
    },
    apply(target, self, texts) {
      record(texts)
      return Reflect.apply(target, self, texts) as unknown
    },
  })
  globalThis.Function = watched
  Function.prototype.constructor = watched
  const direct = Reflect.get(globalThis, 'eval') as (text: string) => unknown
  Reflect.set(globalThis, 'eval', (text: string): unknown => {
    record([text])
    return direct(text)
  })
  return tries
}
