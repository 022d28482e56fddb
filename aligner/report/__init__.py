"""What people see of an alignment: the report in the terminal and in the browser, tables in notebooks."""
