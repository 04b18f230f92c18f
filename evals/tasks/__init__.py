"""One module a task: it runs the product on its data and returns rows."""
