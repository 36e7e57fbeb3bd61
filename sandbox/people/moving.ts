import * as channels from '../channel-changes.ts';
import { type User, userNamed, type World } from '../world.ts';
import { ownPlace, placeOf } from './place.ts';

/** What a person does with channels: comes, goes, brings others, archives, renames. */
export function makeMoving(world: World, user: User) {
  const whole = (name: string) => {
    if (user.guest || user.stranger) throw new Error(`restricted_action: ${user.name} is a guest`);
    return ownPlace(world, user, name);
  };
  const other = (name: string) => {
    const found = userNamed(world, name);
    if (!found) throw new Error(`user_not_found: ${name}`);
    return found;
  };
  return {
    async join(name: string): Promise<void> {
      const channel = placeOf(world, user, name);
      if (channel.archived) throw new Error(`is_archived: ${name}`);
      channels.comeIn(world, channel, user.id);
    },
    async leave(name: string): Promise<void> {
      channels.goOut(world, ownPlace(world, user, name), user.id);
    },
    /** Also brings the bot in, by its name. */
    async invite(name: string, ...people: string[]): Promise<void> {
      const channel = ownPlace(world, user, name);
      for (const person of people) {
        const one = other(person);
        if (one.deactivated) throw new Error(`cant_invite: ${person}`);
        if (channel.members.has(one.id)) throw new Error(`already_in_channel: ${person}`);
        channels.comeIn(world, channel, one.id, user.id);
      }
    },
    async kick(name: string, person: string): Promise<void> {
      const channel = whole(name);
      const one = other(person);
      if (!channel.members.has(one.id)) throw new Error(`not_in_channel: ${person}`);
      channels.goOut(world, channel, one.id, user.id);
    },
    async archive(name: string): Promise<void> {
      channels.archiveChannel(world, whole(name), user.id);
    },
    async unarchive(name: string): Promise<void> {
      const channel = placeOf(world, user, name);
      if (!channel.archived) throw new Error(`not_archived: ${name}`);
      channels.unarchiveChannel(world, channel, user.id);
    },
    async rename(name: string, next: string): Promise<void> {
      const channel = whole(name);
      const problem = channels.nameProblem(world, next);
      if (problem) throw new Error(`${problem}: ${next}`);
      channels.renameChannel(world, channel, user.id, next);
    },
    /** Whoever looks at a public channel from then on finds nothing there. */
    async makePrivate(name: string): Promise<void> {
      const channel = whole(name);
      if (channel.kind !== 'public') throw new Error(`method_not_supported_for_channel_type: ${name}`);
      if (channel.name === 'general') throw new Error('channel_type_not_supported');
      channels.makePrivate(world, channel, user.id);
    },
    /** From then on its old id leads nowhere. */
    async shareOutside(name: string): Promise<void> {
      const channel = whole(name);
      if (channel.kind !== 'private') throw new Error(`method_not_supported_for_channel_type: ${name}`);
      channels.shareOutside(world, channel);
    },
    async setTopic(name: string, topic: string): Promise<void> {
      if ([...topic].length > 250) throw new Error('too_long');
      channels.setTopic(world, whole(name), user.id, topic);
    },
  };
}
