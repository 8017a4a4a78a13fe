"""What the data means: values, verdicts, changes. It touches no file, clock or process."""
