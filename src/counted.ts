import type { Engine, Heard } from './engine/engine.ts';
import type { Metrics } from './web/metrics.ts';

/** The engine with what is heard, and what comes twice, in figures. `now` in ms. */
export function counted(engine: Engine, metrics: Metrics, now: () => number): Engine {
  const repeats = <Outcome extends { readonly kind: string }>(outcome: Outcome): Outcome => {
    if (outcome.kind === 'repeated') metrics.duplicate();
    return outcome;
  };
  return {
    ...engine,
    declare: async (...args) => repeats(await engine.declare(...args)),
    perform: async (...args) => repeats(await engine.perform(...args)),
    async hear(workspace, key, heard, errands) {
      const kept = await engine.hear(workspace, key, heard, errands).catch((error: unknown) => {
        metrics.unwritten();
        throw error;
      });
      if (kept === null) return kept;
      if (!kept.first) metrics.duplicate();
      else {
        metrics.recorded();
        if ((heard.secrets ?? []).length > 0) metrics.masked();
        const happenedAt = toldAt(heard);
        if (happenedAt !== null) metrics.lag(now() - happenedAt);
      }
      return kept;
    },
  };
}

/** When Slack had it; null for what says nothing of how late we are. */
function toldAt(heard: Heard): number | null {
  if (heard.found === 'mended') return null;
  switch (heard.kind) {
    case 'message':
      return heard.at;
    case 'edit':
      return heard.editedAt;
    case 'deletion':
      return heard.deletedAt;
    default:
      return null;
  }
}
