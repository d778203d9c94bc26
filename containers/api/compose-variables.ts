/**
 * What docker-compose.yml alone reads: ports of the host, images, arguments of builds and the clock
 * of backups. `${NAME:-default}` in that file says the default.
 */
export const composeVariables: Readonly<Record<string, { about: string; example: string }>> = {
  HTTP_PORT: { about: 'The port of the host that leads to https.', example: '8080' },
  HTTPS_PORT: {
    about: 'The port of the host where nginx serves everything; name it in PUBLIC_URL too.',
    example: '8443',
  },
  MAIL_UI_PORT: {
    about: 'Where the pages of the mail catcher are shown, profile mail.',
    example: '127.0.0.1:8125',
  },
  BACKUP_EVERY_HOURS: {
    about: 'Hours from one backup to the next, profile backup.',
    example: '6',
  },
  BACKUP_KEEP: { about: 'How many backups are kept, profile backup.', example: '30' },
  STOCKROOM_NGINX_IMAGE: {
    about: 'The image of nginx that is built or pulled.',
    example: 'registry.example/stockroom-nginx:0.1.0',
  },
  STOCKROOM_FRONTEND_IMAGE: {
    about: 'The image of the web.',
    example: 'registry.example/stockroom-frontend:0.1.0',
  },
  STOCKROOM_BACKEND_IMAGE: {
    about: 'The image of the API and of the command stockroom.',
    example: 'registry.example/stockroom-backend:0.1.0',
  },
  STOCKROOM_BACKUP_IMAGE: {
    about: 'The image of the backups.',
    example: 'registry.example/stockroom-backup:0.1.0',
  },
  NODE_IMAGE: { about: 'What backend and web are built on.', example: 'node:24-slim' },
  NGINX_IMAGE: {
    about: 'What nginx is built on.',
    example: 'nginxinc/nginx-unprivileged:1.30.4-alpine3.24',
  },
  POSTGRES_IMAGE: {
    about: 'PostgreSQL, and what the backups are built on: the Debian variant.',
    example: 'postgres:17.10-trixie',
  },
  REDIS_IMAGE: { about: 'The cache, profile cache.', example: 'valkey/valkey:9.1.1-alpine' },
  MAILPIT_IMAGE: { about: 'The mail catcher, profile mail.', example: 'axllent/mailpit:v1.31.4' },
  VERSION: { about: 'The version on the labels of images that are built.', example: '0.1.0' },
  REVISION: { about: 'The commit on the labels of images that are built.', example: '4cf71eb' },
  CREATED: {
    about: 'The instant on the labels of images that are built.',
    example: '2026-11-21T03:00:00Z',
  },
  SBOM: {
    about: 'The list of packages inside each image that is built: cyclonedx, spdx or none.',
    example: 'spdx',
  },
  SOURCE_MAPS: {
    about: 'true: the bundle comes with source maps, which hold the sources.',
    example: 'true',
  },
}
