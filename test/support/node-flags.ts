/** As in the images, so that memory, speed and the way a service ends are those users get. */
export const nodeFlags: readonly string[] = [
  '--max-old-space-size=128',
  '--max-semi-space-size=2',
  '--optimize-for-size',
  '--no-concurrent-sparkplug',
];
