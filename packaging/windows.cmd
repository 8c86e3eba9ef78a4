@echo off
rem One double click on a Windows PC with network: Python if it is missing, then bundle, zip, installer and a selftest
rem report, all in the folder dist. Needs no administrator rights. Not yet run on a real Windows PC: please report.
chcp 65001 >nul
setlocal
cd /d "%~dp0.."
if not exist dist mkdir dist
set "LOG=%CD%\dist\windows-report.txt"
echo 明账 Windows 安装包 > "%LOG%"
ver >> "%LOG%"

call :find_python
if not defined PY (
    echo 没有找到 Python 3.11–3.13，正在安装（只为当前用户）…
    winget install --id Python.Python.3.12 --exact --scope user --silent --accept-package-agreements --accept-source-agreements
    call :find_python
)
if not defined PY (
    echo 没有装成 Python。请从 python.org 下载 Python 3.12（64 位）安装后，再双击本文件。
    goto failed
)
where git >nul 2>nul
if errorlevel 1 (
    winget install --id Git.Git --exact --scope user --silent --accept-package-agreements --accept-source-agreements
    set "PATH=%LOCALAPPDATA%\Programs\Git\cmd;%PATH%"
)
where makensis >nul 2>nul
if errorlevel 1 if not exist "%PROGRAMFILES(X86)%\NSIS\makensis.exe" (
    winget install --id NSIS.NSIS --exact --silent --accept-package-agreements --accept-source-agreements
)

echo 使用 %PY%
echo %PY% >> "%LOG%"
set PYTHONUTF8=1
set "CHOICE="
if not exist .git set "CHOICE=--dirty"
if not exist .git set "SOURCE_DATE_EPOCH=1767225600"
%PY% packaging\build.py %CHOICE%
if errorlevel 1 goto failed
type dist\selftest.txt >> "%LOG%"
type dist\SHA256SUMS >> "%LOG%"
echo.
echo 已完成。安装程序、便携版和报告 windows-report.txt 都在这个文件夹：
echo %CD%\dist
start "" "%CD%\dist"
pause
exit /b 0

:failed
if exist dist\selftest.txt type dist\selftest.txt >> "%LOG%"
echo.
echo 没有完成，原因见上面最后几行。请把它们和 dist\windows-report.txt 发给维护人员。
pause
exit /b 1

:find_python
set "PY="
for %%V in (3.12 3.11 3.13) do (
    if not defined PY (
        py -%%V-64 -c "import sys; sys.exit(sys.maxsize < 2**32)" >nul 2>nul && set "PY=py -%%V-64"
    )
)
if not defined PY if exist "%LOCALAPPDATA%\Programs\Python\Python312\python.exe" set PY="%LOCALAPPDATA%\Programs\Python\Python312\python.exe"
exit /b 0
