"""Qt's own words in Chinese: buttons of its dialogs, menus of its text fields, its file and print dialogs."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from desktop import paths

_installed: list[QTranslator] = []
OURS = "words_zh_CN"
"""Words of its dialogs that Qt's own Chinese file lacks: the kinds of entries in a folder."""


def speak_chinese() -> None:
    """Install Qt's Chinese words once, and before them what those lack: Qt asks the one installed last first."""
    application = QCoreApplication.instance()
    if application is None or _installed:
        return
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    qts = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name, folder in ((OURS, str(paths.root() / "resources" / "qt")), ("qtbase_zh_CN", qts)):
        translator = QTranslator(application)
        if translator.load(name, folder):
            application.installTranslator(translator)
            _installed.append(translator)
