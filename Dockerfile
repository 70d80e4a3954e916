# Targets: api (also worker and migrate), sealer, converter, web. Downloads come from npm and Debian only.
FROM node:24-bookworm-slim AS build
RUN apt-get update \
 && apt-get install -y --no-install-recommends python3 make g++ \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
ENV CI=1 DO_NOT_TRACK=1 NEXT_TELEMETRY_DISABLED=1 CHECKPOINT_DISABLE=1 \
    PRISMA_SCHEMA_ENGINE_BINARY=/bin/true npm_config_nodedir=/usr/local
COPY tools/package.json tools/package-lock.json tools/.npmrc tools/
RUN cd tools && npm ci --omit=optional
ENV PATH=/app/tools/node_modules/.bin:/app/node_modules/.bin:$PATH
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY packages/signing-core/package.json packages/signing-core/
COPY packages/audit/package.json packages/audit/
COPY packages/verifier/package.json packages/verifier/
COPY apps/api/package.json apps/api/
COPY apps/cli/package.json apps/cli/
COPY apps/web/package.json apps/web/
COPY e2e/package.json e2e/
RUN pnpm install --frozen-lockfile
COPY . .
RUN node scripts/build.mjs server
RUN node scripts/build.mjs web

FROM build AS production-packages
RUN pnpm install --frozen-lockfile --prod

FROM node:24-bookworm-slim AS api
WORKDIR /app
ENV NODE_ENV=production
COPY --from=production-packages /app/package.json ./
COPY --from=production-packages /app/node_modules node_modules
COPY --from=production-packages /app/packages packages
COPY --from=production-packages /app/apps/api apps/api
COPY --from=production-packages /app/apps/cli apps/cli
COPY --from=production-packages /app/prisma prisma
COPY scripts/container scripts/container
# A named volume takes over this folder's owner: the programs do not run as root.
RUN mkdir -p /var/lib/sealwright/blobs && chown -R node:node /var/lib/sealwright
USER node
ENTRYPOINT ["node", "scripts/container/with-secret-files.mjs"]
CMD ["apps/api/dist/bundle/main.js"]

FROM api AS sealer
USER root
# For a trial without an HSM (ALLOW_SOFT_TOKEN=yes), and pkcs11-tool to look at a real one.
RUN apt-get update \
 && apt-get install -y --no-install-recommends softhsm2 opensc \
 && rm -rf /var/lib/apt/lists/*
RUN mkdir -p /var/lib/sealwright/token /var/lib/sealwright/ca && chown -R node:node /var/lib/sealwright
USER node
CMD ["apps/api/dist/bundle/sealer.js"]

FROM api AS converter
USER root
# The fonts have the widths of Arial, Times, Courier, Calibri and Cambria: without them lines break elsewhere.
RUN apt-get update \
 && apt-get install -y --no-install-recommends libreoffice-writer-nogui libreoffice-calc-nogui \
    libreoffice-impress-nogui libheif-examples fonts-liberation fonts-crosextra-carlito fonts-crosextra-caladea \
    fonts-dejavu-core fonts-noto-core \
 && rm -rf /var/lib/apt/lists/*
USER node
CMD ["apps/api/dist/converter.js"]

FROM node:24-bookworm-slim AS web
WORKDIR /app
ENV NODE_ENV=production HOSTNAME=0.0.0.0 PORT=3001
COPY --from=build /app/apps/web/.next/standalone ./
USER node
CMD ["node", "apps/web/server.js"]
