"""What headings of user stories say, by language."""

from __future__ import annotations

STORY_WORDS = (
    *("User Story", "US", "História de Usuário", "História do Usuário", "Historia de Usuario", "Historia de usuário"),
    *("Récit utilisateur", "Histoire utilisateur", "Histoire d'utilisateur", "User-Story", "Benutzergeschichte"),
    *("Nutzergeschichte", "Anwendergeschichte", "Storia utente", "Пользовательская история"),
    *("ユーザーストーリー", "ユーザストーリー", "用户故事", "使用者故事", "用戶故事", "사용자 스토리"),
)
"""What a story's heading begins with."""

PRIORITY_WORDS = "Priority|優先級|优先级|優先順序|優先度|Prioridade|Prioridad|Priorité|Priorität|Priorità|우선순위|Rank"
