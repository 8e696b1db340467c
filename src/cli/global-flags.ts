import { Flag, GlobalFlag } from "effect/cli"

/** `--url` */
export const Url = GlobalFlag.Setting("url")({
  flag: Flag.String("url").pipe(
    Flag.withAlias("u"),
    Flag.withMetavar("<url>"),
    Flag.withDescription(
      "The database: postgres://, mysql:// or mariadb:// user:password@host:port/name, or sqlite:path. Else the " +
        "configuration says it, or the environment variable DATABASE_URL",
    ),
    Flag.optional,
  ),
})

/** `--config` */
export const ConfigFile = GlobalFlag.Setting("config")({
  flag: Flag.String("config").pipe(
    Flag.withAlias("c"),
    Flag.withMetavar("<file>"),
    Flag.withDescription("The configuration. Else fulmar.config.ts, .mts, .js, .mjs or .json of this folder, if there is one"),
    Flag.optional,
  ),
})

/** The flags of all commands. */
export const globalFlags = [Url, ConfigFile] as const
