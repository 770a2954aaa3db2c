"""Reading without a layout: words propose what a number is, and the page's arithmetic proves it."""
