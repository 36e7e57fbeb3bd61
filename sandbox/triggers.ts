import { SlackError } from './slack-error.ts';
import type { Trigger, World } from './world.ts';

/** A trigger lives three seconds from what the person did, and opens one view. */
const triggerLifeMs = 3000;

/** `viewId`: the modal the person was in; only such a trigger may push another on top. */
export function makeTrigger(world: World, userId: string, viewId: string | null = null): string {
  const id = `${world.ids.digits(13)}.${world.ids.digits(12)}.${world.ids.hex(32)}`;
  const expiresAt = world.clock.now() + triggerLifeMs * (world.clock.speed?.() ?? 1);
  world.triggers.set(id, { id, userId, expiresAt, used: false, viewId });
  return id;
}

/** Looks at a trigger without using it up. */
export function liveTrigger(world: World, id: string): Trigger {
  const trigger = world.triggers.get(id);
  if (!trigger) throw new SlackError('invalid_trigger_id');
  if (trigger.used) throw new SlackError('exchanged_trigger_id');
  if (world.clock.now() > trigger.expiresAt) throw new SlackError('expired_trigger_id');
  return trigger;
}
