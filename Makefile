.PHONY: demo test lint bench ci

demo test lint bench ci:
	@python3 dev.py $@
