import type { Locale } from '#web/lib/i18n/locales.ts'

/** A thing that the demo company sells, in each of the colours. */
interface DemoThing {
  names: Readonly<Record<Locale, string>>
  /** Which of the suppliers it comes from. */
  supplier: number
  cost: string
  price: string
}

/** Said behind every name, so that nobody takes it for goods of their own. */
export const demoWord: Readonly<Record<Locale, string>> = { en: 'demo', de: 'Demo', ar: 'تجريبي' }

export const demoColours: Readonly<Record<Locale, readonly string[]>> = {
  en: ['white', 'blue', 'green', 'black'],
  de: ['weiß', 'blau', 'grün', 'schwarz'],
  ar: ['أبيض', 'أزرق', 'أخضر', 'أسود'],
}

const thing = (
  supplier: number,
  cost: string,
  price: string,
  [en, de, ar]: readonly [string, string, string],
): DemoThing => ({ supplier, cost, price, names: { en, de, ar } })

/** Fifteen things in four colours make sixty products. */
export const demoThings: readonly DemoThing[] = [
  thing(0, '4.10', '12.50', ['Enamel mug', 'Emaille-Becher', 'كوب مطلي بالمينا']),
  thing(0, '5.60', '16.90', ['Soup bowl', 'Suppenschale', 'وعاء حساء']),
  thing(0, '6.20', '18.50', ['Dinner plate', 'Essteller', 'طبق عشاء']),
  thing(0, '14.80', '39.00', ['Milk pan', 'Milchtopf', 'قدر حليب']),
  thing(1, '3.20', '9.90', ['Tea towel', 'Geschirrtuch', 'منشفة مطبخ']),
  thing(1, '9.40', '27.00', ['Apron', 'Schürze', 'مئزر']),
  thing(1, '4.75', '13.50', ['Oven mitt', 'Ofenhandschuh', 'قفاز فرن']),
  thing(1, '12.30', '34.00', ['Tablecloth', 'Tischdecke', 'مفرش طاولة']),
  thing(2, '2.15', '6.90', ['Storage jar', 'Vorratsglas', 'مرطبان حفظ']),
  thing(2, '7.80', '22.50', ['Water jug', 'Wasserkrug', 'إبريق ماء']),
  thing(2, '1.90', '5.50', ['Drinking glass', 'Trinkglas', 'كأس شرب']),
  thing(2, '10.60', '29.90', ['Glass vase', 'Glasvase', 'مزهرية زجاجية']),
  thing(3, '8.90', '24.00', ['Cutting board', 'Schneidebrett', 'لوح تقطيع']),
  thing(3, '3.40', '9.50', ['Wooden spoon', 'Kochlöffel', 'ملعقة خشبية']),
  thing(3, '21.00', '54.00', ['Bread box', 'Brotkasten', 'صندوق خبز']),
]

interface DemoSupplier {
  name: string
  country: string
  leadTimeDays: number
  terms: string
}

export const demoSuppliers: readonly DemoSupplier[] = [
  { name: 'Northern Enamel', country: 'Poland', leadTimeDays: 21, terms: 'net 30 after receipt' },
  { name: 'Weaver & Sons', country: 'Portugal', leadTimeDays: 28, terms: 'net 14 after receipt' },
  { name: 'Clearwater Glass', country: 'Turkey', leadTimeDays: 45, terms: '30/70 before shipment' },
  { name: 'Linden Woodworks', country: 'Austria', leadTimeDays: 14, terms: 'net 30 after receipt' },
]

export type DemoStage =
  | 'draft'
  | 'pending_approval'
  | 'approved'
  | 'ordered'
  | 'confirmed'
  | 'in_production'
  | 'shipped'
  | 'completed'

interface DemoOrder {
  supplier: number
  stage: DemoStage
  /** When the goods are wanted, in days from today. */
  wantedIn: number
  /** How many units of each of its products. */
  units: number
}

/** Eight orders, each as far as another; the one that was confirmed is late. */
export const demoOrders: readonly DemoOrder[] = [
  { supplier: 0, stage: 'draft', wantedIn: 40, units: 24 },
  { supplier: 1, stage: 'pending_approval', wantedIn: 35, units: 30 },
  { supplier: 2, stage: 'approved', wantedIn: 60, units: 48 },
  { supplier: 3, stage: 'ordered', wantedIn: 14, units: 20 },
  { supplier: 0, stage: 'confirmed', wantedIn: -3, units: 36 },
  { supplier: 2, stage: 'in_production', wantedIn: 30, units: 60 },
  { supplier: 1, stage: 'shipped', wantedIn: 4, units: 40 },
  { supplier: 3, stage: 'completed', wantedIn: 0, units: 25 },
]
