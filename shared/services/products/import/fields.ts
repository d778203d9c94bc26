import { foldText } from '../../../domain/search.ts'
import { type ImportField, importFields } from '../../../schemas/product-import.ts'

/**
 * Headers by which a field is known, the surest first; letter case, accents, blanks and signs do
 * not matter. A number of a record in somebody else's database, such as SupplierID, is no name.
 */
const synonyms: Readonly<Record<ImportField, string>> = {
  sku: `sku, product sku, item sku, variant sku, stock code, product number, product no, product code,
    article number, article no, article code, art no, item number, item no, item code, part number,
    part no, material number, model number, artikelnummer, artikelnr, artikel nr, art nr, art.-nr.,
    bestellnummer, bestellnr, materialnummer, teilenummer, referencia, codigo, codigo de articulo,
    reference, ref, code article, code produit, code, artikelcode, item, article, artikel,
    product id, item id, article id, handle`,
  name: `name, product name, item name, article name, product title, title, product, bezeichnung,
    artikelbezeichnung, artikelname, produktname, produktbezeichnung, produkt, benennung, nombre,
    nombre del producto, producto, designation, libelle, nom, nom du produit, intitule, omschrijving,
    short description, item description, product description, kurzbezeichnung, kurztext`,
  barcode: `barcode, ean, ean13, ean 13, ean code, ean8, gtin, gtin13, gtin 13, gtin14, upc, upc code,
    upc a, isbn, bar code, strichcode, codigo de barras, code barres, code barre, streepjescode`,
  description: `description, long description, details, text, body, langtext, beschreibung,
    artikelbeschreibung, produktbeschreibung, langbeschreibung, descripcion, notes, remarks, bemerkung`,
  category: `category, category name, product category, item category, product group, item group,
    product type, type, department, kategorie, warengruppe, artikelgruppe, produktgruppe, gruppe,
    categoria, categorie, famille, rubrik`,
  supplier: `supplier, supplier name, vendor, vendor name, supplier code, vendor code, lieferant,
    lieferantenname, proveedor, fournisseur, leverancier`,
  unit: `unit, unit of measure, uom, units, sales unit, einheit, mengeneinheit, me, unidad, unite, eenheid`,
  wholeUnits: `whole units, whole units only, only whole units, integer quantities, ganze einheiten,
    nur ganze einheiten`,
  price: `price, unit price, list price, sales price, sale price, selling price, retail price, rrp,
    msrp, price net, net price, variant price, preis, verkaufspreis, vk, vk preis, vk netto,
    listenpreis, stueckpreis, einzelpreis, precio, precio de venta, prix, prix de vente, prijs,
    verkoopprijs`,
  cost: `cost, unit cost, standard cost, cost price, purchase price, buying price, last cost,
    average cost, cost per item, einkaufspreis, ek, ek preis, ek netto, kosten, einstandspreis, coste,
    costo, precio de compra, prix d'achat, cout, inkoopprijs`,
  currency: `currency, currency code, waehrung, waehrungscode, moneda, devise, valuta`,
  reorderPoint: `reorder point, reorder level, minimum stock, min stock, stock minimum, minimum
    quantity, min qty, min quantity, low stock threshold, mindestbestand, meldebestand,
    minimalbestand, stock minimo, punto de pedido, seuil d'alerte, minimumvoorraad`,
  reorderQuantity: `reorder quantity, reorder qty, order quantity, order qty, bestellmenge,
    nachbestellmenge, losgroesse, cantidad de pedido, quantite de commande, bestelhoeveelheid`,
  maxStock: `max stock, maximum stock, max quantity, max qty, maximum quantity, stock maximum,
    hoechstbestand, maximalbestand, stock maximo, maximumvoorraad`,
  packSize: `pack size, packsize, pack quantity, pack qty, units per pack, case pack, case quantity,
    verpackungseinheit, packungsgroesse, gebindegroesse, unidades por caja, colisage, verpakkingseenheid`,
  minimumOrder: `minimum order, minimum order quantity, min order qty, min order quantity, min order,
    moq, mindestbestellmenge, mindestabnahme, pedido minimo, commande minimum, minimale bestelling`,
  leadTimeDays: `lead time days, lead time, leadtime, delivery days, delivery time, lieferzeit,
    lieferzeit tage, lieferzeit in tagen, wiederbeschaffungszeit, plazo de entrega, delai de livraison,
    delai, levertijd`,
}

/** A header as it is compared: `Article No.`, `article_no` and `ARTICLENO` are the same. */
export function headerKey(header: string): string {
  return foldText(header)
    .replaceAll('ae', 'a')
    .replaceAll('oe', 'o')
    .replaceAll('ue', 'u')
    .replace(/[^\p{L}\p{N}]+/gu, '')
}

/** How sure a header names a field: 0 is the surest. */
const rankOf = new Map<ImportField, ReadonlyMap<string, number>>(
  importFields.map((field) => [
    field,
    new Map(synonyms[field].split(',').map((word, rank) => [headerKey(word), rank])),
  ]),
)

/** The rank of a header, given by its key, among those that name the field; undefined when it does not. */
export function headerRank(field: ImportField, key: string): number | undefined {
  return rankOf.get(field)?.get(key)
}
