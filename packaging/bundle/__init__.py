"""What `packaging/build.py` makes a bundle of: choice of files, archives, Debian package, licences, checks."""
