"""The same library in Portuguese, Japanese and German: a specification and tasks of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.seeded.project import Files

SPEC = "specs/001-loans/spec.md"
TASKS = "specs/001-loans/tasks.md"

PORTUGUESE: Files = {
    SPEC: """\
# Especificação da Funcionalidade: Empréstimos

**Branch**: `001-loans`

**Status**: Rascunho

## Cenários de Usuário e Testes

### História de Usuário 1 - Emprestar um livro (Prioridade: P1)

Um leitor leva um livro para casa.

**Cenários de Aceitação**:

1. **Dado** um livro na estante, **Quando** um leitor o pede, **Então** o prazo é de 28 dias
2. **Dado** um livro emprestado, **Quando** outro leitor o pede, **Então** o empréstimo é recusado

## Requisitos

### Requisitos Funcionais

- **FR-001**: O sistema DEVE emprestar um livro por 28 dias.
- **FR-002**: O sistema DEVE recusar um livro emprestado.

## Critérios de Sucesso

- **SC-001**: 90 de 100 empréstimos levam menos de um minuto.
""",
}

JAPANESE: Files = {
    SPEC: """\
# 機能仕様書: 貸出

**ステータス**: 下書き

## ユーザーシナリオとテスト

### ユーザーストーリー 1 - 本を借りる (優先度: P1)

読者が本を家に持ち帰る。

**受け入れシナリオ**:

1. **前提** 棚に本がある、**操作** 読者が本を借りる、**結果** 返却期限は28日後になる
2. **前提** 本が貸出中である、**操作** 読者が本を借りる、**結果** 貸出は拒否される

## 要件

### 機能要件

- **FR-001**: システムは本を28日間貸し出さなければならない。
- **FR-002**: システムは貸出中の本を拒否しなければならない。

## 成功基準

- **SC-001**: 貸出の90%が1分以内に完了する。
""",
}

GERMAN: Files = {
    SPEC: """\
# Spezifikation: Ausleihe

**Status**: Entwurf

## Benutzerszenarien & Tests

### User Story 1 - Ein Buch ausleihen (Priorität: P1)

Eine Leserin nimmt ein Buch mit nach Hause.

**Akzeptanzszenarien**:

1. **Gegeben** ein Buch im Regal, **Wenn** eine Leserin es ausleiht, **Dann** ist es in 28 Tagen fällig
2. **Gegeben** ein verliehenes Buch, **Wenn** jemand es verlangt, **Dann** wird die Ausleihe abgelehnt

## Anforderungen

### Funktionale Anforderungen

- **FR-001**: Das System MUSS ein Buch für 28 Tage ausleihen.
- **FR-002**: Das System MUSS ein verliehenes Buch ablehnen.

## Erfolgskriterien

- **SC-001**: 90 von 100 Ausleihen dauern weniger als eine Minute.
""",
}
