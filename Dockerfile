# Two stages: the first has the compiler, the second only what runs. Build: docker build --build-arg CUTRI_BUILD=$(git rev-parse --short HEAD) -t cutri .
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The image's own Node runs everything; scripts of packages are not needed.
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY scripts ./scripts
COPY src ./src
RUN npm run --silent build && npm prune --omit=dev --omit=optional --ignore-scripts

FROM node:24-bookworm-slim
ARG CUTRI_BUILD=unknown
ENV NODE_ENV=production CUTRI_HOST=0.0.0.0 CUTRI_PORT=8080 CUTRI_DATA=/var/lib/cutri
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY knowledge ./knowledge
RUN printf '%s' "$CUTRI_BUILD" > build-id && install -d -o node -g node -m 0700 /var/lib/cutri
USER node
VOLUME /var/lib/cutri
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 CMD ["node", "dist/cli.js", "doctor", "--alive"]
STOPSIGNAL SIGTERM
CMD ["node", "--max-old-space-size=448", "--max-semi-space-size=16", "dist/main.js"]
