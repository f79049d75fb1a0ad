"""What the significance test knows of the field: the questions that shape a system, and the well-known answers.

A name with a leading `=` is an English word too. After the bar stand the packages that a project depends on directly
when it has chosen the option.
"""

from __future__ import annotations

from specward.adr.suggest.topics import Area, Option, Topic

BACKEND = Area("backend", "Backend stack", "a server is written against its framework, and seldom moved to another")
FRONTEND = Area("frontend", "Frontend stack", "an interface is written against its framework, and seldom moved")
DATA = Area("data", "Data storage", "data outlives the code, and moving it is a migration")
API = Area("api", "Interface style", "others build on an interface, so it cannot change at will")
SECURITY = Area("security", "Authentication and authorization", "it draws a security boundary")
PLATFORM = Area("platform", "Platform and deployment", "operations, cost and lock-in follow from it")
MESSAGING = Area("messaging", "Communication between components", "components are bound to how they talk to each other")
STRUCTURE = Area("structure", "Architecture style", "it sets how the code is parted, for good")
OBSERVABILITY = Area("observability", "Observability", "every component reports through it")
MODELS = Area("models", "Language model stack", "prompts, cost, quality and privacy hang on it")


def _option(line: str) -> Option:
    words, _, packages = line.partition("|")
    names = tuple(word.strip() for word in words.split(","))
    return Option(names[0].removeprefix("="), names, tuple(filter(None, map(str.strip, packages.split(",")))))


def _topic(name: str, area: Area, scope: str, options: str) -> Topic:
    """Read the options: `Name, word, word | package, package; Name …`."""
    return Topic(name, area, scope, tuple(map(_option, options.split(";"))))


TOPICS = (
    _topic(
        "web framework",
        BACKEND,
        "every endpoint is written against it",
        "FastAPI | fastapi; Django, Django REST Framework, DRF | django, djangorestframework; Flask | flask; "
        "Starlette | starlette; Litestar | litestar; =Express, Express.js, ExpressJS | express; NestJS, Nest.js | "
        "@nestjs/core; Fastify | fastify; Koa, Koa.js | koa; =Hono | hono; Spring Boot, =Spring, Spring MVC, "
        "WebFlux | spring-boot-starter-web, spring-boot-starter-webflux; Quarkus | quarkus-core, io.quarkus; "
        "Micronaut | micronaut-http-server-netty; =Rails, Ruby on Rails | rails; Laravel | laravel/framework; "
        "Symfony | symfony/framework-bundle; ASP.NET Core, ASP.NET, .NET Core; =Gin | github.com/gin-gonic/gin; "
        "=Echo | github.com/labstack/echo/v4; chi, go-chi | github.com/go-chi/chi/v5; =Fiber | "
        "github.com/gofiber/fiber/v2; axum | axum; Actix, Actix Web, actix-web | actix-web; =Phoenix",
    ),
    _topic(
        "command line framework",
        BACKEND,
        "every command is written against it",
        "Typer | typer; =Click | click; argparse; docopt | docopt; =Cobra | github.com/spf13/cobra; clap | clap; "
        "Commander.js, =Commander | commander; oclif | @oclif/core; yargs | yargs; picocli | picocli",
    ),
    _topic(
        "job queue",
        BACKEND,
        "all background work runs through it",
        "Celery | celery; RQ, Redis Queue | rq; Dramatiq | dramatiq; ARQ | arq; Huey | huey; APScheduler | "
        "apscheduler; BullMQ, Bull Queue | bullmq, bull; pg-boss | pg-boss; Agenda.js | agenda; Sidekiq | "
        "sidekiq; =Temporal, Temporal.io | temporalio, @temporalio/worker; Airflow | apache-airflow; Prefect | "
        "prefect; Quartz | quartz; Hangfire; Dapr Jobs, Dapr Jobs API, Dapr cron binding; Kubernetes CronJob, "
        "CronJob",
    ),
    _topic(
        "frontend framework",
        FRONTEND,
        "every page and component is written against it",
        "Next.js, NextJS | next; =React, React.js, ReactJS, Create React App, React SPA | react; =Vue, Vue.js, "
        "VueJS | vue; Nuxt, Nuxt.js | nuxt; Angular | @angular/core; SvelteKit | @sveltejs/kit; Svelte | svelte; "
        "=Remix | @remix-run/react; =Solid, SolidJS | solid-js; Astro | astro; Gatsby | gatsby; =Preact | preact; "
        "htmx | htmx.org; =Lit | lit; =Ember, Ember.js | ember-source; Blazor; Streamlit | streamlit",
    ),
    _topic(
        "documentation site generator",
        FRONTEND,
        "every page of the site is written for it",
        "Docusaurus | @docusaurus/core; VitePress | vitepress; VuePress | vuepress; MkDocs, Material for MkDocs | "
        "mkdocs, mkdocs-material; GitBook; Hugo; Jekyll | jekyll; Nextra | nextra; Starlight | "
        "@astrojs/starlight; Sphinx | sphinx; mdBook",
    ),
    _topic(
        "mobile framework",
        FRONTEND,
        "every screen is written against it",
        "React Native | react-native; Flutter; =Ionic | @ionic/core, @ionic/react; Kotlin Multiplatform; SwiftUI; "
        "Jetpack Compose; Capacitor | @capacitor/core; .NET MAUI; Xamarin",
    ),
    _topic(
        "desktop framework",
        FRONTEND,
        "the whole application is packaged by it",
        "Electron | electron; Tauri | @tauri-apps/api, tauri; PyQt, PySide, Qt | pyqt6, pyqt5, pyside6; Tkinter; "
        "Wails; WPF",
    ),
    _topic(
        "state management",
        FRONTEND,
        "every component that shares state depends on it",
        "Redux, Redux Toolkit, RTK | redux, @reduxjs/toolkit; Zustand | zustand; MobX | mobx; Jotai | jotai; "
        "Recoil | recoil; XState | xstate; Pinia | pinia; Vuex | vuex; NgRx | @ngrx/store; React Context, Context "
        "API, React Context API",
    ),
    _topic(
        "server state library",
        FRONTEND,
        "",
        "TanStack Query, React Query | @tanstack/react-query, react-query; SWR | swr; RTK Query; Apollo Client | "
        "@apollo/client; Relay; urql | urql",
    ),
    _topic(
        "styling",
        FRONTEND,
        "",
        "Tailwind CSS, Tailwind, TailwindCSS | tailwindcss; CSS Modules; styled-components | styled-components; "
        "Emotion | @emotion/react; Sass, SCSS | sass; Bootstrap | bootstrap; UnoCSS | unocss; vanilla-extract | "
        "@vanilla-extract/css",
    ),
    _topic(
        "component library",
        FRONTEND,
        "",
        "shadcn/ui, shadcn; Material UI, MUI | @mui/material; Chakra UI, Chakra | @chakra-ui/react; Ant Design | "
        "antd; Radix UI, Radix; Headless UI | @headlessui/react; Mantine | @mantine/core; Vuetify | vuetify",
    ),
    _topic(
        "rendering strategy",
        FRONTEND,
        "",
        "server-side rendering, SSR, server components, React Server Components; static site generation, SSG, "
        "static generation; client-side rendering, CSR, single-page application, SPA; ISR, incremental static "
        "regeneration",
    ),
    _topic(
        "database",
        DATA,
        "every component that keeps data depends on it",
        "PostgreSQL, Postgres, Neon PostgreSQL, Neon Serverless PostgreSQL | psycopg, psycopg2, psycopg2-binary, "
        "asyncpg, pg, postgres, @neondatabase/serverless, github.com/lib/pq, github.com/jackc/pgx/v5, postgresql, "
        "tokio-postgres; MySQL | mysqlclient, pymysql, mysql, mysql2, aiomysql, mysql-connector-j, "
        "github.com/go-sql-driver/mysql; MariaDB | mariadb; SQLite, SQLite3, libSQL, Turso | aiosqlite, "
        "better-sqlite3, sqlite3, rusqlite, github.com/mattn/go-sqlite3; MongoDB, Mongo | pymongo, motor, "
        "mongoose, mongodb, go.mongodb.org/mongo-driver; DynamoDB; Firestore, Firebase Firestore, Firebase "
        "Realtime Database; Supabase | supabase, @supabase/supabase-js; PlanetScale; CockroachDB; SQL Server, "
        "MSSQL | pyodbc, mssql; Oracle Database; Cassandra, ScyllaDB | cassandra-driver; Neo4j | neo4j, "
        "neo4j-driver; DuckDB | duckdb; ClickHouse | clickhouse-connect, clickhouse-driver; TimescaleDB; InfluxDB "
        "| influxdb-client; CouchDB; H2 database; JSON file storage, JSON file, flat files",
    ),
    _topic(
        "object-relational mapper",
        DATA,
        "all code that reads or writes data is written against it",
        "SQLAlchemy | sqlalchemy; SQLModel | sqlmodel; Django ORM; Tortoise ORM, Tortoise | tortoise-orm; Peewee "
        "| peewee; Prisma, Prisma ORM | prisma, @prisma/client; TypeORM | typeorm; Drizzle, Drizzle ORM | "
        "drizzle-orm; Sequelize | sequelize; MikroORM | @mikro-orm/core; Knex, Knex.js | knex; Kysely | kysely; "
        "Hibernate, JPA | hibernate-core, spring-boot-starter-data-jpa; jOOQ | jooq; "
        "Entity Framework, Entity Framework Core, EF Core; "
        "Dapper; GORM | gorm.io/gorm; sqlc; Diesel | diesel; SeaORM | sea-orm; SQLx | sqlx; ActiveRecord, Active "
        "Record; raw SQL, plain SQL",
    ),
    _topic(
        "migration tool",
        DATA,
        "",
        "Alembic | alembic; Flyway | flyway-core; Liquibase | liquibase-core; Prisma Migrate; golang-migrate; "
        "dbmate; raw SQL migrations",
    ),
    _topic(
        "vector store",
        DATA,
        "every retrieval goes through it",
        "Qdrant, Qdrant Cloud | qdrant-client, @qdrant/js-client-rest; Pinecone | pinecone, pinecone-client, "
        "@pinecone-database/pinecone; Weaviate | weaviate-client; Milvus | pymilvus; FAISS | faiss-cpu, "
        "faiss-gpu; ChromaDB, =Chroma | chromadb; pgvector | pgvector; LanceDB | lancedb",
    ),
    _topic(
        "search engine",
        DATA,
        "every search goes through it",
        "Elasticsearch | elasticsearch, @elastic/elasticsearch; OpenSearch | opensearch-py; Meilisearch | "
        "meilisearch; Typesense | typesense; Algolia | algoliasearch; Solr | pysolr; PostgreSQL full-text search, "
        "full-text search, tsvector",
    ),
    _topic(
        "cache",
        DATA,
        "",
        "Redis | redis, ioredis, github.com/redis/go-redis/v9; Valkey | valkey; Memcached | pymemcache, "
        "memcached; in-memory cache, in-process cache; Hazelcast",
    ),
    _topic(
        "object storage",
        DATA,
        "every uploaded file goes there",
        "Amazon S3, AWS S3, S3; Google Cloud Storage, GCS; Azure Blob Storage, Azure Blob; Cloudflare R2; MinIO | "
        "minio; Cloudinary | cloudinary; Vercel Blob; local filesystem, local disk, local file storage; BYTEA, "
        "database blobs",
    ),
    _topic(
        "primary key",
        DATA,
        "every table and every reference between tables depends on it",
        "UUID, UUIDv4, UUIDv7, UUID primary keys; ULID; auto-increment integers, auto-increment, "
        "auto-incrementing integers, autoincrement, sequential integers, integer IDs, integer primary keys, "
        "serial IDs, BIGSERIAL; snowflake IDs; natural keys",
    ),
    _topic(
        "tenant isolation",
        DATA,
        "every query depends on it",
        "row-level security, RLS; schema per tenant, schema-per-tenant; database per tenant, database-per-tenant, "
        "separate database per tenant; shared schema, tenant_id column, tenant column",
    ),
    _topic(
        "data ownership of services",
        DATA,
        "every service depends on it",
        "shared database, shared database pattern, share the same database; database per service, database-per-service",
    ),
    _topic(
        "authentication scheme",
        SECURITY,
        "every protected request depends on it",
        "JWT, JSON Web Token | pyjwt, python-jose, jsonwebtoken; server-side sessions, session cookies, "
        "session-based authentication, session-based auth, cookie sessions, database sessions, server-side "
        "session store; opaque tokens, opaque bearer tokens, reference tokens; OAuth 2.0, OAuth2, OAuth, OAuth2 "
        "PKCE, PKCE; OpenID Connect, OIDC; SAML; API keys, API key; passkeys, WebAuthn, FIDO2; magic links, "
        "passwordless login; HTTP Basic authentication, basic auth, basic authentication; mutual TLS, mTLS; token "
        "introspection",
    ),
    _topic(
        "identity provider",
        SECURITY,
        "every login depends on it",
        "Better Auth, BetterAuth | better-auth; Auth.js, NextAuth, NextAuth.js | next-auth, @auth/core; Auth0 | "
        "auth0, @auth0/nextjs-auth0, auth0-python; Clerk | @clerk/nextjs, @clerk/clerk-react; Keycloak | "
        "keycloak-js, python-keycloak; Amazon Cognito, AWS Cognito, Cognito; Firebase Auth, Firebase "
        "Authentication; Supabase Auth; Okta | @okta/okta-auth-js; Ory Kratos, Kratos, Ory Hydra; Authentik; "
        "Passport.js | passport; Lucia | lucia; FastAPI-Users, FastAPI Users | fastapi-users; Devise | devise; "
        "Entra ID, Azure AD; custom JWT, custom JWT implementation, custom authentication, custom auth, roll our "
        "own auth",
    ),
    _topic(
        "authorization model",
        SECURITY,
        "every access check depends on it",
        "RBAC, role-based access control; ABAC, attribute-based access control; ReBAC, relationship-based access "
        "control; ACLs, access control lists; Open Policy Agent, OPA; Casbin | casbin; OpenFGA, SpiceDB | "
        "@openfga/sdk",
    ),
    _topic(
        "token signing",
        SECURITY,
        "",
        "HS256, HMAC shared secret, symmetric signing; RS256, asymmetric keys, asymmetric signing; ES256; EdDSA; "
        "JWKS, JWKS endpoint",
    ),
    _topic(
        "token storage",
        SECURITY,
        "",
        "HTTP-only cookies, httpOnly cookies; localStorage, local storage; "
        "sessionStorage, session storage; in-memory tokens",
    ),
    _topic(
        "password hashing",
        SECURITY,
        "",
        "bcrypt | bcrypt, passlib; Argon2, Argon2id | argon2-cffi, argon2; scrypt; PBKDF2",
    ),
    _topic(
        "secret management",
        SECURITY,
        "",
        "HashiCorp Vault, Vault | hvac; AWS Secrets Manager; Azure Key Vault; Sealed Secrets; SOPS; Kubernetes "
        "Secrets; environment variables, .env files",
    ),
    _topic(
        "interface style",
        API,
        "every client depends on it",
        "=REST, RESTful API, REST API, REST APIs, RESTful; GraphQL | graphql, apollo-server, @apollo/server, "
        "strawberry-graphql, graphene, ariadne; gRPC; tRPC "
        "| @trpc/server; =SOAP; JSON-RPC; OData",
    ),
    _topic(
        "real-time transport",
        API,
        "server and clients are bound to it",
        "WebSocket; Server-Sent Events, SSE, server sent events; long polling, long-polling; polling, short "
        "polling, HTTP polling, client polling; WebRTC; MQTT | paho-mqtt, mqtt; Socket.IO | socket.io, "
        "python-socketio; SignalR; GraphQL subscriptions; WebTransport",
    ),
    _topic(
        "interface versioning",
        API,
        "every client depends on it",
        "URL versioning, URL-based versioning, path versioning, URI versioning, URL path versioning; header "
        "versioning, media type versioning, content negotiation; query parameter versioning",
    ),
    _topic(
        "message broker",
        MESSAGING,
        "every producer and consumer depends on it",
        "Kafka, Apache Kafka | kafkajs, confluent-kafka, aiokafka, kafka-python, spring-kafka, rdkafka, "
        "github.com/segmentio/kafka-go; RabbitMQ | pika, aio-pika, amqplib, spring-boot-starter-amqp; =NATS, "
        "JetStream | nats-py, nats; Redpanda; Pulsar, Apache Pulsar | pulsar-client; Amazon SQS, AWS SQS, SQS; "
        "Amazon SNS, SNS; EventBridge; Google Pub/Sub, Cloud Pub/Sub; Azure Service Bus; Redis Streams; Redis "
        "Pub/Sub, Redis pubsub; ActiveMQ; ZeroMQ | pyzmq; Dapr, Dapr Pub/Sub | dapr, @dapr/dapr; LISTEN/NOTIFY, "
        "PostgreSQL LISTEN/NOTIFY; direct HTTP calls, direct HTTP, synchronous HTTP calls",
    ),
    _topic(
        "delivery of events",
        MESSAGING,
        "every component that publishes events depends on it",
        "transactional outbox, outbox pattern, outbox table, outbox; change data capture, CDC, Debezium; dual "
        "writes, dual write; two-phase commit; saga, saga pattern",
    ),
    _topic(
        "architecture style",
        STRUCTURE,
        "the whole code is parted by it",
        "microservices, microservice architecture, separate services; modular monolith; monolith, monolithic "
        "architecture, monolithic, single service; serverless functions, serverless architecture; event-driven "
        "architecture, event-driven; event sourcing; CQRS; hexagonal architecture, ports and adapters; clean "
        "architecture; layered architecture; micro-frontends; API gateway, API gateway pattern; service mesh; "
        "backend for frontend, BFF",
    ),
    _topic(
        "repository layout",
        STRUCTURE,
        "every component and every build depends on it",
        "monorepo, mono-repo; separate repositories, multiple repositories, polyrepo, multi-repo",
    ),
    _topic(
        "programming language",
        STRUCTURE,
        "all code is written in it",
        "=Python; TypeScript; JavaScript; =Go, Golang; =Rust; =Java; Kotlin; =Ruby; =PHP; C#; Elixir; =Scala; "
        "C++; =Swift",
    ),
    _topic(
        "hosting",
        PLATFORM,
        "everything that is deployed depends on it",
        "AWS, Amazon Web Services, AWS EC2, EC2; Google Cloud, GCP, Google Cloud Platform; =Azure, Microsoft "
        "Azure, Azure App Service; Vercel; Netlify; Heroku; Fly.io; =Railway; =Render, Render.com; DigitalOcean, "
        "Digital Ocean; Cloudflare Pages, Cloudflare Workers; AWS Lambda; Cloud Run; Amazon ECS, AWS ECS, ECS, "
        "Fargate; GitHub Pages; Hugging Face Spaces; Oracle Cloud; Vercel Edge Functions, edge functions; "
        "Firebase Hosting; on-premises, self-hosted server, self-hosted VPS, bare metal",
    ),
    _topic(
        "orchestration",
        PLATFORM,
        "every service is run by it",
        "Kubernetes, K8s, EKS, GKE, AKS, DOKS, OKE; Docker Swarm; =Nomad; Docker Compose, docker-compose; "
        "Minikube; k3s, k3d; OpenShift",
    ),
    _topic(
        "infrastructure as code",
        PLATFORM,
        "all infrastructure is described in it",
        "Terraform, OpenTofu; Pulumi | pulumi, @pulumi/pulumi; CloudFormation; AWS CDK | aws-cdk-lib; Ansible | "
        "ansible; Bicep",
    ),
    _topic(
        "packaging for Kubernetes",
        PLATFORM,
        "every service is deployed by it",
        "Helm, Helm charts, Helm chart; Kustomize; raw manifests, plain manifests, raw YAML, raw Kubernetes "
        "manifests, plain YAML manifests",
    ),
    _topic(
        "container packaging",
        PLATFORM,
        "",
        "Docker; Podman; Buildpacks, Cloud Native Buildpacks",
    ),
    _topic(
        "delivery pipeline",
        PLATFORM,
        "",
        "GitHub Actions; GitLab CI; Jenkins; CircleCI; Argo CD, ArgoCD; =Flux, FluxCD; Azure DevOps",
    ),
    _topic(
        "telemetry",
        OBSERVABILITY,
        "every component is instrumented for it",
        "OpenTelemetry | opentelemetry-sdk, opentelemetry-api, @opentelemetry/sdk-node, go.opentelemetry.io/otel; "
        "Prometheus; Datadog | ddtrace, dd-trace; New Relic | newrelic; Elastic APM | elastic-apm, "
        "elastic-apm-node; Application Insights | applicationinsights; Jaeger; Zipkin; CloudWatch; Honeycomb; "
        "Grafana Loki, Loki; ELK stack, ELK; Sentry",
    ),
    _topic(
        "language model",
        MODELS,
        "every prompt depends on it",
        "OpenAI, GPT-4, GPT-4o, GPT-4o-mini, GPT-4.1, GPT-3.5 | openai; Gemini, Google Gemini | "
        "google-generativeai, google-genai, @google/generative-ai; Claude, Anthropic | anthropic, "
        "@anthropic-ai/sdk; Llama; Mistral | mistralai; Ollama | ollama; Groq | groq, groq-sdk; Cohere | cohere; "
        "Amazon Bedrock, AWS Bedrock, Bedrock; Azure OpenAI; OpenRouter; vLLM; local models, self-hosted models, "
        "local LLM",
    ),
    _topic(
        "agent framework",
        MODELS,
        "every agent is written against it",
        "OpenAI Agents SDK, Agents SDK | openai-agents, @openai/agents; LangChain | langchain; LangGraph | "
        "langgraph; LlamaIndex | llama-index; AutoGen, AG2 | pyautogen, autogen-agentchat; CrewAI | crewai; "
        "Semantic Kernel | semantic-kernel; Haystack | haystack-ai; Google ADK | google-adk; Pydantic AI, "
        "PydanticAI | pydantic-ai; Vercel AI SDK | ai; Assistants API, Assistant API; direct OpenAI API, direct "
        "API calls, raw OpenAI SDK, raw OpenAI API, direct OpenAI Chat API, direct OpenAI API calls, OpenAI API "
        "directly",
    ),
    _topic(
        "embedding model",
        MODELS,
        "",
        "OpenAI embeddings, text-embedding-3-small, text-embedding-3-large, text-embedding-ada-002; Gemini "
        "embeddings, text-embedding-004; Cohere embeddings; sentence-transformers, sentence transformers, "
        "all-MiniLM-L6-v2 | sentence-transformers; Voyage embeddings",
    ),
    _topic(
        "test framework",
        STRUCTURE,
        "",
        "Vitest; Jest; Mocha; Playwright; Cypress; Selenium",
    ),
)
"""Every topic that the test knows, the weightiest of each area first."""
