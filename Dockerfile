# The application's image: every process of config/processes.py runs from it.
FROM node:24-slim AS front-end
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund --omit=dev
COPY requirements/generic-look.sh requirements/
RUN sh requirements/generic-look.sh

FROM python:3.13-slim
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 COUNTERSIGN_STATIC_ROOT=/srv/countersign/staticfiles
WORKDIR /srv/countersign
COPY requirements/server.txt requirements/server.txt
RUN pip install --no-cache-dir --require-hashes -r requirements/server.txt
COPY . .
COPY --from=front-end /build/node_modules node_modules
RUN python manage.py collectstatic --no-input \
    && useradd --uid 10001 --user-group --no-create-home countersign \
    && install -d -o countersign -g countersign -m 0700 \
        /run/countersign/admin /run/countersign/app /run/countersign/sequencer \
    && install -d -o countersign -g countersign -m 0755 /run/countersign/queue
USER 10001:10001
EXPOSE 8000
CMD ["python", "-m", "gunicorn", "--config", "config/gunicorn.py", "config.wsgi"]
