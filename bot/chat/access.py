"""Who may ask, and who administers."""

from dataclasses import dataclass

from bot.memory.people import Person


@dataclass(frozen=True, slots=True)
class Access:
    """Everybody may ask, or, with `invited_only`, only the admins and those they let in. Admins are known by id."""

    admins: frozenset[int] = frozenset()
    invited_only: bool = False

    def administers(self, person: int | None) -> bool:
        """Whether `person` is an admin. Ask each time: a menu that hides a command protects nothing."""
        return person in self.admins

    def admits(self, person: Person) -> bool:
        """Whether `person` may ask."""
        return not self.invited_only or person.allowed or person.id in self.admins
