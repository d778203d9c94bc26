'use client'

import { useEffect, useState } from 'react'
import './globals.css'

/** When not even the frame can be drawn, its texts are not there either: the three languages are here. */
const texts = {
  en: {
    title: 'Stockroom stopped working',
    help: 'What you saved is safe. Load the page anew.',
    action: 'Load anew',
  },
  de: {
    title: 'Stockroom funktioniert nicht mehr',
    help: 'Was Sie gespeichert haben, ist sicher. Laden Sie die Seite neu.',
    action: 'Neu laden',
  },
  ar: {
    title: 'توقف Stockroom عن العمل',
    help: 'ما حفظته في أمان. أعد تحميل الصفحة.',
    action: 'إعادة التحميل',
  },
} as const

export default function GlobalError() {
  const [language, setLanguage] = useState<keyof typeof texts>('en')
  useEffect(() => {
    const chosen = /(?:^|; )locale=(en|de|ar)/.exec(document.cookie)?.[1]
    if (chosen === 'de' || chosen === 'ar') setLanguage(chosen)
  }, [])
  const { title, help, action } = texts[language]
  return (
    <html lang={language} dir={language === 'ar' ? 'rtl' : 'ltr'}>
      <head>
        <title>{title}</title>
      </head>
      <body>
        <main className="grid min-h-dvh content-center justify-items-center gap-3 p-4 text-center">
          <h1 className="text-title font-semibold">{title}</h1>
          <p className="text-muted">{help}</p>
          <button
            type="button"
            onClick={() => location.reload()}
            className="min-h-11 rounded-control bg-accent px-4 font-medium text-on-accent"
          >
            {action}
          </button>
        </main>
      </body>
    </html>
  )
}
