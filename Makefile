.PHONY: demo test lint bench example ci

demo test lint bench example ci:
	@python3 dev.py $@
