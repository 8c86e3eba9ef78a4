"""Why an outside file is not opened; on its own so that the child process begins with as little as possible."""


class Refused(Exception):
    """The reason in Chinese, without the file's name."""
