/** Who works in the sandbox's company, and in which channels. The people are those of the demo. */
export const cast = {
  people: [
    { name: 'ana', realName: 'Ana Weiss', title: 'Payments', zone: 'Europe/Berlin' },
    { name: 'ben', realName: 'Ben Okafor', title: 'Platform', zone: 'Europe/London' },
    { name: 'cho', realName: 'Cho Min-ji', title: 'Payments', zone: 'Asia/Seoul' },
    { name: 'dan', realName: 'Dan Rivera', title: 'Support', zone: 'America/New_York' },
    { name: 'eve', realName: 'Eve Lindqvist', title: 'Head of engineering', zone: 'Europe/Berlin' },
    { name: 'fay', realName: 'Fay Tan', title: 'Customer success', zone: 'Asia/Singapore' },
    { name: 'gus', realName: 'Gus Moreau', title: 'Consultant', zone: 'Europe/Paris', guest: true },
  ],
  channels: [
    { name: 'general', members: ['ana', 'ben', 'cho', 'dan', 'eve', 'fay'] },
    { name: 'incidents', members: ['ana', 'ben', 'cho', 'dan', 'eve', 'fay'] },
    { name: 'payments', members: ['ana', 'cho', 'gus'] },
  ],
};
