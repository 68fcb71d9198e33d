"""The only place that speaks SQL: engine, types, tables, transactions, migrations; it decides nothing."""
