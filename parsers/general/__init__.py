"""Reading without a layout: words propose the meaning of a number, and the page's arithmetic proves it."""
