"""The window: a thin shell over the pipeline. Only this package imports Qt."""
