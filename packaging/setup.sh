#!/bin/sh
# ./run and ./test: find (or install) Python, then packaging/bootstrap.py sets up the rest and runs the command.
# Usage: packaging/setup.sh run|test [ARGS]. Windows: py packaging\bootstrap.py run|test [ARGS]
set -e
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
fits='import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))'
find_python() {
    for name in python3.11 python3.12 python3.13 python3 python; do
        if command -v "$name" >/dev/null 2>&1 && "$name" -c "$fits" >/dev/null 2>&1; then
            command -v "$name"
            return 0
        fi
    done
    return 1
}
if ! python=$(find_python); then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        echo "正在安装 Python …"
        apt-get update -qq >/dev/null
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3 python3-venv >/dev/null
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null && command -v apt-get >/dev/null 2>&1; then
        echo "正在安装 Python …"
        sudo -n apt-get update -qq >/dev/null
        sudo -n apt-get install -y -qq --no-install-recommends python3 python3-venv >/dev/null
    fi
    python=$(find_python) || {
        if command -v python3 >/dev/null 2>&1; then
            echo "明账需要 Python 3.11、3.12 或 3.13，这里是 $(python3 --version 2>&1)；请另外安装其中一个版本后重新运行，或使用不需要 Python 的安装包" >&2
        else
            echo "明账需要 Python 3.11、3.12 或 3.13，请先运行：sudo apt-get install python3 python3-venv" >&2
        fi
        exit 1
    }
fi
exec "$python" "$here/bootstrap.py" "$@"
