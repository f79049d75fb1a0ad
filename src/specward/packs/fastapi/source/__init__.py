"""The source of a back end as syntax trees, and what rules ask of them."""
