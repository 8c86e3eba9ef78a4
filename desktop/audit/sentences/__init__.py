"""What the sentences of a published budget state: passages, subjects, amounts, changes, lists of parts."""
