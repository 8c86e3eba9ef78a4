"""The checks (勾稽关系与政策检查): each obligation ends passed, failed, not applicable or not checked."""
