#!/bin/sh
# deps.sh WHAT PACKAGE...: install the Debian packages that are missing. Root
# asks apt directly, others through sudo; without apt, or where LEDE_DEPS_NAME
# is set, the names are printed.
what=$1
shift
missing=
if command -v dpkg-query >/dev/null 2>&1; then
    for p in "$@"; do
        dpkg-query -W -f '${Status}\n' "$p" 2>/dev/null | grep -q '^install ok installed' || missing="$missing $p"
    done
elif [ -z "$LEDE_DEPS_OK" ]; then
    echo "this system has no dpkg: install the equivalents of these packages, then run again with LEDE_DEPS_OK=1:"
    echo "  $*"
    exit 1
fi
[ -z "$missing" ] && exit 0
if [ -n "$LEDE_DEPS_NAME" ]; then
    echo "lede's $what needs these packages (\`make deps\` installs them):"
    echo " $missing"
    exit 1
fi
if ! command -v apt-get >/dev/null 2>&1; then
    echo "lede's $what needs these packages, and there is no apt-get to install them:"
    echo " $missing"
    exit 1
fi
sudo=
if [ "$(id -u)" != 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
        echo "lede's $what needs these packages; install them as root (there is no sudo here):"
        echo "  apt-get install$missing"
        exit 1
    fi
    sudo=sudo
    echo "lede's $what needs packages that are missing; asking sudo to install them:$missing"
else
    echo "lede's $what needs packages that are missing; installing:$missing"
fi
$sudo apt-get update -qq && $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null ||
    { echo "could not install:$missing"; exit 1; }
