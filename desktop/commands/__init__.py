"""The commands of `mingzhang`, each a function from parsed arguments to an exit status."""
