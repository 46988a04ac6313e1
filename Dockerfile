# Three images: `service` (a Node service, its ENTRY bundled into one file), `reader` (the same with the
# serial port's add-on) and `web` (nginx with the page). What is the same on all platforms is made on the one that
# builds, and the rest is only copied: an image for the Pi is built on any machine, as fast, with nothing emulated.

# What services run on.
ARG NODE_IMAGE=node:24-trixie-slim
ARG NGINX_IMAGE=nginx:1.30-alpine


FROM --platform=$BUILDPLATFORM node:24-trixie-slim AS dependencies
WORKDIR /smer
COPY package.json package-lock.json ./
COPY shared/package.json shared/
COPY services/api/package.json services/api/
COPY services/history/package.json services/history/
COPY services/reader/package.json services/reader/
COPY services/web/package.json services/web/
COPY test/package.json test/
RUN npm ci --ignore-scripts --no-audit --no-fund --workspace ./services


FROM dependencies AS bundle
ARG ENTRY
COPY . .
# An ES module that imports a part of Node loads all that this can do: with node:http a client of 3 MB. `require`
# leaves that where it is. Node keeps the source in memory, so it is made shorter; names stay, for stack traces.
RUN node_modules/.bin/esbuild "$ENTRY" --bundle --platform=node --target=node24 --format=cjs \
  --minify-whitespace --minify-syntax \
  --external:@serialport/bindings-cpp --outfile=/bundle/main.cjs


# The add-on finds its binary, for x64 or arm64, beside its own folder.
FROM dependencies AS serial-add-on
WORKDIR node_modules/@serialport/bindings-cpp
RUN mkdir /add-on \
  && cp --parents package.json prebuilds/linux-*64/*.glibc.node /add-on/ \
  && /smer/node_modules/.bin/esbuild dist/index.js --bundle --platform=node --outfile=/add-on/dist/index.js


FROM dependencies AS page
COPY . .
RUN node services/web/build.ts


FROM --platform=$BUILDPLATFORM node:24-trixie-slim AS folders
RUN mkdir /data /web && ln -s /tmp /web/tmp


FROM $NODE_IMAGE AS service
LABEL org.opencontainers.image.title="SMER" \
  org.opencontainers.image.description="Reads a smart meter's P1 port, shows its use and serves it over REST" \
  org.opencontainers.image.licenses="MIT" \
  org.opencontainers.image.version="1.0.0"
# One heap for all threads saves 1.5 MB a service.
ENV NODE_ENV=production \
  MALLOC_ARENA_MAX=1
# A named volume takes the owner of the folder it is first mounted on. 1000 would be the Pi's own user.
COPY --from=folders --chown=10001:10001 /data /data
WORKDIR /smer
COPY --from=bundle /bundle/main.cjs ./
USER 10001:10001
# Limits of Node's own: the Pi's kernel often ignores those on a container's memory. Small young generations
# and code kept lazily save 7 MB a service and cost no speed that could be measured. Compiling on another
# thread may wait for a garbage collection that never comes once the process ends, which then hangs.
ENTRYPOINT ["node", "--max-old-space-size=128", "--max-semi-space-size=2", "--optimize-for-size", "--no-concurrent-sparkplug", "main.cjs"]


FROM service AS reader
COPY --from=serial-add-on /add-on node_modules/@serialport/bindings-cpp


FROM $NGINX_IMAGE AS web
LABEL org.opencontainers.image.title="SMER" \
  org.opencontainers.image.description="Reads a smart meter's P1 port, shows its use and serves it over REST" \
  org.opencontainers.image.licenses="MIT" \
  org.opencontainers.image.version="1.0.0"
WORKDIR /smer
COPY --from=folders /web ./
COPY services/web/*.conf ./
COPY --from=page /smer/services/web/dist page
USER 10001:10001
STOPSIGNAL SIGQUIT
ENTRYPOINT ["nginx", "-p", "/smer", "-c", "nginx.conf", "-e", "stderr"]
