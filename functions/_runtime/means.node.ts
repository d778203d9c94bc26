import { nodeWebhookSender } from '#containers/api/webhook-sender.ts'
import { nodeScrypt } from '#shared/auth/scrypt.node.ts'
import type { Means } from './ports.ts'

/**
 * What functions on Node.js have: its own scrypt, and webhook calls whose address is checked, because
 * such a function may stand inside a private network.
 */
export const nodeMeans: Means = { scrypt: nodeScrypt, webhookSender: nodeWebhookSender }
