import { describe, expect, it } from 'vitest'
import {
  addProduct,
  amountOf,
  changeFor,
  changeLine,
  discounted,
  emptyCart,
  faultOf,
  moveCurrent,
  removeLine,
  stepQuantity,
  totalsOf,
} from './cart.ts'

const mug = {
  id: 'mug',
  sku: 'MUG-01',
  barcode: null,
  name: 'Enamel mug',
  unit: 'pcs',
  wholeUnits: true,
  price: '12.5',
  currency: 'EUR',
}
const tea = { ...mug, id: 'tea', sku: 'TEA-01', unit: 'kg', wholeUnits: false, price: '39.9' }
const yen = { ...mug, id: 'yen', price: '150', currency: 'JPY' }

describe('a cart', () => {
  it('has one line for a product, which grows by one with each scan', () => {
    const cart = [mug, tea, mug].reduce((cart, product) => addProduct(cart, product), emptyCart)
    expect(cart.lines.map(({ product, quantity }) => [product.sku, quantity])).toEqual([
      ['MUG-01', '2'],
      ['TEA-01', '1'],
    ])
    expect(cart.current).toBe('mug')
  })

  it('takes several at once, and parts of a unit', () => {
    const cart = addProduct(addProduct(emptyCart, tea, '0.25'), tea, '0.1')
    expect(cart.lines[0]?.quantity).toBe('0.35')
  })

  it('adds to a line that stands empty, because somebody is typing', () => {
    const typing = changeLine(addProduct(emptyCart, mug), 'mug', { quantity: '' })
    expect(addProduct(typing, mug).lines[0]?.quantity).toBe('1')
  })

  it('steps by one and never to nothing', () => {
    const cart = stepQuantity(addProduct(emptyCart, mug), 'mug', 1)
    expect(cart.lines[0]?.quantity).toBe('2')
    const less = stepQuantity(stepQuantity(cart, 'mug', -1), 'mug', -1)
    expect(less.lines[0]?.quantity).toBe('1')
  })

  it('goes on with the line that took the place of one that was removed', () => {
    const cart = [mug, tea, yen].reduce((cart, product) => addProduct(cart, product), emptyCart)
    expect(removeLine(cart, 'tea').current).toBe('yen')
    expect(removeLine(removeLine(cart, 'tea'), 'yen').current).toBe('mug')
    expect(removeLine(addProduct(emptyCart, mug), 'mug')).toEqual(emptyCart)
  })

  it('moves through its lines and stops at both ends', () => {
    const cart = [mug, tea].reduce((cart, product) => addProduct(cart, product), emptyCart)
    expect(moveCurrent(cart, -1).current).toBe('mug')
    expect(moveCurrent(cart, 1).current).toBe('tea')
  })

  it('adds up each currency by itself, each line rounded', () => {
    const cart = addProduct(addProduct(addProduct(emptyCart, mug, '3'), tea, '0.125'), yen)
    expect(cart.lines.map(amountOf)).toEqual(['37.50', '4.99', '150'])
    expect(totalsOf(cart)).toEqual([
      { currency: 'EUR', amount: '42.49' },
      { currency: 'JPY', amount: '150' },
    ])
  })
})

describe('a line', () => {
  const line = { product: mug, quantity: '2', unitPrice: '12.5' }

  it.each([
    ['stands', {}, undefined],
    ['has no quantity', { quantity: '' }, 'noQuantity'],
    ['has nothing', { quantity: '0' }, 'noQuantity'],
    ['has half a mug', { quantity: '0.5' }, 'notWhole'],
    ['has no price', { unitPrice: '' }, 'noPrice'],
  ])('that %s', (_, change, fault) => {
    expect(faultOf({ ...line, ...change })).toBe(fault)
  })

  it.each([
    ['10', '11.25'],
    ['33.3', '8.34'],
    ['100', '0'],
    ['', '12.5'],
  ])('costs less by %s %%', (percent, price) => {
    expect(discounted(mug, percent)).toBe(price)
  })
})

describe('change', () => {
  it('is what was given less the total', () => {
    expect(changeFor({ currency: 'EUR', amount: '42.49' }, '50')).toBe('7.51')
  })

  it('is not given while it is too little, or no number', () => {
    expect(changeFor({ currency: 'EUR', amount: '42.49' }, '40')).toBeUndefined()
    expect(changeFor({ currency: 'EUR', amount: '42.49' }, '')).toBeUndefined()
  })
})
