FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /app

COPY package.json package-lock.json .npmrc ./
# The image brings its own Node: the one that comes as a package for machines without would be 100 MB twice.
RUN npm ci --omit=dev --no-audit --no-fund \
  && rm -rf node_modules/node-linux-* node_modules/.bin/node \
  && npm cache clean --force

COPY LICENSE manifest.yml ./
COPY migrations ./migrations
COPY src ./src

# The embedded database, when there is no DATABASE_URL, goes where the user `node` may write.
RUN mkdir /data && chown node:node /data
ENV DATA_DIR=/data/muster
VOLUME /data
USER node
EXPOSE 3000

HEALTHCHECK --interval=15s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]

# Without a shell in between: SIGTERM reaches the process, which finishes what is under way.
CMD ["node", "--max-semi-space-size=8", "--heap-growing-percent=60", "src/main.ts"]
