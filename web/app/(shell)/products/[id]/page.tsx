import { ProductPage } from '#web/features/products/detail/product-page.tsx'
import { pageTitle } from '#web/lib/i18n/page-title.ts'

export const generateMetadata = () => pageTitle('products', 'product')

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <ProductPage key={id} id={id} />
}
