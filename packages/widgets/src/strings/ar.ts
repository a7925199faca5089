import type { Strings } from './strings.ts'

/** The words of the elements in Arabic, for `addTranslation`. */
export const ar: Strings = {
  $code: 'ar',
  $name: 'العربية',
  $dir: 'rtl',
  owner: 'المالك',
  noOwner: 'بلا مالك',
  notInCatalog: name => `${isolate(name)} غير موجود في الدليل`,
  cannotLoad: 'تعذر تحميل المالك',
  tryAgain: 'حاول مرة أخرى',
  ownerOf: name => `مالك ${isolate(name)}`,
  andMore: count => `و${String(count)} آخرون`,
  alsoOwnedBy: 'مالكون آخرون',
  reach: 'التواصل',
  noContact: 'لا يذكر الدليل وسيلة للتواصل.',
  why: 'السبب',
  escalation: 'ثم اسأل',
  missing: things => `لا يذكر الدليل: ${things}.`,
  unknownOwner: 'لا يعرّف أي مصدر هذا المالك.',
  uncertain: name => `${isolate(name)} (غير مؤكد)`,
  perhaps: 'ربما تقصد',
  stale: (when, because) => `غير محدّث منذ ${when}: ${isolate(because)}`,
  notFound: 'غير موجود في الدليل',
  notLookedUp: 'تعذر البحث عنه',
  notLoaded: 'تعذر التحميل',
  doubt: (name, doubt) =>
    `${isolate(name)} (${{ unknown: 'غير معروف', stale: 'غير محدّث', similar: 'اسم مشابه', inherited: 'موروث' }[doubt]})`,
  close: 'إغلاق',
  copy: text => `نسخ ${isolate(text)}`,
  copied: 'تم النسخ',
  person: 'شخص',
  team: 'فريق',
  unknown: 'غير معروف',
  owns: name => `مالك ${isolate(name)}`,
  namedBy: name => `ورد في ${isolate(name)}`,
  whyThem: name => `لماذا ${isolate(name)}؟`,
  reachBy: kind => ({ 'on-call': 'استدعاء المناوب', 'chat': 'فتح المحادثة', 'email': 'كتابة بريد إلكتروني', 'phone': 'اتصال' })[kind],
  askInstead: name => `اسأل ${isolate(name)} بدلًا من ذلك`,
  moreWays: (count, kinds) => `${String(count)} أخرى: ${kinds}`,
  around: (step, name) => (step === 'system' ? `نظامه ${isolate(name)}` : `مجاله ${isolate(name)}`),
  names: (subject, owner) => `${isolate(subject)} يذكر ${isolate(owner)} مالكًا له.`,
  namesNobody: subject => `${isolate(subject)} لا يذكر مالكًا.`,
  namesUnknown: (subject, owner) => `${isolate(subject)} يذكر ${isolate(owner)} مالكًا له، ولا يعرّفه أي مصدر في الدليل.`,
  system: 'النظام',
  partOf: name => `جزء من ${isolate(name)}`,
  members: 'الأعضاء',
  teams: 'الفرق',
  tags: 'الوسوم',
  links: 'الروابط',
  contact: kind =>
    ({
      'chat': 'محادثة',
      'email': 'بريد',
      'on-call': 'المناوبة',
      'phone': 'هاتف',
      'runbook': 'دليل التشغيل',
      'issues': 'المشكلات',
      'docs': 'الوثائق',
      'dashboard': 'لوحة المتابعة',
      'link': 'رابط',
    })[kind],
  missingThing: thing =>
    ({ 'owner': 'المالك', 'chat': 'محادثة', 'on-call': 'المناوب', 'email': 'بريد إلكتروني', 'runbook': 'دليل تشغيل' })[thing],
}

/** Text from the catalog is often left-to-right; isolated, it does not reorder the sentence around it. */
function isolate(text: string): string {
  return `\u2068${text}\u2069`
}
