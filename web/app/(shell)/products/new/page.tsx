import { NewProduct } from '#web/features/products/edit/new-product.tsx'
import { pageTitle } from '#web/lib/i18n/page-title.ts'

export const generateMetadata = () => pageTitle('products', 'newProduct')

export default function Page() {
  return <NewProduct />
}
