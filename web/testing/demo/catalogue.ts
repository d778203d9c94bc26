import { randomSource } from '../../../bench/seed.ts'
import type { Past } from './past.ts'

/** A product of the demo, and what the demo knows of it. */
export interface DemoProduct {
  id: string
  name: string
  /** Units sold on a day. */
  demand: number
  cost: number
  supplier: number
  /** What is on the shelf, as far as the demo made it so. */
  onHand: number
}

interface Supplier {
  name: string
  code: string
  country: string
  currency: string
  terms: string
  leadTimeDays: number
}

export const suppliers: readonly Supplier[] = [
  ['Ningbo Hearth & Home Co., Ltd.', 'NINGBO', 'China', 'USD', '30/70 before shipment', 60],
  ['Porto Cerâmica Lda', 'PORTO', 'Portugal', 'EUR', 'net 30 after receipt', 21],
  ['Jaipur Block Print Textiles', 'JAIPUR', 'India', 'USD', '30/70 before shipment', 45],
  ['Nordlicht Leuchten GmbH', 'NORD', 'Germany', 'EUR', 'net 14', 10],
  ['Izmir Cam Sanayi', 'IZMIR', 'Türkiye', 'EUR', '100% in advance', 28],
  ['Sheffield Cutlers', 'SHEF', 'United Kingdom', 'GBP', 'net 30 after receipt', 18],
  ['Hanoi Rattan Cooperative', 'HANOI', 'Viet Nam', 'USD', '50/50 before shipment', 55],
  ['Kleinmöbel Werkstatt', 'KLEIN', 'Germany', 'EUR', 'net 30', 14],
].map(([name, code, country, currency, terms, leadTimeDays]) => ({
  name: String(name),
  code: String(code),
  country: String(country),
  currency: String(currency),
  terms: String(terms),
  leadTimeDays: Number(leadTimeDays),
}))

/** Category, its supplier, its things with what one costs, and what they are made of. */
const ranges = [
  [
    'Cookware',
    0,
    {
      'Saucepan 16 cm': 9.4,
      'Frying pan 28 cm': 11.2,
      'Casserole 4 l': 18.5,
      'Kettle 1.5 l': 12.9,
    },
    ['Enamel', 'Cast iron', 'Copper', 'Stainless steel'],
  ],
  [
    'Tableware',
    1,
    {
      'Dinner plate': 2.15,
      'Soup bowl': 1.95,
      Mug: 1.62,
      'Serving platter': 5.8,
      'Espresso cup': 1.1,
    },
    ['Stoneware', 'Porcelain', 'Terracotta', 'Speckled'],
  ],
  [
    'Glassware',
    4,
    { 'Water glass': 0.85, 'Wine glass': 1.35, 'Carafe 1 l': 3.9, Vase: 4.4 },
    ['Recycled', 'Ribbed', 'Smoked', 'Clear'],
  ],
  [
    'Cutlery',
    5,
    { 'Table fork': 1.4, 'Table knife': 1.8, 'Dessert spoon': 1.2, 'Cheese knife': 4.1 },
    ['Brushed', 'Polished', 'Gold-plated'],
  ],
  [
    'Textiles',
    2,
    {
      'Tea towel': 1.3,
      Tablecloth: 7.2,
      'Cushion cover': 3.4,
      Apron: 4.9,
      'Napkins, set of 4': 3.8,
    },
    ['Linen', 'Block-printed', 'Striped cotton', 'Waffle'],
  ],
  [
    'Lighting',
    3,
    { 'Table lamp': 21, 'Pendant light': 27.5, Lantern: 8.6, 'Candle holder': 2.3 },
    ['Brass', 'Matt black', 'Opal glass'],
  ],
  [
    'Storage',
    6,
    { Basket: 5.2, 'Laundry hamper': 14.8, Tray: 6.1, 'Bread box': 9.9 },
    ['Rattan', 'Seagrass', 'Bamboo'],
  ],
  [
    'Furniture',
    7,
    { Stool: 24, 'Side table': 38, 'Wall shelf': 16.5 },
    ['Oak', 'Walnut', 'Painted'],
  ],
] as const

const LONG_NAME =
  'Block-printed tablecloth for eight to ten people, indigo and saffron, washed cotton with hand-finished hem, 150 × 260 cm'

/** Categories, suppliers and products, through the API. */
export async function makeCatalogue(past: Past): Promise<DemoProduct[]> {
  const random = randomSource(11)
  const supplierIds = await makeSuppliers(past)
  const { id: parentId } = await past.ask('POST', '/categories', { name: 'Home' })
  const products: DemoProduct[] = []
  for (const [category, supplier, things, materials] of ranges) {
    const { id: categoryId } = await past.ask('POST', '/categories', { name: category, parentId })
    for (const material of materials) {
      for (const [thing, base] of Object.entries(things)) {
        const cost = round(base * (0.8 + random() * 0.5))
        const demand = demandOf(random())
        const isLong = products.length === 70
        const name = isLong
          ? LONG_NAME
          : `${material} ${thing.charAt(0).toLowerCase()}${thing.slice(1)}`
        const product = {
          sku: `${category.slice(0, 2).toUpperCase()}-${String(100 + products.length)}`,
          name,
          barcode: products.length % 9 === 8 ? undefined : ean(products.length),
          categoryId,
          supplierId: supplierIds[supplier],
          cost: cost.toFixed(2),
          price: (cost * (2.1 + random())).toFixed(2),
          reorderPoint: Math.ceil(demand * 20),
          reorderQuantity: Math.ceil(demand * 60),
          ...(products.length % 7 === 3 && { maxStock: Math.ceil(demand * 90) + 5 }),
        }
        const { id } = await past.ask('POST', '/products', product)
        products.push({ id, name, demand, cost, supplier, onHand: 0 })
      }
    }
  }
  return products
}

export async function makeSuppliers(past: Past): Promise<string[]> {
  const ids: string[] = []
  for (const supplier of suppliers) {
    const host = `${supplier.code.toLowerCase()}.example`
    const { id } = await past.ask('POST', '/suppliers', {
      ...supplier,
      email: `orders@${host}`,
      phone: '+49 40 555 01 00',
      contacts: [
        { name: 'Ana Duarte', role: 'Sales', email: `ana@${host}`, phone: '+351 22 555 0142' },
        { name: 'Wei Chen', role: 'Logistics', email: `wei@${host}` },
      ],
    })
    ids.push(id)
  }
  return ids
}

/** Most things sell now and then, a few every day, some not at all. */
function demandOf(random: number): number {
  if (random < 0.12) return 0
  return round(random < 0.75 ? random * 0.9 : random * 6)
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}

/** A barcode with its check digit. */
function ean(index: number): string {
  const digits = `40063813${String(1_000 + index)}`
  const sum = Array.from(digits, Number).reduce(
    (total, digit, n) => total + digit * (n % 2 === 0 ? 1 : 3),
    0,
  )
  return digits + String((10 - (sum % 10)) % 10)
}
