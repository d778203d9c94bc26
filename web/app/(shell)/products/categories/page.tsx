import { CategoriesPage } from '#web/features/products/categories/categories-page.tsx'
import { pageTitle } from '#web/lib/i18n/page-title.ts'

export const generateMetadata = () => pageTitle('products', 'categories')

export default function Page() {
  return <CategoriesPage />
}
