import type { ComposedSystem } from '../start-composed.ts';

/** What each service adds to its base image, and the memory its container takes now; a line each. */
export async function describeFootprint(
  system: ComposedSystem,
  services: readonly string[],
): Promise<string[]> {
  return Promise.all(
    services.map(async (service) => {
      const [container] = await system.inspect(service);
      if (container === undefined) throw new Error(`${service} does not run`);
      const memory = await system.docker(
        ...['stats', '--no-stream', '--format', '{{.MemUsage}}', container.Id],
      );
      const image = JSON.parse(await system.docker('image', 'inspect', container.Image));
      return `${service}: ${image[0].Architecture} image ${megabytes(image[0].Size)}, memory ${memory.trim()}`;
    }),
  );
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
