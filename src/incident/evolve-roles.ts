import type { IncidentEvent } from './events.ts';
import type { Holding, Incident, Instant, MessageRef, Vacancy } from './incident.ts';

type RoleEvent = Extract<
  IncidentEvent,
  { readonly type: 'role_taken' | 'role_vacated' | 'unheld_reminded' | 'reminder_snoozed' }
>;

/** Who holds what, what was held before, and which roles are free. */
export function evolveRoles(incident: Incident, event: RoleEvent): Incident {
  switch (event.type) {
    case 'role_taken': {
      // Whoever held it for now gives way to whoever takes it by hand.
      const leaving = incident.roles.filter(
        (holding) => holding.role === event.role && (holding.forNow || holding.user === event.from),
      );
      const after = leave(incident, leaving, event.at);
      const { [event.role]: _taken, ...vacancies } = after.vacancies;
      const acknowledged = incident.times.acknowledged ?? event.at;
      return {
        ...after,
        roles: [...after.roles, { role: event.role, user: event.user, since: event.at, forNow: false }],
        vacancies,
        times: { ...incident.times, acknowledged },
      };
    }
    case 'role_vacated': {
      const leaving = incident.roles.filter((holding) => holding.role === event.role && holding.user === event.user);
      const after = leave(incident, leaving, event.at);
      const byHand = leaving.some((holding) => !holding.forNow);
      const stillHeld = after.roles.some((holding) => holding.role === event.role && !holding.forNow);
      if (stillHeld || !byHand) return after;
      const vacancy: Vacancy = { since: event.at, remindedAt: null, snoozedUntil: null };
      return { ...after, vacancies: { ...after.vacancies, [event.role]: vacancy } };
    }
    case 'unheld_reminded':
      return remark(incident, event.roles, { remindedAt: event.at, snoozedUntil: null });
    case 'reminder_snoozed':
      return remark(incident, event.roles, { snoozedUntil: event.until });
  }
}

/** Slack shows the line that asks who can take a role; of one that was taken meanwhile nothing is kept. */
export function reminderShown(
  incident: Incident,
  { roles, at }: { readonly roles: readonly string[]; readonly at: Instant },
  line: MessageRef,
): Incident {
  const asked = roles.filter((role) => incident.vacancies[role]?.remindedAt === at);
  return remark(incident, asked, { line });
}

function leave(incident: Incident, leaving: readonly Holding[], at: number): Incident {
  return {
    ...incident,
    roles: incident.roles.filter((holding) => !leaving.includes(holding)),
    pastRoles: [
      ...incident.pastRoles,
      ...leaving.map(({ role, user, since }) => ({ role, user, from: since, to: at })),
    ],
  };
}

function remark(incident: Incident, roles: readonly string[], remark: Partial<Vacancy>): Incident {
  const marked = roles.flatMap((role) => {
    const vacancy = incident.vacancies[role];
    return vacancy === undefined ? [] : [[role, { ...vacancy, ...remark }] as const];
  });
  return { ...incident, vacancies: { ...incident.vacancies, ...Object.fromEntries(marked) } };
}
