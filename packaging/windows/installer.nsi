; The installer for Windows (NSIS 3, Unicode): for one user, without administrator rights.
; Called by packaging/build.py with VERSION, SOURCE (the bundle), TARGET (the installer) and SIZE (kilobytes).
; Books, backups and settings lie elsewhere (%LOCALAPPDATA%\Mingzhang and wherever the user put books): never touched.
Unicode true
SetCompressor /SOLID lzma
!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"

Name "明账"
OutFile "${TARGET}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\Mingzhang"
InstallDirRegKey HKCU "Software\Mingzhang" "Folder"
VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=2052 "ProductName" "明账"
VIAddVersionKey /LANG=2052 "FileDescription" "明账 单位预算编制与公开"
VIAddVersionKey /LANG=2052 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "LegalCopyright" "Apache License 2.0"

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Mingzhang"
!define MUI_ICON "${SOURCE}\_internal\resources\icons\mingzhang.ico"
!define MUI_UNICON "${MUI_ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\mingzhang.exe"
!define MUI_FINISHPAGE_RUN_TEXT "打开明账"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "${SOURCE}\LICENSE"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"

; A program that runs cannot be opened for writing: then nothing has been changed yet.
!macro RefuseWhileRunning FUNCTION
  ${If} ${FileExists} "$INSTDIR\mingzhang.exe"
    ClearErrors
    FileOpen $0 "$INSTDIR\mingzhang.exe" a
    ${If} ${Errors}
      Call ${FUNCTION}
    ${Else}
      FileClose $0
    ${EndIf}
  ${EndIf}
!macroend

Function Running
  MessageBox MB_OK|MB_ICONEXCLAMATION "明账正在运行；请保存并关闭明账后重试。没有改动任何文件。" /SD IDOK
  Abort
FunctionEnd

Function un.Running
  MessageBox MB_OK|MB_ICONEXCLAMATION "明账正在运行；请保存并关闭明账后重试。没有改动任何文件。" /SD IDOK
  Abort
FunctionEnd

; Only a folder that is empty, new or holds this program is written to: the uninstaller removes what lies in _internal.
Function .onVerifyInstDir
  ${DirState} "$INSTDIR" $0
  ${If} $0 = 1
  ${AndIfNot} ${FileExists} "$INSTDIR\mingzhang.exe"
    Abort
  ${EndIf}
FunctionEnd

!macro Associate EXTENSION KIND TITLE
  WriteRegStr HKCU "Software\Classes\${EXTENSION}" "" "${KIND}"
  WriteRegStr HKCU "Software\Classes\${KIND}" "" "${TITLE}"
  WriteRegStr HKCU "Software\Classes\${KIND}\DefaultIcon" "" "$INSTDIR\mingzhang.exe,0"
  WriteRegStr HKCU "Software\Classes\${KIND}\shell\open\command" "" '"$INSTDIR\mingzhang.exe" "%1"'
!macroend

!macro Dissociate EXTENSION KIND
  DeleteRegKey HKCU "Software\Classes\${KIND}"
  ReadRegStr $0 HKCU "Software\Classes\${EXTENSION}" ""
  ${If} $0 == "${KIND}" ; another program may have taken it since
    DeleteRegKey HKCU "Software\Classes\${EXTENSION}"
  ${EndIf}
!macroend

Section "明账"
  !insertmacro RefuseWhileRunning Running
  RMDir /r "$INSTDIR\_internal" ; modules of an earlier version must not stay beside the new ones
  SetOutPath "$INSTDIR"
  File /r "${SOURCE}\*.*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateDirectory "$SMPROGRAMS\明账"
  CreateShortcut "$SMPROGRAMS\明账\明账.lnk" "$INSTDIR\mingzhang.exe"
  CreateShortcut "$SMPROGRAMS\明账\卸载明账.lnk" "$INSTDIR\uninstall.exe"
  CreateShortcut "$DESKTOP\明账.lnk" "$INSTDIR\mingzhang.exe"
  !insertmacro Associate ".mzb" "Mingzhang.Book" "明账账本"
  !insertmacro Associate ".mzs" "Mingzhang.Pack" "明账单位数据包"
  WriteRegStr HKCU "Software\Mingzhang" "Folder" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "明账"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\mingzhang.exe"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${SIZE}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Section "Uninstall"
  !insertmacro RefuseWhileRunning un.Running
  !insertmacro Dissociate ".mzb" "Mingzhang.Book"
  !insertmacro Dissociate ".mzs" "Mingzhang.Pack"
  RMDir /r "$INSTDIR\_internal"
  RMDir /r "$INSTDIR\licences"
  Delete "$INSTDIR\mingzhang.exe"
  Delete "$INSTDIR\mingzhang-cli.exe"
  Delete "$INSTDIR\LICENSE"
  Delete "$INSTDIR\THIRD-PARTY.txt"
  Delete "$INSTDIR\sbom.cdx.json"
  Delete "$INSTDIR\manual.pdf"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR" ; only if nothing else lies in it: a book that a user put there stays
  Delete "$SMPROGRAMS\明账\明账.lnk"
  Delete "$SMPROGRAMS\明账\卸载明账.lnk"
  RMDir "$SMPROGRAMS\明账"
  Delete "$DESKTOP\明账.lnk"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\Mingzhang"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  MessageBox MB_OK|MB_ICONINFORMATION "明账已卸载。账本、备份和设置都还在，没有删除。" /SD IDOK
SectionEnd
