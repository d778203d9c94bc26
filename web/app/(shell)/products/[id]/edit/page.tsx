import { EditProduct } from '#web/features/products/edit/edit-product.tsx'
import { pageTitle } from '#web/lib/i18n/page-title.ts'

export const generateMetadata = () => pageTitle('products', 'editProduct')

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <EditProduct key={id} id={id} />
}
