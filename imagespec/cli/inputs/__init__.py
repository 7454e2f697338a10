"""Reading requests: the kinds of files, one file each, and what makes records of what stands in them."""
