#!/usr/bin/env bash
# Installs what the tests need and this machine lacks: three browsers, a screen that is none, software OpenGL and a
# font with Chinese. Prints nothing where everything is there; names what is missing where it cannot install it.
set -eu

has() { command -v "$1" >/dev/null 2>&1; }
lib() { ldconfig -p | grep -q "$1"; }

want=()
has node || want+=(nodejs)
has npm || want+=(npm)
has chromium || want+=(chromium)
has firefox-esr || want+=(firefox-esr)
has WebKitWebDriver || want+=(webkit2gtk-driver)
has Xvfb || want+=(xvfb)
lib libEGL.so.1 || want+=(libegl1)
lib libGL.so.1 || want+=(libgl1)
ls /usr/lib/*/dri/swrast_dri.so >/dev/null 2>&1 || want+=(libgl1-mesa-dri)
ls /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc >/dev/null 2>&1 || want+=(fonts-noto-cjk)
[ ${#want[@]} -eq 0 ] && exit 0

if ! has apt-get; then
	echo "The browser tests need: ${want[*]} (Debian's names). Install them and try again." >&2
	exit 1
fi
root=()
[ "$(id -u)" -eq 0 ] || root=(sudo)
echo "Installing for the tests: ${want[*]}"
export DEBIAN_FRONTEND=noninteractive
"${root[@]}" apt-get update -qq </dev/null
"${root[@]}" apt-get install -y -qq --no-install-recommends "${want[@]}" </dev/null >/dev/null
