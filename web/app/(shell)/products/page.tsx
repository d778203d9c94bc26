import { ProductsPage } from '#web/features/products/list/products-page.tsx'
import { pageTitle } from '#web/lib/i18n/page-title.ts'

export const generateMetadata = () => pageTitle('products', 'products')

export default function Page() {
  return <ProductsPage />
}
