"""Qt's own words in Chinese: buttons of its dialogs, menus of its text fields, its file and print dialogs."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

_installed: list[QTranslator] = []


def speak_chinese() -> None:
    """Install Qt's Chinese words once; without the file, which comes with Qt, its words stay English."""
    application = QCoreApplication.instance()
    if application is None or _installed:
        return
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(application)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
        _installed.append(translator)
