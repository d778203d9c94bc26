#!/bin/sh
# Chooses the certificate, finds out what only this machine knows, and becomes nginx.
set -eu
umask 077

own=/certs
made=/certificates
out=/tmp/nginx

say() {
  level=$1
  shift
  printf '{"at":"%s","level":"%s","event":"%s"}\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$level" "$*" >&2
}

die() {
  say error "nginx cannot start: $*"
  exit 1
}

# What a program said, so that it fits into a line of the log.
one_line() { printf '%s' "$1" | tr '"\\\n' "'  "; }

there() { [ -e "$1" ] || [ -L "$1" ]; }

# Your own certificate: both files or none, and of one another.
check_own() {
  for name in fullchain.pem privkey.pem; do
    there "$own/$name" || die "certs/$name is missing, but its other half is there: put it there, or remove both for a certificate that is made"
    [ -r "$own/$name" ] || die "certs/$name cannot be read by user $(id -u): run chown $(id -u) certs/$name on the host, or put a copy there instead of a link"
  done
  of_certificate=$(openssl x509 -in "$own/fullchain.pem" -noout -pubkey 2>/dev/null) ||
    die 'certs/fullchain.pem is not a certificate in PEM form'
  # An empty passphrase, because nobody is there to type one.
  of_key=$(openssl pkey -in "$own/privkey.pem" -passin pass: -pubout 2>/dev/null) ||
    die 'certs/privkey.pem is not a private key in PEM form without a passphrase'
  [ "$of_certificate" = "$of_key" ] || die 'certs/privkey.pem is not the key of certs/fullchain.pem'
  openssl x509 -in "$own/fullchain.pem" -noout -checkend 0 >/dev/null ||
    say warn 'certs/fullchain.pem has expired: browsers will refuse it until you renew it'
}

is_self_signed() {
  [ "$(openssl x509 -in "$1" -noout -subject_hash)" = "$(openssl x509 -in "$1" -noout -issuer_hash)" ]
}

# The name or address that people type, out of PUBLIC_URL.
public_name() {
  name=${PUBLIC_URL:-https://localhost}
  name=${name#*://}
  name=${name%%[/?#]*}
  case $name in
  \[*) name=${name#\[} name=${name%%\]*} ;;
  *) name=${name%%:*} ;;
  esac
}

# A certificate for this machine alone, again before it expires or when the name changes.
make_own() {
  public_name
  case $name in
  '' | *[!A-Za-z0-9.:-]*) die "PUBLIC_URL names no host: $name" ;;
  *:* | [0-9]*.[0-9]*.[0-9]*.[0-9]*) kind=IP ;;
  *) kind=DNS ;;
  esac
  if [ -s "$made/privkey.pem" ] && [ "$(cat "$made/name" 2>/dev/null)" = "$name" ] &&
    openssl x509 -in "$made/fullchain.pem" -noout -checkend 2592000 >/dev/null 2>&1; then
    return
  fi
  : >"$made/name" || die 'no file can be made in the volume of the certificate: is the disk full?'
  reasons=$(openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 397 \
    -subj "/CN=Stockroom" -keyout "$made/privkey.pem" -out "$made/fullchain.pem" \
    -addext "subjectAltName=DNS:localhost,DNS:nginx,IP:127.0.0.1,IP:::1,$kind:$name" \
    -addext basicConstraints=critical,CA:FALSE -addext keyUsage=critical,digitalSignature \
    -addext extendedKeyUsage=serverAuth 2>&1) ||
    die "no certificate can be made for $name: $(one_line "$reasons")"
  printf '%s' "$name" >"$made/name"
  say info "a self-signed certificate for $name was made: browsers warn of it until you put one of your own into certs"
}

mkdir -p "$out"
hsts=
if there "$own/fullchain.pem" || there "$own/privkey.pem"; then
  check_own
  folder=$own
  # A browser that was told so once would refuse a self-signed certificate for a year.
  is_self_signed "$own/fullchain.pem" || hsts='max-age=31536000'
else
  make_own
  folder=$made
fi
printf 'ssl_certificate %s/fullchain.pem;\nssl_certificate_key %s/privkey.pem;\n' "$folder" "$folder" >"$out/tls.conf"

resolvers=$(awk '/^nameserver/ { print ($2 ~ ":" ? "[" $2 "]" : $2) }' /etc/resolv.conf | tr '\n' ' ')
port=${HTTPS_PORT:-443}
port=${port##*:}
proxies=$(echo "${TRUSTED_PROXIES:-}" | tr ',' ' ')
for proxy in $proxies; do
  case $proxy in
  *[!0-9a-fA-F.:/]*) die "TRUSTED_PROXIES: $proxy is neither an address nor a network such as 10.0.0.0/8" ;;
  esac
done
{
  echo "resolver ${resolvers:-127.0.0.11} valid=1s ipv6=off;"
  echo 'resolver_timeout 2s;'
  echo "map \$host \$hsts { default '$hsts'; }"
  echo "map \$host \$https_port { default '$([ "$port" = 443 ] || echo ":$port")'; }"
  # Load balancers in front of nginx, whose word about their clients is taken.
  for proxy in $proxies; do
    echo "set_real_ip_from $proxy;"
  done
  echo 'real_ip_header X-Forwarded-For;'
  echo 'real_ip_recursive on;'
} >"$out/http.conf"

# Standard error carries the reasons of nginx only when it does not start.
reasons=$(nginx -t -q -e stderr -c /etc/stockroom/nginx.conf 2>&1) ||
  die "$(one_line "$reasons")"
exec nginx -e stderr -c /etc/stockroom/nginx.conf -g 'daemon off;'
